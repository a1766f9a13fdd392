//! Marks: what a reviewer made of an obligation, recorded as an act in the stream of the case's marks. The obligation is looked
//! up at the moment that the reviewer looked at, so that the mark says what it was a mark on.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::ReviewMark;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::Actor;
use wenze_domain::fields::LABEL_CHARS_MAX;
use wenze_domain::refusal::Refusal;
use wenze_domain::time::office_day;
use wenze_rulebook::finding::Finding;

use crate::judging::{At, Judged, judge};
use crate::views::procedure::obligation_id;
use crate::{Casework, Command, Error, Place, Receipt};

/// The route of marks; part of a command's identity.
const ROUTE: &str = "marks";
/// Longest remark on a mark, in characters.
pub const MARK_NOTE_CHARS_MAX: usize = 2_000;

/// A mark that a reviewer sets.
#[derive(Debug, Clone)]
pub struct Marking {
    /// The obligation: its id, or its key.
    pub obligation: String,
    /// What the reviewer makes of it.
    pub mark: ReviewMark,
    /// The moment looked at, as the stamp of the sheet says it: what had happened by then.
    pub as_of: DateTime<Utc>,
    /// What the office knew by then.
    pub known: DateTime<Utc>,
    /// A remark, kept private.
    pub note: Option<String>,
    /// Who sets it.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

impl Casework {
    /// Marks an obligation of a case. One that there was not at that moment, a moment that is still to come, and a remark
    /// that is too long are refused.
    pub async fn mark(&self, case: Uuid, marking: &Marking) -> Result<Receipt, Error> {
        let refuse = |pointer: &str, why: String| Err(Error::refused(0, Refusal::malformed(pointer, why)));
        if marking.known > Utc::now() {
            return refuse(
                "/known",
                "give a moment that has passed: nobody has looked at what is known later".to_owned(),
            );
        }
        if marking.note.as_ref().is_some_and(|note| note.chars().count() > MARK_NOTE_CHARS_MAX) {
            return refuse("/note", format!("shorten the remark to {MARK_NOTE_CHARS_MAX} characters"));
        }
        let history = self.case_history(case).await?;
        self.may_record_in(&history.case(case, Cut::default()), marking.actor.person_id).await?;
        let at = At { as_of: marking.as_of, known: marking.known };
        let judged = judge(case, &history, at, &self.rules());
        let (key, finding) = judged.find(&marking.obligation)?;
        let command = Command {
            route: ROUTE,
            place: Place::Marks(case),
            acts: vec![request(case, marking, key, finding, judged.stamp.case_version)],
            actor: marking.actor,
            idempotency_key: marking.idempotency_key.clone(),
            if_match: None,
        };
        self.record(&command).await
    }
}

impl Judged {
    /// A finding by the id or the key of its obligation.
    pub(crate) fn find(&self, which: &str) -> Result<(&str, &Finding), Error> {
        let named = Uuid::try_parse(which).ok();
        let is_it = |key: &str| key == which || named.is_some_and(|id| obligation_id(key) == id);
        let found = self.findings.iter().find(|(key, _)| is_it(key));
        let missing = || Error::NotFound { kind: "obligation", id: named.unwrap_or_else(|| obligation_id(which)) };
        found.map(|(key, finding)| (key.as_str(), finding)).ok_or_else(missing)
    }
}

fn request(case: Uuid, marking: &Marking, key: &str, finding: &Finding, version: i32) -> Value {
    let instance = finding.instance.iter().map(|(role, id)| json!({ "role": role, "object": id }));
    let title: String = finding.title.chars().take(LABEL_CHARS_MAX).collect();
    let mut payload = json!({
        "obligation": obligation_id(key),
        "rulebook": finding.rulebook.split('@').next(),
        "rule": finding.rule,
        "title": title,
        "instance": instance.collect::<Vec<_>>(),
        "verdict": finding.verdict,
        "mark": marking.mark,
        "by": { "person_id": marking.actor.person_id },
        "by_role": marking.actor.role,
        "as_of": marking.as_of,
        "known": marking.known,
        "case_version": version,
    });
    if let Some(note) = marking.note.as_ref().filter(|note| !note.trim().is_empty()) {
        payload["note"] = json!(note);
    }
    json!({
        "kind": Kind::ObligationMarked.as_str(),
        "occurred": { "date": office_day(Utc::now()) },
        "refs": { "case": [case] },
        "payload": payload,
    })
}
