//! Persons and organs.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_domain::registers::{Organ, Person};
use wenze_projections::register;

use crate::opening::Wanted;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// A person with what may be read.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The posts' names, in the order of the posts.
    pub posts: Vec<Option<String>>,
}

/// An organ; its name is open.
#[derive(Debug, Clone, Serialize)]
pub struct OrganView {
    /// The organ.
    pub organ: Organ,
}

impl Casework {
    /// One person.
    pub async fn person(&self, id: Uuid) -> Result<PersonView, Error> {
        let mut found = self.person_views(register::persons(self.inner.views.pool(), &[id]).await?).await?;
        found.pop().ok_or(Error::NotFound { kind: "person", id })
    }

    /// One organ.
    pub async fn organ(&self, id: Uuid) -> Result<OrganView, Error> {
        let mut found = register::organs(self.inner.views.pool(), &[id]).await?;
        found.pop().map(|organ| OrganView { organ }).ok_or(Error::NotFound { kind: "organ", id })
    }

    /// Persons, page by page.
    pub async fn persons(&self, cursor: Option<&str>, limit: u32) -> Result<Page<PersonView>, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|c| self.reveal("persons", c)).transpose()?.map(|(_, id)| id);
        let mut rows = register::page_persons(self.inner.views.pool(), after, i64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|p| self.hide("persons", 0, p.id));
        Ok(Page { items: self.person_views(rows).await?, next })
    }

    /// Organs, page by page, by part of the name.
    pub async fn organs(&self, name: Option<&str>, cursor: Option<&str>, limit: u32) -> Result<Page<OrganView>, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|c| self.reveal("organs", c)).transpose()?.map(|(_, id)| id);
        let mut rows = register::page_organs(self.inner.views.pool(), after, name, i64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|o| self.hide("organs", 0, o.id));
        Ok(Page { items: rows.into_iter().map(|organ| OrganView { organ }).collect(), next })
    }

    async fn person_views(&self, persons: Vec<Person>) -> Result<Vec<PersonView>, Error> {
        let mut wanted = Wanted::default();
        for person in &persons {
            person.name.into_iter().chain(person.posts.iter().filter_map(|p| p.post)).for_each(|at| wanted.at(at));
        }
        let texts = self.open(&wanted).await?;
        let text = |at: Option<PartAt>| at.and_then(|at| texts.text(at)).map(str::to_owned);
        let view = |person: Person| PersonView {
            name: text(person.name),
            posts: person.posts.iter().map(|p| text(p.post)).collect(),
            person,
        };
        Ok(persons.into_iter().map(view).collect())
    }

    /// Names of persons and organs by id, as far as they may be read: two queries at once, and one opening for all of them.
    pub async fn names(&self, ids: &HashSet<Uuid>) -> Result<HashMap<Uuid, String>, Error> {
        let ids: Vec<Uuid> = ids.iter().copied().collect();
        let pool = self.inner.views.pool();
        let (persons, organs) = tokio::try_join!(register::persons(pool, &ids), register::organs(pool, &ids))?;
        let written: Vec<(Uuid, PartAt)> =
            persons.iter().filter_map(|person| Some((person.id, person.name?))).collect();
        let mut wanted = Wanted::default();
        for (_, at) in &written {
            wanted.at(*at);
        }
        let texts = self.open(&wanted).await?;
        let mut names: HashMap<Uuid, String> = organs.into_iter().filter_map(|o| Some((o.id, o.name?))).collect();
        names.extend(written.into_iter().filter_map(|(id, at)| Some((id, texts.text(at)?.to_owned()))));
        Ok(names)
    }
}
