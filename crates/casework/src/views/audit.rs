//! The audit trail in words: who did what, when it happened, when it was recorded, in which role, on which document,
//! and what changed from what to what.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, EnteredFrom};
use wenze_domain::fields::{NOT_RECORDED, PartRef};
use wenze_domain::words::{Sources, Words};
use wenze_projections::audit_trail::{self, Entry};

use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

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
    pub remarks: Vec<String>,
    /// Struck through.
    pub voided: bool,
    /// Recorded out of the usual order; the reason stands in `remarks`.
    pub out_of_order: Vec<Missing>,
    /// Phase of the procedure, for grouping.
    pub phase: String,
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
}

/// A page of the trail.
#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    /// The lines, in stream order.
    pub items: Vec<AuditLine>,
    /// The version after which the next page starts.
    pub next_after: Option<i32>,
}

/// Days between happening and recording from which a record is called late in its line.
const LATE_DAYS: i64 = 3;

impl Casework {
    /// The trail of a case after a version, in words.
    pub async fn audit(&self, id: Uuid, after: i32, limit: u32, words: &'static Words) -> Result<AuditPage, Error> {
        let mut entries = audit_trail::page(self.inner.views.pool(), id, after, i64::from(limit) + 1).await?;
        if entries.is_empty() && after == 0 {
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

    async fn lines(&self, entries: &[Entry], words: &'static Words) -> Result<Vec<AuditLine>, Error> {
        let mut wanted = Wanted::default();
        let mut ids: HashSet<Uuid> = HashSet::new();
        for entry in entries {
            let json = serde_json::to_value(entry).unwrap_or_default();
            wanted.all_in(&json, entry.event_id);
            collect_ids(&json, &mut ids);
        }
        let texts = self.open(&wanted).await?;
        let names = self.names(&ids).await?;
        Ok(entries.iter().map(|entry| Line { entry, texts: &texts, names: &names, words }.build()).collect())
    }
}

/// Every id in an entry could be that of a person or organ; the register tells which are.
fn collect_ids(value: &Value, ids: &mut HashSet<Uuid>) {
    match value {
        Value::String(text) if text.len() == 36 => ids.extend(Uuid::try_parse(text).ok()),
        Value::Object(object) => object.values().for_each(|v| collect_ids(v, ids)),
        Value::Array(items) => items.iter().for_each(|v| collect_ids(v, ids)),
        _ => {}
    }
}

struct Line<'a> {
    entry: &'a Entry,
    texts: &'a Texts,
    names: &'a HashMap<Uuid, String>,
    words: &'static Words,
}

impl Line<'_> {
    fn build(&self) -> AuditLine {
        let (entry, words) = (self.entry, self.words);
        let kind = Kind::parse(&entry.kind);
        let text = |part: &PartRef| self.texts.of(entry.event_id, part).map(str::to_owned);
        let name = |id: Uuid| self.names.get(&id).cloned();
        let sources = Sources { texts: &text, names: &name };
        AuditLine {
            version: entry.version,
            event_id: entry.event_id,
            kind: entry.kind.clone(),
            title: kind.map_or_else(|| entry.kind.clone(), |k| words.kind(k).to_owned()),
            sentence: kind
                .map(|k| words.sentence_in(k, &entry.payload, entry.regime.as_ref(), &sources))
                .unwrap_or_default(),
            occurred: entry.occurred.date.map(|d| d.to_string()),
            occurred_words: words.date(&entry.occurred),
            recorded_at: entry.recorded_at,
            entered_by: self.name(entry.actor.person_id),
            role: words.code("Role", entry.actor.role.as_str()),
            office: self.name(entry.actor.office_id),
            on_behalf_of: self.on_behalf_of(),
            document_no: entry.document_no.as_ref().map(|no| no.as_str().to_owned()),
            changes: self.changes(kind, &sources),
            remarks: self.remarks(),
            voided: entry.voided_by.is_some(),
            out_of_order: entry.missing.clone(),
            phase: kind.map(|k| words.phase(k.spec().phase)).unwrap_or_default(),
        }
    }

