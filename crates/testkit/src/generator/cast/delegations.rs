//! What the head of the demonstration's own office delegated: his decisions to his deputy, with one delegation that was taken
//! back and one that is over.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::registers::delegations_stream;

use super::{Cast, Human, grants};
use crate::generator::RegisterAct;

/// What the deputy may decide in the head's stead.
const ACTS: [&str; 3] = ["ApprovalDecided", "DispositionApproved", "MaterialApproved"];

/// The delegations and the revocation, in their order.
pub(crate) fn acts(cast: &Cast, today: NaiveDate) -> Vec<RegisterAct> {
    let desk = grants::desk(cast);
    let office = cast.organs[cast.desks[desk].commission].id;
    let [head, deputy, ..] = cast.staff(desk, Role::OrganHead) else { return Vec::new() };
    let giver = Giver { head: &cast.humans[*head], office, today };
    let deputy = cast.humans[*deputy].id;
    let standing = giver.delegated(deputy, "standing", 400, None);
    let away = giver.delegated(deputy, "away", 200, Some(180));
    let taken_back = giver.delegated(deputy, "taken-back", 120, None);
    vec![standing, away, taken_back, giver.revoked("taken-back", 90)]
}

struct Giver<'a> {
    head: &'a Human,
    office: Uuid,
    today: NaiveDate,
}

impl Giver<'_> {
    fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today).max(self.head.since).min(self.today)
    }

    fn id(&self, name: &str) -> Uuid {
        Uuid::new_v5(&self.head.id, format!("delegation/{name}").as_bytes())
    }

    fn delegated(&self, to: Uuid, name: &str, from_days: u64, until_days: Option<u64>) -> RegisterAct {
        let on = self.ago(from_days);
        let mut payload = json!({
            "from": { "person_id": self.head.id },
            "to": { "person_id": to },
            "acts": ACTS,
            "office": { "organ_id": self.office },
            "from_on": on,
            "document_no": "not_recorded",
        });
        if let Some(days) = until_days {
            payload["until"] = json!(self.ago(days).max(on));
        }
        let refs = json!({ "delegation": [self.id(name)], "official": [self.head.id], "organ": [self.office] });
        self.act("AuthorityDelegated", on, &refs, &payload)
    }

    fn revoked(&self, name: &str, days: u64) -> RegisterAct {
        let on = self.ago(days);
        let payload = json!({ "by": { "person_id": self.head.id }, "on": on, "document_no": "not_recorded" });
        let refs = json!({ "delegation": [self.id(name)], "official": [self.head.id] });
        self.act("DelegationRevoked", on, &refs, &payload)
    }

    fn act(&self, kind: &str, on: NaiveDate, refs: &Value, payload: &Value) -> RegisterAct {
        let actor = Actor { person_id: self.head.id, role: Role::OrganHead, office_id: self.office };
        let request = json!({ "kind": kind, "occurred": { "date": on }, "refs": refs, "payload": payload });
        let stream = delegations_stream(self.head.id);
        RegisterAct { stream: (stream.kind, stream.id), request, actor }
    }
}
