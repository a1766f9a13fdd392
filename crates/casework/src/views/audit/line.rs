//! One line of the trail in words.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, EnteredFrom, Role};
use wenze_domain::fields::PartRef;
use wenze_domain::time::Occurred;
use wenze_domain::words::{Sources, Words};
use wenze_projections::audit_trail::Entry;

use super::{AuditLine, ChangeLine, Remark, RemarkKind};
use crate::opening::Texts;

/// Days between happening and recording from which a record is called late in its line.
const LATE_DAYS: i64 = 3;

/// Whose decisions come back as papers.
const LEADERS: [Role; 3] = [Role::OrganHead, Role::CommitteeHead, Role::DecisionBody];

/// One entry with what its words need.
pub(super) struct Line<'a> {
    pub(super) entry: &'a Entry,
    pub(super) texts: &'a Texts,
    pub(super) names: &'a HashMap<Uuid, String>,
    /// The kinds of the entries read with it: a correction speaks of fields of another act.
    pub(super) kinds: &'a HashMap<Uuid, Kind>,
    pub(super) words: &'static Words,
}

impl Line<'_> {
    pub(super) fn build(&self) -> AuditLine {
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
            entry: entry.clone(),
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
                moved: Some(m.clone()),
            })
            .collect();
        if kind == Some(Kind::RecordCorrected) {
            let corrected = self.entry.payload.get("changes").and_then(Value::as_array).into_iter().flatten();
            changes.extend(corrected.map(|change| self.correction(change, sources)));
        }
        changes
    }

    /// A field of another act, named and worded as that act does.
    fn correction(&self, change: &Value, sources: &Sources<'_>) -> ChangeLine {
        let target = self.entry.refs.id("event").and_then(|id| self.kinds.get(&id)).copied();
        let kind = target.unwrap_or(Kind::RecordCorrected);
        let pointer = change["pointer"].as_str().unwrap_or_default();
        let value = |side: &str| self.words.value(kind, pointer, &change[side], self.entry.regime.as_ref(), sources);
        ChangeLine { what: self.words.field_at(kind, pointer), from: value("was"), to: value("is"), moved: None }
    }

    fn object(&self, machine: &str, object: &str) -> String {
        let label = self.words.refs_role(machine);
        match object.split_once('/') {
            Some((_, track)) => format!("{label} {}", self.words.code("TrackCode", track)),
            None => label,
        }
    }

    fn remarks(&self) -> Vec<Remark> {
        let (entry, words) = (self.entry, self.words);
        let plain = |kind, id| Remark { kind, text: words.message(id, &[]) };
        let mut remarks = Vec::new();
        remarks.extend(entry.voided_by.map(|_| plain(RemarkKind::Voided, "audit-voided")));
        remarks.extend((!entry.corrected_by.is_empty()).then(|| plain(RemarkKind::Corrected, "audit-corrected")));
        remarks.extend(entry.occurred.date.is_none().then(|| plain(RemarkKind::Undated, "audit-undated")));
        remarks.extend(self.late());
        remarks.extend((entry.entered_from == EnteredFrom::Paper).then(|| self.paper()));
        remarks.extend(self.delegated());
        remarks.extend(entry.origin.as_ref().map(|origin| {
            let args = [("set", origin.set.to_string()), ("row", origin.row.to_string())];
            Remark { kind: RemarkKind::Imported, text: words.message("audit-imported", &args) }
        }));
        remarks.extend(entry.known_at.map(|known| {
            let args = [("known", words.date(&Occurred::at(known)))];
            Remark { kind: RemarkKind::KnownAt, text: words.message("audit-known-at", &args) }
        }));
        remarks.extend(self.out_of_order());
        remarks
    }

    /// A decision of a leader that a clerk enters stays the leader's: whoever entered it approved nothing.
    fn paper(&self) -> Remark {
        let actors = Kind::parse(&self.entry.kind).map_or(&[][..], |kind| kind.spec().actors);
        let is_leaders = actors.iter().any(|role| LEADERS.contains(role));
        let args = [("clerk", self.name(self.entry.actor.person_id))];
        let (message, args) = if is_leaders { ("audit-paper-decision", &args[..]) } else { ("audit-paper", &[][..]) };
        let text = self.words.message(message, args);
        Remark { kind: RemarkKind::Paper, text }
    }

    /// Both who gave the delegation and who acted by it.
    fn delegated(&self) -> Option<Remark> {
        let behalf = self.entry.on_behalf_of.as_ref().filter(|behalf| behalf.delegation.is_some())?;
        let giver = behalf.person.as_ref().map(|person| self.name(person.person_id)).unwrap_or_default();
        let args = [("giver", giver), ("doer", self.name(self.entry.actor.person_id))];
        Some(Remark { kind: RemarkKind::Delegated, text: self.words.message("audit-delegated", &args) })
    }

    /// An import is late by its nature; its own remark says so once.
    fn late(&self) -> Option<Remark> {
        let (entry, words) = (self.entry, self.words);
        let (_, until) = entry.occurred.window().filter(|_| entry.entered_from != EnteredFrom::Import)?;
        let days = (entry.recorded_at - until).num_days();
        let date = |occurred: &Occurred| occurred.date.map(|d| words.partial_date(d)).unwrap_or_default();
        let args = [
            ("happened", date(&entry.occurred)),
            ("recorded", date(&Occurred::at(entry.recorded_at))),
            ("days", days.to_string()),
        ];
        (days >= LATE_DAYS)
            .then(|| Remark { kind: RemarkKind::Late, text: words.message("audit-recorded-late", &args) })
    }

    fn out_of_order(&self) -> Option<Remark> {
        let (entry, words) = (self.entry, self.words);
        let missing: Vec<String> = entry.missing.iter().map(|m| words.missing(m)).collect();
        let note = entry.out_of_order.as_ref();
        let reason = note.and_then(|note| note.reason.part()).and_then(|part| self.texts.of(entry.event_id, part));
        let approver = note.and_then(|note| note.approved_by).map(|id| self.name(id));
        let mut args = vec![("missing", missing.join("；"))];
        args.extend(reason.map(|reason| ("reason", reason.to_owned())));
        args.extend(approver.map(|name| ("approver", name)));
        (!missing.is_empty())
            .then(|| Remark { kind: RemarkKind::OutOfOrder, text: words.message("audit-out-of-order", &args) })
    }
}