    fn name(&self, id: Uuid) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string()[..8].to_owned())
    }

    fn on_behalf_of(&self) -> Option<String> {
        let on = self.entry.on_behalf_of.as_ref()?;
        let person = on.person.as_ref().map(|p| {
            let written =
                p.as_named.as_ref().and_then(|n| n.part()).and_then(|part| self.texts.of(self.entry.event_id, part));
            written.map_or_else(|| self.name(p.person_id), str::to_owned)
        });
        let organ = on.organ_id.map(|id| self.name(id));
        let parts: Vec<String> = organ.into_iter().chain(person).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Sub-states that moved, then fields that a correction changed.
    fn changes(&self, kind: Option<Kind>, sources: &Sources<'_>) -> Vec<ChangeLine> {
        let words = self.words;
        let mut changes: Vec<ChangeLine> = self
            .entry
            .moved
            .iter()
            .map(|m| ChangeLine {
                what: self.object(&m.machine, &m.object),
                from: words.state(&m.machine, &m.from),
                to: words.state(&m.machine, &m.to),
            })
            .collect();
        if kind == Some(Kind::RecordCorrected) {
            let corrected = self.entry.payload.get("changes").and_then(Value::as_array).into_iter().flatten();
            changes.extend(corrected.map(|change| ChangeLine {
                what: change["pointer"].as_str().unwrap_or_default().to_owned(),
                from: self.plain(&change["was"], sources),
                to: self.plain(&change["is"], sources),
            }));
        }
        changes
    }

    fn object(&self, machine: &str, object: &str) -> String {
        let label = self.words.refs_role(machine);
        match object.split_once('/') {
            Some((_, track)) => format!("{label} {}", self.words.code("TrackCode", track)),
            None => label,
        }
    }

    fn plain(&self, value: &Value, sources: &Sources<'_>) -> String {
        if let Ok(part) = serde_json::from_value::<PartRef>(value.clone()) {
            return (sources.texts)(&part).unwrap_or_default();
        }
        match value {
            Value::String(text) if text == NOT_RECORDED => self.words.not_recorded(),
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    fn remarks(&self) -> Vec<String> {
        let (entry, words) = (self.entry, self.words);
        let mut remarks = Vec::new();
        if entry.voided_by.is_some() {
            remarks.push(words.message("audit-voided", &[]));
        }
        let happened = entry.occurred.window().map(|w| w.1);
        if entry.occurred.date.is_none() {
            remarks.push(words.message("audit-undated", &[]));
        }
        if entry.entered_from != EnteredFrom::Import
            && happened.is_some_and(|until| (entry.recorded_at - until).num_days() >= LATE_DAYS)
        {
            let days = happened.map_or(0, |until| (entry.recorded_at - until).num_days());
            let args = [
                ("happened", words.date(&entry.occurred)),
                ("recorded", entry.recorded_at.format("%Y-%m-%d").to_string()),
                ("days", days.to_string()),
            ];
            remarks.push(words.message("audit-recorded-late", &args));
        }
        if entry.entered_from == EnteredFrom::Paper {
            remarks.push(words.message("audit-paper", &[]));
        }
        if let Some(origin) = &entry.origin {
            remarks.push(
                words.message("audit-imported", &[("set", origin.set.to_string()), ("row", origin.row.to_string())]),
            );
        }
        if let Some(known) = entry.known_at {
            remarks.push(words.message("audit-known-at", &[("known", known.format("%Y-%m-%d %H:%M").to_string())]));
        }
        if !entry.missing.is_empty() {
            let missing: Vec<String> = entry.missing.iter().map(|m| words.missing(m)).collect();
            let reason = entry
                .out_of_order
                .as_ref()
                .and_then(|n| n.reason.part())
                .and_then(|p| self.texts.of(entry.event_id, p));
            let mut args = vec![("missing", missing.join("；"))];
            args.extend(reason.map(|reason| ("reason", reason.to_owned())));
            remarks.push(words.message("audit-out-of-order", &args));
        }
        remarks
    }
}
