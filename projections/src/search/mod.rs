//! Search: the texts of the acts in force, the numbers of cases and the names of the register.
//!
//! The one read model that holds private texts. They go when their part is erased: [`forget`](Index::forget).

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::registers::{Organ, Person};
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};
use wenze_vault::Vault;

use crate::decoding;

mod excerpt;
mod find;
mod forget;
mod passage;
mod question;
mod state;
mod store;
mod texts;
mod words;

pub use excerpt::{EXCERPT_CHARS, Excerpt};
pub use find::{
    Case, FACET_VALUES_MAX, Filter, Found, FoundCase, Kinds, Named, Organs, PASSAGES_TOLD_MAX, RANKED_CASES, Stages,
    Years,
};
pub use forget::{FORGOTTEN_WITHIN, Index, keep_forgetting};
pub use question::{QUERY_CHARS_MAX, QUERY_WORDS_MAX, Question, Unasked};

use passage::Source;
use state::CaseRow;
use store::NameRow;
use texts::Texts;

/// Passages of one case that can be searched; later ones are left out.
pub const PASSAGES_PER_CASE_MAX: usize = 1_000;
/// Characters of a passage that can be searched; what follows is left out.
pub const TEXT_CHARS_MAX: usize = 8_000;
/// What the words of one case may take in the index, in bytes: the database takes no more than a mebibyte.
pub const LEXEME_BYTES_PER_CASE_MAX: usize = 512 * 1024;

/// The read model `search`.
#[derive(Clone, Default)]
pub struct Search {
    texts: Texts,
}

impl Search {
    /// A search over private texts too.
    pub fn over(vault: Vault) -> Self {
        Self { texts: Texts(Some(vault)) }
    }

    /// A search over what is open: numbers, names of organs, labels. No private text comes into its tables.
    pub fn over_what_is_open() -> Self {
        Self::default()
    }
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A case.
    Case(Uuid),
    /// The name of a person.
    Person(Uuid),
    /// The name of an organ.
    Organ(Uuid),
}

/// A row on its way; `Empty` before the first event.
#[derive(Clone, Default)]
pub struct Row(Content);

#[derive(Clone, Default)]
enum Content {
    #[default]
    Empty,
    Case(Box<CaseRow>),
    Name(NameRow),
}

impl Projection for Search {
    const NAME: &'static str = "search";
    const VERSION: i32 = 2;
    type Key = Key;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        size_of::<Row>()
            + match &row.0 {
                Content::Empty => 0,
                Content::Case(case) => case.bytes(),
                Content::Name(_) => size_of::<NameRow>(),
            }
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Key>, Poison> {
        Ok(key_of(&event.stream).into_iter().collect())
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Key]) -> Result<HashMap<Key, Row>> {
        let ids: Vec<Uuid> = keys.iter().filter_map(|key| key.case()).collect();
        let rows = sqlx::query_file!("src/search/load.sql", &ids).fetch_all(connection).await?;
        let row = |case| Row(Content::Case(Box::new(case)));
        let loaded =
            rows.into_iter().map(|r| (Key::Case(r.case_id), row(CaseRow::loaded(&r.state, r.last_recorded_at))));
        Ok(loaded.collect())
    }

    fn fold(&self, key: &Key, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        // Register streams are a handful of events, so each change folds the stream anew.
        let Some(id) = key.case().filter(|_| !decoding::changes_the_past(event)) else { return Ok(Folded::Refold) };
        if !matches!(row.0, Content::Case(_)) {
            row.0 = Content::Case(Box::default());
        }
        if let Content::Case(case) = &mut row.0 {
            case.fold(id, event);
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Key, Row)>, Poison> {
        let Some(key) = key_of(stream).filter(|_| !events.is_empty()) else { return Ok(Vec::new()) };
        let content = match key {
            Key::Case(id) => Content::Case(Box::new(CaseRow::of(id, events))),
            Key::Person(id) => person(id, events),
            Key::Organ(id) => organ(id, events),
        };
        Ok(vec![(key, Row(content))])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        sqlx::query_file!("src/search/hold.sql").execute(&mut *connection).await?;
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query_file!("src/search/clear_case.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/search/clear_passage.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/search/clear_number.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/search/clear_name.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Key, Row)]) -> Result<()> {
        sqlx::query_file!("src/search/hold.sql").execute(&mut *connection).await?;
        let (mut cases, mut names) = (Vec::new(), Vec::new());
        for (key, row) in rows {
            match (&*key, &row.0) {
                (Key::Case(id), Content::Case(case)) => cases.push((*id, &**case)),
                (Key::Person(id) | Key::Organ(id), Content::Name(name)) => names.push((*id, name)),
                _ => {}
            }
        }
        store::cases(connection, &self.texts, cases).await?;
        store::names(connection, &self.texts, names).await
    }

    fn keep(row: Row) -> Option<Row> {
        let Content::Case(mut case) = row.0 else { return None };
        case.stored();
        Some(Row(Content::Case(case)))
    }
}

impl Key {
    fn case(self) -> Option<Uuid> {
        if let Self::Case(id) = self { Some(id) } else { None }
    }
}

fn key_of(stream: &Stream) -> Option<Key> {
    let is_of = |kind: StreamKind| stream.kind == kind.as_str();
    if is_of(StreamKind::Case) {
        Some(Key::Case(stream.id))
    } else if is_of(StreamKind::Person) {
        Some(Key::Person(stream.id))
    } else {
        is_of(StreamKind::Organ).then_some(Key::Organ(stream.id))
    }
}

fn person(id: Uuid, events: &[Recorded]) -> Content {
    let history = decoding::history(events);
    let mut person = Person { id, ..Person::default() };
    history.effective(Cut::default()).iter().for_each(|item| person.evolve(item));
    person.name.map_or(Content::Empty, |at| Content::Name(NameRow { kind: "person", name: Source::Part(at) }))
}

fn organ(id: Uuid, events: &[Recorded]) -> Content {
    let history = decoding::history(events);
    let mut organ = Organ { id, ..Organ::default() };
    history.effective(Cut::default()).iter().for_each(|item| organ.evolve(item));
    organ.name.map_or(Content::Empty, |name| Content::Name(NameRow { kind: "organ", name: Source::Open(name) }))
}
