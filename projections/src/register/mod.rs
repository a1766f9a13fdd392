//! Persons and organs as they stand. A person's name is a private part: the row says only where it lies.

use std::collections::HashMap;

use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::registers::{Organ, Person, Post};
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::case_file::escape_like;
use crate::decoding;

/// The read model `register`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Register;

/// Which stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A person.
    Person(Uuid),
    /// An organ.
    Organ(Uuid),
}

/// A person or an organ on its way; `Empty` before the first event.
#[derive(Debug, Clone, Default)]
pub enum Row {
    /// Nothing yet.
    #[default]
    Empty,
    /// A person.
    Person(Box<Person>),
    /// An organ.
    Organ(Box<Organ>),
}

impl Projection for Register {
    const NAME: &'static str = "register";
    const VERSION: i32 = 1;
    type Key = Key;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        size_of::<Row>()
            + match row {
                Row::Empty => 0,
                Row::Person(person) => size_of::<Person>() + person.posts.len() * size_of::<Post>(),
                Row::Organ(organ) => size_of::<Organ>() + organ.name.as_ref().map_or(0, String::len),
            }
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Key>, Poison> {
        Ok(key_of(&event.stream).into_iter().collect())
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Key]) -> Result<HashMap<Key, Row>> {
        let (persons, organs) = split(keys);
        let mut found = HashMap::new();
        for row in sqlx::query_file!("src/register/load_person.sql", &persons).fetch_all(&mut *connection).await? {
            let person = serde_json::from_value(row.state).unwrap_or_default();
            found.insert(Key::Person(row.person_id), Row::Person(Box::new(person)));
        }
        for row in sqlx::query_file!("src/register/load_organ.sql", &organs).fetch_all(connection).await? {
            let organ = serde_json::from_value(row.state).unwrap_or_default();
            found.insert(Key::Organ(row.organ_id), Row::Organ(Box::new(organ)));
        }
        Ok(found)
    }

    fn fold(&self, _: &Key, _: &mut Row, _: &Recorded) -> Result<Folded, Poison> {
        // Register streams are a handful of events, so each change folds the stream anew.
        Ok(Folded::Refold)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Key, Row)>, Poison> {
        let Some(key) = key_of(stream) else { return Ok(Vec::new()) };
        let history = decoding::history(events);
        let effective = history.effective(Cut::default());
        let unreadable: Vec<i32> = history.unreadable.iter().map(|(v, _)| *v).collect();
        let row = match key {
            Key::Person(id) => {
                let mut person = Person { id, unreadable, ..Person::default() };
                for item in &effective {
                    person.evolve(item);
                }
                person.version = history.version;
                Row::Person(Box::new(person))
            }
            Key::Organ(id) => {
                let mut organ = Organ { id, unreadable, ..Organ::default() };
                for item in &effective {
                    organ.evolve(item);
                }
                organ.version = history.version;
                Row::Organ(Box::new(organ))
            }
        };
        Ok(vec![(key, row)])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let (persons, organs) = split(&streams.iter().filter_map(key_of).collect::<Vec<_>>());
        sqlx::query_file!("src/register/clear_person.sql", &persons).execute(&mut *connection).await?;
        sqlx::query_file!("src/register/clear_organ.sql", &organs).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Key, Row)]) -> Result<()> {
        let (mut persons, mut person_versions, mut person_states) = (Vec::new(), Vec::new(), Vec::new());
        let (mut organs, mut organ_versions, mut names, mut organ_states) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (_, row) in rows {
            match row {
                Row::Person(person) => {
                    persons.push(person.id);
                    person_versions.push(person.version);
                    person_states.push(serde_json::to_value(&person).unwrap_or_default());
                }
                Row::Organ(organ) => {
                    organs.push(organ.id);
                    organ_versions.push(organ.version);
                    names.push(organ.name.clone().unwrap_or_default());
                    organ_states.push(serde_json::to_value(&organ).unwrap_or_default());
                }
                Row::Empty => {}
            }
        }
        sqlx::query_file!("src/register/store_person.sql", &persons, &person_versions, &person_states)
            .execute(&mut *connection)
            .await?;
        sqlx::query_file!("src/register/store_organ.sql", &organs, &organ_versions, &names, &organ_states)
            .execute(connection)
            .await?;
        Ok(())
    }
}

fn key_of(stream: &Stream) -> Option<Key> {
    match stream.kind.as_str() {
        "person" => Some(Key::Person(stream.id)),
        "organ" => Some(Key::Organ(stream.id)),
        _ => None,
    }
}

fn split(keys: &[Key]) -> (Vec<Uuid>, Vec<Uuid>) {
    let persons = keys.iter().filter_map(|k| if let Key::Person(id) = k { Some(*id) } else { None });
    let organs = keys.iter().filter_map(|k| if let Key::Organ(id) = k { Some(*id) } else { None });
    (persons.collect(), organs.collect())
}

fn read<T: serde::de::DeserializeOwned>(states: impl Iterator<Item = Value>) -> Vec<T> {
    states.filter_map(|state| serde_json::from_value(state).ok()).collect()
}

/// These persons, as far as they are known.
pub async fn persons(pool: &PgPool, ids: &[Uuid]) -> Result<Vec<Person>> {
    let rows = sqlx::query_file!("src/register/load_person.sql", ids).fetch_all(pool).await?;
    Ok(read(rows.into_iter().map(|r| r.state)))
}

/// These organs, as far as they are known.
pub async fn organs(pool: &PgPool, ids: &[Uuid]) -> Result<Vec<Organ>> {
    let rows = sqlx::query_file!("src/register/load_organ.sql", ids).fetch_all(pool).await?;
    Ok(read(rows.into_iter().map(|r| r.state)))
}

/// Persons in the order of their ids.
pub async fn page_persons(pool: &PgPool, after: Option<Uuid>, limit: i64) -> Result<Vec<Person>> {
    let rows = sqlx::query_file!("src/register/page_person.sql", after, limit).fetch_all(pool).await?;
    Ok(read(rows.into_iter().map(|r| r.state)))
}

/// Organs in the order of their ids, by part of the name.
pub async fn page_organs(pool: &PgPool, after: Option<Uuid>, name: Option<&str>, limit: i64) -> Result<Vec<Organ>> {
    let rows =
        sqlx::query_file!("src/register/page_organ.sql", after, limit, name.map(escape_like)).fetch_all(pool).await?;
    Ok(read(rows.into_iter().map(|r| r.state)))
}
