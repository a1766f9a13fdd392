//! Obligations and changes as columns.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wenze_rulebook::finding::{Finding, Flag};

use super::outcome::{Cause, Change, Obligation, Outcome, Written};
use crate::judging::Bench;

/// Obligations, one vector for each column.
#[derive(Default)]
pub(super) struct Obligations {
    pub(super) cases: Vec<Uuid>,
    pub(super) keys: Vec<String>,
    pub(super) since: Vec<DateTime<Utc>>,
    pub(super) until: Vec<Option<DateTime<Utc>>>,
    pub(super) releases: Vec<String>,
    pub(super) calendars: Vec<String>,
    pub(super) rules: Vec<String>,
    pub(super) severities: Vec<String>,
    pub(super) instances: Vec<String>,
    pub(super) triggers: Vec<Option<Uuid>>,
    pub(super) organs: Vec<Option<Uuid>>,
    pub(super) verdicts: Vec<String>,
    pub(super) phases: Vec<Option<String>>,
    pub(super) due_on: Vec<Option<NaiveDate>>,
    pub(super) due_at: Vec<Option<DateTime<Utc>>>,
    pub(super) late_days: Vec<Option<i64>>,
    pub(super) provisional: Vec<bool>,
    pub(super) remembered: Vec<bool>,
    pub(super) cites: Vec<String>,
    pub(super) flags: Vec<String>,
    pub(super) steps: Vec<String>,
    pub(super) waits_for: Vec<String>,
    pub(super) digests: Vec<Uuid>,
}

/// Rows that are to go.
#[derive(Default)]
pub(super) struct Gone {
    pub(super) cases: Vec<Uuid>,
    pub(super) keys: Vec<String>,
    pub(super) since: Vec<DateTime<Utc>>,
}

/// Changes, one vector for each column.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) cases: Vec<Uuid>,
    pub(super) versions: Vec<i32>,
    pub(super) known_at: Vec<DateTime<Utc>>,
    pub(super) keys: Vec<String>,
    pub(super) from_verdicts: Vec<Option<String>>,
    pub(super) from_phases: Vec<Option<String>>,
    pub(super) from_due_on: Vec<Option<NaiveDate>>,
    pub(super) to_verdicts: Vec<Option<String>>,
    pub(super) to_phases: Vec<Option<String>>,
    pub(super) to_due_on: Vec<Option<NaiveDate>>,
    pub(super) to_due_at: Vec<Option<DateTime<Utc>>>,
    pub(super) causes: Vec<String>,
    pub(super) cause_events: Vec<Option<Uuid>>,
    pub(super) cause_positions: Vec<Option<i64>>,
}

impl Obligations {
    /// Adds what stands otherwise than it is written. Most of a case stays as it was from one act to the next, and a row that is
    /// written anew costs the database more than judging it.
    pub(super) fn push_changed(&mut self, id: Uuid, outcome: &mut Outcome, bench: &Bench, gone: &mut Gone) {
        let mut written: Written = std::mem::take(&mut outcome.written);
        for obligation in &outcome.obligations {
            let days = bench.term(obligation.as_of).days_known(obligation.as_of);
            let digest = digest(obligation, days.revision());
            if written.remove(&(obligation.key.clone(), obligation.since)) != Some(digest) {
                self.push(id, obligation, days.revision().to_owned(), digest);
            }
        }
        for (key, since) in written.into_keys() {
            gone.cases.push(id);
            gone.keys.push(key);
            gone.since.push(since);
        }
    }

    fn push(&mut self, id: Uuid, obligation: &Obligation, calendar: String, digest: Uuid) {
        let finding = &obligation.finding;
        self.cases.push(id);
        self.keys.push(obligation.key.clone());
        self.since.push(obligation.since);
        self.until.push(obligation.until);
        self.releases.push(finding.rulebook.to_string());
        self.calendars.push(calendar);
        self.rules.push(finding.rule.to_string());
        self.severities.push(word(&finding.severity));
        self.instances.push(json(&finding.instance));
        self.triggers.push(finding.trigger.as_deref().and_then(|trigger| Uuid::try_parse(trigger).ok()));
        self.organs.push(obligation.organ);
        self.verdicts.push(word(&finding.verdict));
        self.phases.push(finding.phase.as_ref().map(word));
        self.due_on.push(finding.due);
        self.due_at.push(finding.due_at);
        self.late_days.push(finding.late_days);
        self.provisional.push(finding.flags.contains(&Flag::ProvisionalDue));
        self.remembered.push(finding.is_remembered());
        self.cites.push(json(&finding.cites));
        self.flags.push(json(&finding.flags));
        self.steps.push(json(&finding.steps));
        self.waits_for.push(json(&finding.residual.as_ref().map(|next| next.what.as_slice()).unwrap_or_default()));
        self.digests.push(digest);
    }
}

/// What tells a row from every other of its names: the same on every machine and in every build. A title or an article is told by
/// rule and release.
fn digest(obligation: &Obligation, calendar: &str) -> Uuid {
    let Finding {
        rulebook,
        rule,
        instance,
        trigger,
        verdict,
        phase,
        due,
        due_at,
        late_days,
        cites,
        flags,
        steps,
        residual,
        ..
    } = &obligation.finding;
    let remembered = obligation.finding.is_remembered();
    let names = (obligation.until, obligation.organ, calendar, rulebook, rule, instance, trigger, remembered);
    let stands = (verdict, phase, due, due_at, late_days, cites, flags, steps, residual);
    let digest: [u8; 32] = Sha256::digest(json(&(names, stands))).into();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(first)
}

impl Changes {
    pub(super) fn push(&mut self, id: Uuid, change: &Change) {
        self.cases.push(id);
        self.versions.push(change.version);
        self.known_at.push(change.at);
        self.keys.push(change.key.clone());
        self.from_verdicts.push(change.before.map(|before| word(&before.verdict)));
        self.from_phases.push(change.before.and_then(|before| before.phase).as_ref().map(word));
        self.from_due_on.push(change.before.and_then(|before| before.due_on));
        self.to_verdicts.push(change.after.map(|after| word(&after.verdict)));
        self.to_phases.push(change.after.and_then(|after| after.phase).as_ref().map(word));
        self.to_due_on.push(change.after.and_then(|after| after.due_on));
        self.to_due_at.push(change.after.and_then(|after| after.due_at));
        let (cause, event, position) = match change.cause {
            Cause::Act(event) => ("act", Some(event), None),
            Cause::Due => ("due", None, None),
            Cause::Norm => ("norm", None, None),
            Cause::Notice => ("notice", None, None),
            Cause::Rulebook(position) => ("rulebook", None, Some(position)),
            Cause::Calendar(position) => ("calendar", None, Some(position)),
        };
        self.causes.push(cause.to_owned());
        self.cause_events.push(event);
        self.cause_positions.push(position);
    }
}

/// The word of a code.
pub(super) fn word(code: &impl Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The code of a word.
pub(super) fn code<C: DeserializeOwned>(word: String) -> Option<C> {
    serde_json::from_value(Value::String(word)).ok()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
