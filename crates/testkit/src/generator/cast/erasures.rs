//! What was to be erased of some of the cases, and what held it up.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::registers::erasure_stream;

use super::Cast;
use crate::generator::{GeneratedCase, RegisterAct};

/// Every how many-th case something was to be erased of.
const CASES_PER_ERASURE: usize = 40;

/// A hold that was lifted and an erasure with its two approvals for every such case.
pub(crate) fn acts(cast: &Cast, cases: &[GeneratedCase], today: NaiveDate) -> Vec<RegisterAct> {
    let erased = cases.iter().step_by(CASES_PER_ERASURE);
    erased.flat_map(|case| Erasing { cast, case: case.id, today }.acts()).collect()
}

struct Erasing<'a> {
    cast: &'a Cast,
    case: Uuid,
    today: NaiveDate,
}

impl Erasing<'_> {
    fn acts(&self) -> Vec<RegisterAct> {
        let held = json!({ "case": [self.case], "hold": [Uuid::new_v5(&self.case, b"hold")] });
        let erased = json!({ "case": [self.case], "erasure": [Uuid::new_v5(&self.case, b"erasure")] });
        let (supervisor, head, other) =
            (self.actor(Role::Supervisor, 0), self.actor(Role::OrganHead, 1), self.actor(Role::CommitteeHead, 2));
        let parts = json!([{ "of_event": Uuid::new_v5(&self.case, b"report"), "part_no": 1 }]);
        let basis = "《中华人民共和国个人信息保护法》第四十七条";
        let proposed =
            json!({ "covers": "parts", "parts": parts, "legal_basis": basis, "reason": "误录无关人员的个人信息。" });
        let approved = json!({ "result": "approved" });
        let by = json!([{ "person_id": head.person_id }, { "person_id": other.person_id }]);
        let done = json!({ "covers": "parts", "parts": parts, "legal_basis": basis, "approved_by": by });
        vec![
            self.act("LegalHoldPlaced", &held, &json!({ "ground": "appeal", "reason": "申诉尚在办理。" }), head),
            self.act("LegalHoldLifted", &held, &json!({ "reason": "申诉已经办结。" }), head),
            self.act("ErasureProposed", &erased, &proposed, supervisor),
            self.act("ErasureDecided", &erased, &approved, head),
            self.act("ErasureDecided", &erased, &approved, other),
            self.act("PartErased", &erased, &done, supervisor),
        ]
    }

    /// Somebody of the first desk; the place tells persons apart who would otherwise be one.
    fn actor(&self, role: Role, place: usize) -> Actor {
        let human = &self.cast.humans[place % self.cast.humans.len().max(1)];
        Actor { person_id: human.id, role, office_id: self.cast.organs[human.organ].id }
    }

    fn act(&self, kind: &str, refs: &Value, payload: &Value, actor: Actor) -> RegisterAct {
        let mut payload = payload.clone();
        payload["by"] = json!({ "person_id": actor.person_id });
        payload["by_role"] = json!(actor.role);
        let request = json!({
            "kind": kind,
            "occurred": { "date": self.today.to_string() },
            "refs": refs,
            "payload": payload,
        });
        let stream = erasure_stream(self.case);
        RegisterAct { stream: (stream.kind, stream.id), request, actor }
    }
}
