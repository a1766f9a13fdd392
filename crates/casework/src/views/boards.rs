//! What stands beside a case, from the boards: each answer opens its private texts with one query.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_domain::codes::CodeList;
use wenze_domain::words::Words;
use wenze_projections::boards;

use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

pub(crate) mod appeals;
pub(crate) mod board;
pub(crate) mod docket;
pub(crate) mod dossier;
pub(crate) mod publications;
pub(crate) mod rectification;
pub(crate) mod relations;
pub(crate) mod responsibility;

/// A code with its word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// The code.
    pub code: String,
    /// Its word, in the language asked for.
    pub words: String,
}

impl Coded {
    /// A code of a closed list.
    fn of<C: CodeList>(words: &Words, code: Option<String>) -> Option<Self> {
        code.map(|code| Self { words: words.code(C::LIST, &code), code })
    }

    /// A state of a machine; none for an empty one.
    fn state(words: &Words, machine: &str, state: String) -> Option<Self> {
        (!state.is_empty()).then(|| Self { words: words.state(machine, &state), code: state })
    }
}

impl Casework {
    /// The version of a case as the boards show it; a case they do not show is not found.
    async fn on_boards(&self, id: Uuid) -> Result<i32, Error> {
        self.seen(id)?;
        let version = boards::version(self.inner.views.pool(), id).await?;
        version.ok_or(Error::NotFound { kind: "case", id })
    }

    /// The place after which a page begins.
    fn place_after(&self, what: &'static str, cursor: Option<&str>) -> Result<Option<(i32, Uuid)>, Error> {
        let Some(cursor) = cursor else { return Ok(None) };
        let (place, id) = self.reveal(what, cursor)?;
        Ok(Some((i32::try_from(place).map_err(|_| Error::BadToken(what))?, id)))
    }

    /// Opens the parts that stand in these columns.
    async fn open_columns<'a>(&self, columns: impl Iterator<Item = &'a Option<Value>>) -> Result<Texts, Error> {
        let mut wanted = Wanted::default();
        columns.flatten().for_each(|column| wanted.all_in(column, Uuid::nil()));
        self.open(&wanted).await
    }
}

/// The text whose place stands in a column.
fn text(texts: &Texts, column: Option<&Value>) -> Option<String> {
    let at: PartAt = serde_json::from_value(column?.clone()).ok()?;
    texts.text(at).map(str::to_owned)
}
