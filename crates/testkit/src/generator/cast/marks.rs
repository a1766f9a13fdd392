//! What reviewers marked in some of the cases.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::codes::{CodeList, ReviewMark, Role, Verdict};
use wenze_domain::envelope::Actor;
use wenze_domain::registers::marks_stream;

use super::Cast;
use crate::generator::{GeneratedCase, RegisterAct};

/// Every how many-th case was reviewed.
const CASES_PER_REVIEW: usize = 12;
/// The rules that are marked, with what they are called and what they said.
const RULES: [(&str, &str, &str, Verdict); 3] = [
    ("supervision", "APL-04", "复查决定期限", Verdict::Violated),
    ("party-discipline", "PRE-02", "事实材料见面", Verdict::Satisfied),
    ("accountability", "DEC-01", "集体讨论决定", Verdict::Undetermined),
];

/// A mark on each of the rules, in every case that was reviewed; the second is questioned with a remark.
pub(crate) fn acts(cast: &Cast, cases: &[GeneratedCase], today: NaiveDate) -> Vec<RegisterAct> {
    let human = &cast.humans[cast.admin];
    let actor = Actor { person_id: human.id, role: Role::Reviewer, office_id: cast.organs[human.organ].id };
    let reviewed = cases.iter().step_by(CASES_PER_REVIEW);
    reviewed.flat_map(|case| (0..RULES.len()).map(|place| act(case, place, today, actor))).collect()
}

fn act(case: &GeneratedCase, place: usize, today: NaiveDate, actor: Actor) -> RegisterAct {
    let (rulebook, rule, title, verdict) = RULES[place];
    let mark = ReviewMark::ALL[place % ReviewMark::ALL.len()];
    let moment = format!("{today}T01:00:00Z");
    let mut payload = json!({
        "obligation": Uuid::new_v5(&case.id, rule.as_bytes()),
        "rulebook": rulebook,
        "rule": rule,
        "title": title,
        "instance": [],
        "verdict": verdict,
        "mark": mark,
        "by": { "person_id": actor.person_id },
        "by_role": actor.role,
        "as_of": moment,
        "known": moment,
        "case_version": case.acts.len(),
    });
    if mark == ReviewMark::Question {
        payload["note"] = json!("卷内未见见面笔录，请承办部门说明。");
    }
    let stream = marks_stream(case.id);
    let request = json!({
        "kind": "ObligationMarked",
        "occurred": { "date": today.to_string() },
        "refs": { "case": [case.id] },
        "payload": payload,
    });
    RegisterAct { stream: (stream.kind, stream.id), request, actor }
}
