//! Verdicts that a correction, a voiding or a late record has turned: decision 0009.
//!
//! Such an act turned an obligation if at the instant at which it was recorded the obligation went from broken to kept, or
//! back, by what was known just before and from then on. The rules are those that judge now and the instants come from the
//! log, so that the sheet and the read model say the same, and time that passes changes nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::history::History as Log;
use wenze_rulebook::finding::{Finding, Flag, Verdict};

use super::bench::Term;
use super::{NO_REGISTER, history};

/// How obligations stood after an instant at which they were turned, by their names.
type Turned = BTreeMap<String, Verdict>;

/// What was turned in one case, remembered while it grows. It is asked for one case only.
#[derive(Debug, Default)]
pub struct Turns {
    /// By the instant and by the beginning of the term that judges.
    known: BTreeMap<(DateTime<Utc>, DateTime<Utc>), Turned>,
}

/// Names findings, in their order: of two that are named alike the later gets a mark.
pub fn named(findings: impl IntoIterator<Item = Finding>) -> BTreeMap<String, Finding> {
    let mut found = BTreeMap::new();
    for finding in findings {
        let mut key = finding.key();
        while found.contains_key(&key) {
            key.push('+');
        }
        found.insert(key, finding);
    }
    found
}

impl Turns {
    /// Flags what was turned, by what is known at an instant. The findings are those of this log and term.
    pub fn mark(
        &mut self,
        (id, log): (Uuid, &Log),
        term: &Term,
        known: DateTime<Utc>,
        findings: &mut BTreeMap<String, Finding>,
    ) {
        mark_late(log, findings);
        for at in instants(log, known) {
            let turned = self.known.entry((at, term.from())).or_insert_with(|| turned((id, log), term, at));
            for (key, after) in turned.iter() {
                if let Some(finding) = findings.get_mut(key).filter(|finding| stands_so(finding, *after)) {
                    finding.flags.insert(Flag::FlippedByCorrection);
                }
            }
        }
    }
}

/// Whether a finding stands on the side to which it was turned. What is open stands on none, but where it was left open.
fn stands_so(finding: &Finding, after: Verdict) -> bool {
    let is_open = finding.verdict == Verdict::Pending;
    is_broken(finding.verdict) == is_broken(after) && (!is_open || after == Verdict::Pending)
}

/// Flags what was kept in time and came to the record when the time was over: until then the office knew of a breach, if it
/// knew of the act that began the duty. This needs no judging anew, which a log of late records would pay for dearly.
fn mark_late(log: &Log, findings: &mut BTreeMap<String, Finding>) {
    let is_late = |finding: &&mut Finding| {
        finding.flags.contains(&Flag::LateRecord)
            && matches!(finding.verdict, Verdict::Satisfied | Verdict::Discharged | Verdict::Holding)
    };
    let mut late: Vec<&mut Finding> = findings.values_mut().filter(is_late).collect();
    if late.is_empty() {
        return;
    }
    let known_at: BTreeMap<String, DateTime<Utc>> =
        log.events.iter().map(|event| (event.id().to_string(), event.known_at())).collect();
    for finding in &mut late {
        let (Some(due), Some(trigger)) = (finding.due_at, finding.trigger.as_deref()) else { continue };
        let begun = known_at.get(trigger);
        let mut others =
            finding.cites.iter().filter(|id| id.as_ref() != trigger).filter_map(|id| known_at.get(id.as_ref()));
        if others.any(|at| due <= *at && begun.is_some_and(|begun| begun < at)) {
            finding.flags.insert(Flag::FlippedByCorrection);
        }
    }
}

/// The instants at which something can have been turned by judging anew: those of corrections and voidings. Nothing is
/// turned by what is recorded first of all.
fn instants(log: &Log, known: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
    let turns = |event: &&Event| matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided);
    let first = log.events.iter().map(Event::known_at).min();
    let seen = log.events.iter().filter(|event| event.known_at() <= known).filter(turns);
    seen.map(Event::known_at).filter(|at| Some(*at) > first).collect()
}

fn turned(case: (Uuid, &Log), term: &Term, at: DateTime<Utc>) -> Turned {
    let before = stood(case, term, at - Duration::microseconds(1), at);
    let after = stood(case, term, at, at).into_iter();
    let is_turned = |(key, verdict): &(String, Verdict)| {
        let was = before.get(key).and_then(|was| is_broken(*was));
        was.zip(is_broken(*verdict)).is_some_and(|(was, is)| was != is)
    };
    after.filter(is_turned).collect()
}

/// How obligations stood at an instant, by what was known at another.
fn stood((id, log): (Uuid, &Log), term: &Term, known: DateTime<Utc>, at: DateTime<Utc>) -> Turned {
    let cut = Cut { version: None, known: Some(known), as_of: Some(at) };
    let seen = history(&log.effective(cut), &log.case(id, cut), NO_REGISTER);
    let own = term.findings(&seen, at, at).into_iter().filter(|finding| finding.verdict != Verdict::NotApplicable);
    named(own).into_iter().map(|(key, finding)| (key, finding.verdict)).collect()
}

/// Whether an obligation is broken; none where nobody can say, or nothing is asked.
fn is_broken(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Violated => Some(true),
        Verdict::Satisfied | Verdict::Discharged | Verdict::Holding | Verdict::Pending => Some(false),
        Verdict::Undetermined | Verdict::Waived | Verdict::NotRegulated | Verdict::NotApplicable => None,
    }
}
