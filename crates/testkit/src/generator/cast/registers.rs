//! The registers as acts: every organ with its parent before it, every person with a post.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::{Actor, StreamKind};

use super::{Cast, Human, Place};
use crate::generator::RegisterAct;

/// The day of the reform that renamed many organs.
const REFORM: (i32, u32, u32) = (2019, 3, 1);
/// Before it every organ of the register existed.
const REGISTER_FROM: &str = "2014-01-01";

/// Posts filled by an election of the people's congress.
const ELECTED: [&str; 2] = ["镇长", "乡长"];

/// The acts that build the register of organs; later renamings come after all foundings.
pub(crate) fn organs(cast: &Cast, today: NaiveDate) -> Vec<RegisterAct> {
    let actor = actor(cast);
    let mut acts: Vec<RegisterAct> = cast.organs.iter().map(|place| founded(cast, place, actor)).collect();
    let reform = NaiveDate::from_ymd_opt(REFORM.0, REFORM.1, REFORM.2).filter(|day| *day <= today);
    if let Some(day) = reform {
        acts.extend(
            cast.organs.iter().filter(|place| place.old_name.is_some()).map(|place| renamed(place, day, actor)),
        );
    }
    acts
}

/// The acts that build the register of persons.
pub(crate) fn persons(cast: &Cast, today: NaiveDate) -> Vec<RegisterAct> {
    let actor = actor(cast);
    cast.humans.iter().enumerate().flat_map(|(at, human)| person(cast, at, human, today, actor)).collect()
}

fn actor(cast: &Cast) -> Actor {
    let human = &cast.humans[cast.admin];
    Actor { person_id: human.id, role: Role::Admin, office_id: cast.organs[human.organ].id }
}

fn founded(cast: &Cast, place: &Place, actor: Actor) -> RegisterAct {
    let mut refs = json!({ "organ": [place.id] });
    if let Some(parent) = place.parent {
        refs["parent"] = json!([cast.organs[parent].id]);
    }
    let name = place.old_name.as_ref().unwrap_or(&place.name);
    let payload = json!({ "name": name, "level": place.level.as_str(), "kind": recorded(place.kind) });
    register(StreamKind::Organ, place.id, act("OrganRecorded", REGISTER_FROM, &refs, &payload), actor)
}

fn renamed(place: &Place, day: NaiveDate, actor: Actor) -> RegisterAct {
    let refs = json!({ "organ": [place.id] });
    let payload = json!({ "name": place.name, "level": place.level.as_str(), "kind": recorded(place.kind) });
    register(StreamKind::Organ, place.id, act("OrganChanged", &day.to_string(), &refs, &payload), actor)
}

fn person(cast: &Cast, at: usize, human: &Human, today: NaiveDate, actor: Actor) -> Vec<RegisterAct> {
    let refs = json!({ "official": [human.id] });
    let payload = json!({ "name": human.name, "identity": human.identity.as_str(), "status": "in_office" });
    let recorded = act("OfficialRecorded", &human.since.to_string(), &refs, &payload);
    let mut acts = vec![register(StreamKind::Person, human.id, recorded, actor)];
    // Every fifth person held a lower post before, so that a register has something to tell.
    let before = human.since.checked_sub_days(Days::new(900)).filter(|_| at.is_multiple_of(5));
    if let Some(from) = before {
        let until = human.since.pred_opt().unwrap_or(human.since);
        acts.push(held(cast, human, "科员", from, Some(until), actor));
    }
    acts.push(held(cast, human, &human.post, human.since.min(today), None, actor));
    if at % 45 == 7 {
        acts.extend(recorded_twice(cast, human, today, actor));
    }
    acts
}

/// Somebody entered the same person a second time; the entries are merged when that is found.
fn recorded_twice(cast: &Cast, human: &Human, today: NaiveDate, actor: Actor) -> Vec<RegisterAct> {
    let double = Human { id: uuid::Uuid::new_v5(&human.id, b"again"), ..human.clone() };
    let refs = json!({ "official": [double.id] });
    let payload = json!({ "name": double.name, "identity": "not_recorded", "status": "in_office" });
    let recorded = act("OfficialRecorded", &human.since.min(today).to_string(), &refs, &payload);
    let found = today.checked_sub_days(Days::new(20)).unwrap_or(today).to_string();
    let refs = json!({ "official": [human.id], "merged_official": [double.id] });
    let approval = json!({
        "by": { "person_id": actor.person_id },
        "post": "organ_principal",
        "organ": { "organ_id": actor.office_id },
        "level": human.level.as_str(),
        "on": found,
        "way": "system",
    });
    let payload = json!({ "reason": "与干部任免审批表核对，两条登记为同一人。", "approval": approval });
    vec![
        register(StreamKind::Person, double.id, recorded, actor),
        held(cast, &double, &double.post, human.since.min(today), None, actor),
        register(StreamKind::Person, human.id, act("OfficialsMerged", &found, &refs, &payload), actor),
    ]
}

fn held(
    cast: &Cast,
    human: &Human,
    post: &str,
    from: NaiveDate,
    until: Option<NaiveDate>,
    actor: Actor,
) -> RegisterAct {
    let organ = &cast.organs[human.organ];
    let mut refs = json!({ "official": [human.id], "organ": [organ.id] });
    if let Some(managing) = organ.parent {
        refs["managing_organ"] = json!([cast.organs[managing].id]);
    }
    let kind = if until.is_some() { "other" } else { human.post_kind.as_str() };
    let mut payload = json!({ "post": post, "level": human.level.as_str(), "post_kind": kind, "elected": ELECTED.iter().any(|end| post.ends_with(end)) });
    if let Some(until) = until {
        payload["to"] = json!(until.to_string());
    }
    register(StreamKind::Person, human.id, act("PostHeld", &from.to_string(), &refs, &payload), actor)
}

fn act(kind: &str, on: &str, refs: &Value, payload: &Value) -> Value {
    json!({ "kind": kind, "occurred": { "date": on }, "refs": refs, "payload": payload })
}

fn register(kind: StreamKind, id: uuid::Uuid, request: Value, actor: Actor) -> RegisterAct {
    RegisterAct { stream: (kind, id), request, actor }
}

/// The kind under which the register keeps an organ: to it, a bureau of water and one of housing are both departments.
fn recorded(kind: &str) -> &str {
    match kind {
        "commission" => "cdi",
        "org_dept" => "organisation_department",
        "township_committee" => "party_committee",
        "township_government" => "government",
        "hospital" => "institution",
        "party_committee" | "soe" | "inspection_team" => kind,
        _ => "department",
    }
}
