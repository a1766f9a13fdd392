//! An appeal that should have been decided long ago, in the office whose people have accounts: what an appeal officer of the demonstration
//! finds when he comes in.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_testkit::generator::{GeneratedAct, GeneratedCase, World};

use super::accounts::holder;

/// Days from the service of the decision to the appeal, to its acceptance, and to the forming of the panel.
const FILED: u64 = 20;
const ACCEPTED: u64 = 25;
const FORMED: u64 = 29;
/// The service lies at least so many days back: every route has run out by then.
const SERVED_DAYS_MIN: u64 = 200;
const GROUNDS: &str = "申诉人认为认定其负主要领导责任与分工文件不符。";
const RELIEF: &str = "请求变更为较轻的处分。";

/// Adds the appeal to the first case in which a decision was served long enough ago and that nobody appealed against.
pub(super) fn add(world: &mut World, today: NaiveDate) {
    let person =
        |role: Role| holder(world, role.as_str()).map(|(person_id, office_id)| Actor { person_id, role, office_id });
    let people = [person(Role::Clerk), person(Role::AppealOfficer), person(Role::Inspector)];
    let [Some(clerk), Some(officer), Some(inspector)] = people else { return };
    let found = world.cases.iter_mut().find_map(|case| Some((Served::of(case, clerk.office_id, today)?, case)));
    let Some((served, case)) = found else { return };
    let acts = served.appealed(case.id, clerk, officer, inspector);
    case.acts.extend(acts);
}

/// A decision that was served.
struct Served {
    on: NaiveDate,
    determination: Value,
    respondent: Value,
    route: &'static str,
}

impl Served {
    fn of(case: &GeneratedCase, office: Uuid, today: NaiveDate) -> Option<Self> {
        let of_kind = |kind: &'static str| case.acts.iter().filter(move |act| act.request["kind"] == kind);
        let is_here = case.acts.iter().all(|act| act.actor.office_id == office || act.actor.role != Role::Clerk);
        if !is_here || of_kind("AppealFiled").next().is_some() {
            return None;
        }
        let made = of_kind("DeterminationMade").next()?;
        let respondent = made.request["refs"]["respondent"][0].clone();
        let served = of_kind("DecisionServed").find(|act| act.request["refs"]["respondent"][0] == respondent)?;
        let on: NaiveDate = served.request["occurred"]["date"].as_str()?.parse().ok()?;
        let route = match made.request["refs"]["track"][0].as_str()?.rsplit('/').next()? {
            "gov" => "sup_review",
            "party" => "party_appeal",
            "accountability" => "acc_appeal",
            _ => return None,
        };
        let is_long_ago = on.checked_add_days(Days::new(SERVED_DAYS_MIN))? <= today;
        is_long_ago.then(|| Self {
            on,
            determination: made.request["refs"]["determination"].clone(),
            respondent,
            route,
        })
    }

    /// The appeal, up to the panel, in which one sits who investigated the case.
    fn appealed(&self, case: Uuid, clerk: Actor, officer: Actor, inspector: Actor) -> Vec<GeneratedAct> {
        let appeal = Uuid::new_v5(&case, b"demo/overdue");
        let on = |days: u64| self.on.checked_add_days(Days::new(days)).unwrap_or(self.on);
        let act = |kind: &str, days: u64, actor: Actor, refs: Value, payload: Value| GeneratedAct {
            request: json!({ "kind": kind, "occurred": { "date": on(days) }, "refs": refs, "payload": payload }),
            actor,
        };
        let of_the_appeal = json!({ "appeal": [appeal] });
        let filed = json!({ "appeal": [appeal], "determination": self.determination, "respondent": [self.respondent] });
        let asked = json!({
            "route": self.route, "received_on": on(FILED + 1), "known_on": self.on, "action_code": "not_recorded",
            "grounds": [GROUNDS], "relief": RELIEF,
        });
        let by = |one: Actor| json!({ "person_id": one.person_id });
        let panel = json!({ "members": [by(officer), by(inspector)], "chair": by(officer), "conflict_check": false });
        vec![
            act("AppealFiled", FILED, clerk, filed, asked),
            act("AppealAccepted", ACCEPTED, officer, of_the_appeal.clone(), json!({ "told_on": on(ACCEPTED) })),
            act("ReviewPanelFormed", FORMED, officer, of_the_appeal, panel),
        ]
    }
}
