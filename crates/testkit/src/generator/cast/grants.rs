//! Who may act in which role at the demonstration's own office: one commission, where everybody who works on its cases holds
//! the role that the generated acts give him, and where some roles ended.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::registers::grants_stream;

use super::{Cast, Human};
use crate::generator::RegisterAct;

/// The commission whose people hold roles, by its place among the desks: the first of a city.
const DESK: usize = 1;
/// Roles are held from so many days before the day on which the demonstration is looked at, or from the day of the post.
const HELD_DAYS: u64 = 600;
/// How long somebody helped out.
const HELPED_DAYS: u64 = 30;
/// Roles that nobody has a post of his own for: who holds them besides which role, by his place among those of that role.
const BESIDE: [(Role, Role, usize); 3] =
    [(Role::Supervisor, Role::OrganHead, 1), (Role::Auditor, Role::Clerk, 0), (Role::Admin, Role::Clerk, 1)];

/// The grants and revocations, in their order.
pub(crate) fn acts(cast: &Cast, today: NaiveDate) -> Vec<RegisterAct> {
    let office = Office::of(cast, today);
    let staff = &cast.desks[office.desk].staff;
    let mut acts: Vec<RegisterAct> = Vec::new();
    for (role, people) in staff {
        acts.extend(people.iter().map(|at| office.granted(&cast.humans[*at], *role, None)));
    }
    for (role, held_by, nth) in BESIDE {
        let people = cast.staff(office.desk, held_by);
        acts.extend(people.get(nth).map(|at| office.granted(&cast.humans[*at], role, None)));
    }
    // Somebody helped out for a month, and somebody handed a role over when he took another.
    let intake = cast.staff(office.desk, Role::Intake);
    acts.extend(intake.last().map(|at| office.granted(&cast.humans[*at], Role::ClueDesk, Some(HELPED_DAYS))));
    let inspector = cast.staff(office.desk, Role::Inspector).last();
    if let Some(human) = inspector.map(|at| &cast.humans[*at]) {
        acts.push(office.granted(human, Role::RectSupervisor, None));
        acts.push(office.revoked(human, Role::RectSupervisor));
    }
    acts
}

/// The desk of that commission.
pub(crate) fn desk(cast: &Cast) -> usize {
    DESK.min(cast.desks.len() - 1)
}

struct Office<'a> {
    cast: &'a Cast,
    desk: usize,
    actor: Actor,
    today: NaiveDate,
}

impl<'a> Office<'a> {
    fn of(cast: &'a Cast, today: NaiveDate) -> Self {
        let admin = &cast.humans[cast.admin];
        let actor = Actor { person_id: admin.id, role: Role::Admin, office_id: cast.organs[admin.organ].id };
        Self { cast, desk: desk(cast), actor, today }
    }

    fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    fn granted(&self, human: &Human, role: Role, for_days: Option<u64>) -> RegisterAct {
        let on = self.ago(HELD_DAYS).max(human.since).min(self.today);
        let approval = json!({
            "by": { "person_id": self.actor.person_id },
            "post": "organ_principal",
            "organ": { "organ_id": self.actor.office_id },
            "level": human.level.as_str(),
            "on": on,
            "way": "system",
        });
        let mut payload = json!({ "role": role.as_str(), "from": on, "approval": approval });
        if let Some(until) = for_days.and_then(|days| on.checked_add_days(Days::new(days))) {
            payload["until"] = json!(until);
        }
        self.act(human, "RoleGranted", on, &payload)
    }

    fn revoked(&self, human: &Human, role: Role) -> RegisterAct {
        let on = self.ago(90);
        let payload = json!({ "role": role.as_str(), "from": on, "reason": "岗位调整，由他人接任。" });
        self.act(human, "RoleRevoked", on, &payload)
    }

    fn act(&self, human: &Human, kind: &str, on: NaiveDate, payload: &Value) -> RegisterAct {
        let office = self.cast.organs[self.cast.desks[self.desk].commission].id;
        let refs = json!({ "official": [human.id], "organ": [office] });
        let request = json!({ "kind": kind, "occurred": { "date": on }, "refs": refs, "payload": payload });
        let stream = grants_stream(human.id);
        RegisterAct { stream: (stream.kind, stream.id), request, actor: self.actor }
    }
}
