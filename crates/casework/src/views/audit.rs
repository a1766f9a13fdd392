//! The audit trail in words: who did what, when it happened, when it was recorded, in which role, on which document,
//! and what changed from what to what.

use std::collections::{HashMap, HashSet};
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::evolve::Moved;
use wenze_domain::words::Words;
use wenze_projections::audit_trail::{self, Entry};

use crate::opening::Wanted;
use crate::{Casework, Error};

mod line;
use line::Line;

/// One line of the trail, in the language asked for.
#[derive(Debug, Clone, Serialize)]
pub struct AuditLine {
    /// Version in the stream.
    pub version: i32,
    /// The event.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// The kind's name.
    pub title: String,
    /// What was done, in words.
    pub sentence: String,
    /// When it happened, as the papers say.
    pub occurred: Option<String>,
    /// The same in words, with the weekday.
    pub occurred_words: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who entered it, by name where it may be read.
    pub entered_by: String,
    /// In which role.
    pub role: String,
    /// At which office.
    pub office: String,
    /// Whose act it is, when it is not the recorder's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// On which document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_no: Option<String>,
    /// What changed.
    pub changes: Vec<ChangeLine>,
    /// Remarks: late, out of order, corrected, from paper, imported, undated.
    pub remarks: Vec<Remark>,
    /// Struck through.
    pub voided: bool,
    /// Recorded out of the usual order; the reason stands in `remarks`.
    pub out_of_order: Vec<Missing>,
    /// Phase of the procedure, for grouping.
    pub phase: String,
    /// The facts behind the words, for pages that draw and link them.
    #[serde(skip)]
    pub entry: Entry,
}

/// A remark on a line: which one, and its words. As JSON it is its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which one.
    pub kind: RemarkKind,
    /// In words.
    pub text: String,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemarkKind {
    /// The record is void.
    Voided,
    /// It stands as corrected.
    Corrected,
    /// The papers give no date.
    Undated,
    /// Recorded long after it happened.
    Late,
    /// Entered from paper.
    Paper,
    /// Done in another's stead, by a delegation.
    Delegated,
    /// Entered by an import.
    Imported,
    /// Known to the office earlier, as the source register says.
    KnownAt,
    /// Out of the usual order.
    OutOfOrder,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// One change, old to new.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeLine {
    /// What changed.
    pub what: String,
    /// From.
    pub from: String,
    /// To.
    pub to: String,
    /// The sub-state that moved, when it is one.
    #[serde(skip)]
    pub moved: Option<Moved>,
}

/// A page of the trail.
#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    /// The lines, in stream order.
    pub items: Vec<AuditLine>,
    /// The version after which the next page starts.
    pub next_after: Option<i32>,
}

impl Casework {
    /// The trail of a case after a version, in words.
    pub async fn audit(&self, id: Uuid, after: i32, limit: u32, words: &'static Words) -> Result<AuditPage, Error> {
        self.seen(id)?;
        let mut entries = audit_trail::page(self.inner.views.pool(), id, after, i64::from(limit) + 1).await?;
        if entries.is_empty() {
            // The view may be a moment behind the log; a case without any event does not exist.
            self.case_history(id).await?;
        }
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next_after = entries.last().filter(|_| more).map(|e| e.version);
        Ok(AuditPage { items: self.lines(&entries, words).await?, next_after })
    }

    /// The whole trail, folded from the log: for `replay`, which must not depend on a view.
    pub async fn replayed(
        &self,
        id: Uuid,
        cut: wenze_domain::effective::Cut,
        words: &'static Words,
    ) -> Result<Vec<AuditLine>, Error> {
        let mut history = self.case_history(id).await?;
        history
            .events
            .retain(|e| cut.version.is_none_or(|v| e.version <= v) && cut.known.is_none_or(|k| e.known_at() <= k));
        let (_, mut entries) = audit_trail::trail(id, &history);
        if let Some(moment) = cut.as_of {
            entries.retain(|e| e.occurred.window().is_none_or(|(from, _)| from <= moment));
        }
        self.lines(&entries, words).await
    }

    /// Entries in words. Texts and names are asked for at once: neither needs the other.
    pub(crate) async fn lines(&self, entries: &[Entry], words: &'static Words) -> Result<Vec<AuditLine>, Error> {
        let mut wanted = Wanted::default();
        let mut ids: HashSet<Uuid> = HashSet::new();
        for entry in entries {
            mention(entry, &mut wanted, &mut ids);
        }
        let (texts, names) = tokio::try_join!(self.open(&wanted), self.names(&ids))?;
        let kinds: HashMap<Uuid, Kind> =
            entries.iter().filter_map(|e| Some((e.event_id, Kind::parse(&e.kind)?))).collect();
        let line = |entry| Line { entry, texts: &texts, names: &names, kinds: &kinds, words }.build();
        Ok(entries.iter().map(line).collect())
    }
}

/// What of an entry stands in its words: private parts, and the ids of whoever may have a name in the registers.
fn mention(entry: &Entry, wanted: &mut Wanted, ids: &mut HashSet<Uuid>) {
    let beside =
        [entry.out_of_order.as_ref().map(serde_json::to_value), entry.on_behalf_of.as_ref().map(serde_json::to_value)];
    let beside: Vec<Value> = beside.into_iter().flatten().flatten().collect();
    for value in beside.iter().chain([&entry.payload]) {
        wanted.all_in(value, entry.event_id);
        collect_ids(value, ids);
    }
    ids.extend([entry.actor.person_id, entry.actor.office_id]);
}

/// Every id in a payload could be that of a person or organ; the register tells which are.
fn collect_ids(value: &Value, ids: &mut HashSet<Uuid>) {
    match value {
        Value::String(text) if text.len() == 36 => ids.extend(Uuid::try_parse(text).ok()),
        Value::Object(object) => object.values().for_each(|v| collect_ids(v, ids)),
        Value::Array(items) => items.iter().for_each(|v| collect_ids(v, ids)),
        _ => {}
    }
}
