//! Who replayed some of the cases, asked for a sealed part to be opened or for access for a time, and which were exported.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::registers::{access_stream, grants_stream};

use super::Cast;
use crate::generator::{GeneratedCase, RegisterAct};

/// Every how many-th case was read.
const CASES_PER_READING: usize = 12;
/// How long special access is given for.
const SPECIAL_DAYS: u64 = 14;

/// A replay of every case that was read, one part on its way to being opened, and access for a time.
pub(crate) fn acts(cast: &Cast, cases: &[GeneratedCase], today: NaiveDate) -> Vec<RegisterAct> {
    let read = cases.iter().step_by(CASES_PER_READING);
    read.flat_map(|case| Reading { cast, case: case.id, today }.acts()).collect()
}

struct Reading<'a> {
    cast: &'a Cast,
    case: Uuid,
    today: NaiveDate,
}

impl Reading<'_> {
    fn acts(&self) -> Vec<RegisterAct> {
        let moment = format!("{}T01:00:00Z", self.today);
        let opening = json!([Uuid::new_v5(&self.case, b"opening")]);
        let own = json!({ "case": [self.case] });
        let of_opening = json!({ "case": [self.case], "opening": opening });
        let (of_event, part_no) = (Uuid::new_v5(&self.case, b"report"), 1);
        let (intake, head) = (self.actor(Role::Intake), self.actor(Role::OrganHead));
        let replayed = json!({ "as_of": moment, "known": moment, "purpose": "复核案卷。" });
        let asked = json!({
            "of_event": of_event, "part_no": part_no, "ground": "须当面向举报人核实情况。", "second_person": true,
        });
        let opened = json!({
            "of_event": of_event, "part_no": part_no, "approved_by": { "person_id": head.person_id },
        });
        vec![
            self.act("HistoryReplayed", &own, &replayed, self.actor(Role::Reviewer)),
            self.act("SealedOpeningRequested", &of_opening, &asked, intake),
            self.act("SealedOpeningDecided", &of_opening, &json!({ "result": "approved" }), head),
            self.act("SealedPartOpened", &of_opening, &opened, intake),
            self.act("SealedFileOpened", &own, &json!({ "file_id": Uuid::new_v5(&self.case, b"file") }), intake),
            self.act("CaseExported", &own, &json!({ "with_texts": false }), self.actor(Role::Admin)),
        ]
        .into_iter()
        .chain(self.special())
        .collect()
    }

    /// Access for a time: asked for, given, and taken back.
    fn special(&self) -> [RegisterAct; 3] {
        let (asker, head) = (self.actor(Role::Reviewer), self.actor(Role::OrganHead));
        let of = json!({ "special_access": [Uuid::new_v5(&self.case, b"special")], "official": [asker.person_id] });
        let (mut asked, mut decided) = (of.clone(), of);
        asked["organ"] = json!([head.office_id]);
        decided["case"] = json!([self.case]);
        let until = self.today + chrono::Days::new(SPECIAL_DAYS);
        let wish = json!({ "matter": "同一工程的另一起案件。", "reason": "并案核查。", "until": until });
        let yes = json!({ "result": "approved", "until": until });
        let stream = grants_stream(asker.person_id);
        let in_grants = |act: RegisterAct| RegisterAct { stream: (stream.kind, stream.id), ..act };
        [
            in_grants(self.act("AccessRequested", &asked, &wish, asker)),
            in_grants(self.act("AccessDecided", &decided, &yes, head)),
            in_grants(self.act("AccessRevoked", &decided, &json!({ "reason": "核查结束。" }), head)),
        ]
    }

    /// Somebody of the first desk who holds the role.
    fn actor(&self, role: Role) -> Actor {
        let human = self.cast.staff(0, role).first().map_or(self.cast.admin, |at| *at);
        let human = &self.cast.humans[human];
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
        let stream = access_stream(self.case);
        RegisterAct { stream: (stream.kind, stream.id), request, actor }
    }
}
