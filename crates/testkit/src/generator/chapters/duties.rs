//! What a careful office does besides: acts and fields that the shipped rulebooks ask for and that offices elsewhere in
//! generated worlds leave out now and then.

use chrono::Datelike;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Level, PostKind, Role, TrackCode};

use super::clue::{self, Clue};
use super::decision::Decided;
use super::{execution, record, rectification};
use crate::generator::script::{Note, Party, Script};

/// Whether a clue about the person is the business of the organ above too.
pub(super) fn is_reported_upward(s: &Script<'_>) -> bool {
    let kinds = [
        PostKind::SameLevelCommitteeMember,
        PostKind::CdiStanding,
        PostKind::SupervisoryMember,
        PostKind::PrincipalOfNextLower,
    ];
    s.careful && kinds.contains(&s.cast.humans[s.person].post_kind)
}

/// The deputy in charge, the principal and the secretary approve one after the other, each in time.
pub(super) fn disposition_approved(s: &mut Script<'_>, clue: &Clue, way: &str) {
    let mut approval = s.approval(Role::OrganHead);
    if let Some(deputy) = s.members(Role::OrganHead, 2).pop() {
        approval["by"] = deputy;
    }
    approval["post"] = json!("deputy_in_charge");
    let payload = json!({ "result": "approved", "way": way, "approval": approval });
    s.act_in_role(Kind::DispositionApproved, Role::OrganHead, &clue.refs(), &payload);
    if s.chance(25) {
        record::approval_sought(s, "DispositionApproved", &clue.refs());
    }
    for role in [Role::OrganHead, Role::CommitteeHead] {
        // The principal decides the same day: two working days may be over on a Sunday that is worked on.
        s.pass(i64::from(role == Role::CommitteeHead));
        let payload = json!({ "result": "approved", "way": way, "approval": s.approval(role) });
        s.act_in_role(Kind::DispositionApproved, role, &clue.refs(), &payload);
        // The clue is disposed of with the first approval; the record wants a reason for those that come after.
        s.confirmed("approved_in_steps");
    }
    if is_reported_upward(s) {
        clue::reported_upward(s, clue, "disposed");
    }
}

/// Who approves a verification: the secretary too, where somebody answers to the committee.
pub(super) fn approvals(s: &mut Script<'_>) -> Vec<Value> {
    let mut approvals = vec![s.approval(Role::OrganHead)];
    if s.careful {
        approvals.push(s.approval(Role::CommitteeHead));
    }
    approvals
}

/// Who signs the report of a team: everybody who is still in it.
pub(super) fn signatories(s: &Script<'_>, team: usize) -> Vec<Value> {
    if !s.careful {
        return s.members(Role::Inspector, 3);
    }
    let staying = if s.plot.one_left { team.min(3) } else { team };
    let mut all = s.members(Role::Inspector, staying);
    all.push(s.by(Role::TeamLead));
    all
}

/// The responsibility that goes with a part in what was decided together.
pub(super) fn class(
    (track, objected): (TrackCode, bool),
    party: &Party,
    role: &str,
    drawn: &'static str,
) -> &'static str {
    match (party.human, track, role) {
        (None, ..) => "overall_leadership",
        // Whoever objected on record does not answer for what the others decided.
        (_, TrackCode::Petition, _) if objected => "direct",
        (_, TrackCode::Accountability | TrackCode::Petition, "participating_member") => "important_leadership",
        (_, TrackCode::Accountability | TrackCode::Petition, "handler") => "direct",
        (_, TrackCode::Accountability | TrackCode::Petition, _) => "main_leadership",
        _ if drawn == "supervisory" => "direct",
        _ => drawn,
    }
}

/// A document is served on whom it is about and on the unit, announced wherever it has to be, and those who must know
/// are told.
pub(super) fn told_all(s: &mut Script<'_>, refs: &Value, person: bool) {
    s.soon_after(1, 6);
    for to_person in [true, false] {
        if person || !to_person {
            let payload = execution::service(s, to_person);
            s.act(Kind::DecisionServed, refs, &payload);
        }
    }
    for audience in ["subject", "leading_group", "branch_all", "unit"] {
        let payload = json!({
            "audience": audience,
            "scope": s.say("announce_scope"),
            "by": s.members(Role::Inspector, 2),
            "respondent_statement": s.say("statement"),
            "refused_note": "not_recorded",
        });
        s.act(Kind::DecisionAnnounced, refs, &payload);
    }
    for to in ["unit", "org_dept", "superior", "cdi"] {
        s.act(Kind::DecisionNotified, refs, &json!({ "to": to }));
    }
}

/// The decision goes into the files of the person where it does not lie yet.
pub(super) fn archived(s: &mut Script<'_>, refs: &Value, already: &str) {
    if already == "case" {
        return;
    }
    for archive in ["personnel", "integrity"].into_iter().filter(|archive| *archive != already) {
        s.act(Kind::DecisionArchived, refs, &json!({ "archive": archive }));
    }
}

/// What follows a form of accountability: a talk, honours lost, and what is wrong put right.
pub(super) fn after_form(s: &mut Script<'_>, one: &Decided) {
    let Some((form, year)) = form_of(s, one) else { return };
    if let Some(human) = one.human {
        let official = s.cast.humans[human].id;
        let refs =
            json!({ "official": [official], "respondent": [one.respondent], "determination": [one.determination] });
        let payload = json!({ "kind": "admonition", "by": s.by(Role::OrganHead), "form": "talk" });
        s.act_in_role(Kind::MinorMeasureTaken, Role::OrgDept, &refs, &payload);
        forfeited(s, one, s.day.year(), "annual_excellent");
        if form == "admonition" && year != s.day.year() {
            forfeited(s, one, year, "annual_excellent");
        }
    }
    if form == "admonition" && one.track == TrackCode::Petition {
        forfeited(s, one, year, "unit_honours");
    }
    if matches!(form.as_str(), "examination" | "notification") {
        let item = rectification::ordered(s, Some(one), "decision");
        s.plot.open_items.push(item);
    }
}

fn forfeited(s: &mut Script<'_>, one: &Decided, year: i32, kind: &str) {
    let mut refs = json!({ "respondent": [one.respondent] });
    if let Some(measure) = one.measure.filter(|_| one.human.is_some()) {
        refs["measure"] = json!([measure]);
    }
    s.act(Kind::HonoursForfeited, &refs, &json!({ "year": year, "kind": kind }));
}

/// The form decided by a determination, and in which year.
fn form_of(s: &Script<'_>, one: &Decided) -> Option<(String, i32)> {
    let of_it = |note: &&Note| {
        note.kind == Kind::AccountabilityFormDecided
            && note.request["refs"]["determination"][0].as_str() == Some(one.determination.to_string().as_str())
    };
    let note = s.notes.iter().find(of_it)?;
    Some((note.request["payload"]["form"].as_str()?.to_owned(), note.day.year()))
}

/// All formalities that a measure may need.
pub(super) fn formalities(kinds: &[&'static str]) -> Vec<&'static str> {
    kinds.iter().copied().chain(std::iter::once("contract")).collect()
}

/// Whether somebody appeals or has appealed, so that a careful office does not let the execution rest.
pub(super) fn is_appealed(s: &Script<'_>) -> bool {
    s.careful && s.notes.iter().any(|note| note.kind == Kind::AppealFiled)
}

/// Before a case with a sanction or a form is closed, its cause in the unit is put right.
pub(super) fn rectified(s: &mut Script<'_>) {
    let systemic =
        |note: &Note| note.kind == Kind::RectificationOrdered && note.request["payload"]["kind"] == "systemic";
    if !s.notes.iter().any(systemic) {
        let Some(decided) = held(s) else { return };
        let item = rectification::ordered(s, Some(&decided), "decision");
        s.plot.open_items.push(item);
    }
    all_report(s, &[]);
    let items = std::mem::take(&mut s.plot.open_items);
    for (nth, item) in items.iter().copied().enumerate() {
        rectification::begun(s, item);
        all_report(s, &items[nth + 1..]);
        rectification::settled(s, item, 0);
    }
}

/// The unit says how far it is with every item that is not accepted yet.
pub(crate) fn all_report(s: &mut Script<'_>, items: &[Uuid]) {
    if !s.careful {
        return;
    }
    for item in items.iter().chain(&s.plot.open_items.clone()) {
        rectification::reported(s, *item);
    }
}

/// The first determination by which somebody was held to account.
fn held(s: &Script<'_>) -> Option<Decided> {
    let id = |note: &Note, role: &str| note.request["refs"][role][0].as_str().and_then(|id| id.parse::<Uuid>().ok());
    s.notes.iter().filter(|note| note.kind == Kind::DeterminationMade).find_map(|note| {
        let outcome = note.request["payload"]["outcome"].as_str()?;
        matches!(outcome, "sanction" | "accountability_form").then_some(())?;
        Some(Decided {
            respondent: id(note, "respondent")?,
            human: None,
            track: TrackCode::Handling,
            determination: id(note, "determination")?,
            measure: None,
        })
    })
}

/// The principal of a unit whose work was sent back is talked with.
pub(super) fn talked_with_principal(s: &mut Script<'_>, item: Uuid) {
    s.pass(1);
    rectification::stepped(s, item, "principal_talk");
}

/// The unit comes last in a vote and its leader is found wanting: honours are lost, an order is given, a post changed.
pub(crate) fn voted_worst(s: &mut Script<'_>, unit: Uuid, leader: Uuid, one: &Decided) -> Uuid {
    let payload = |kind: &str, score: &str, against: i64| {
        json!({
            "kind": kind,
            "method": "secret_ballot",
            "entitled": 60,
            "cast": 58,
            "options": [{ "code": "satisfied", "n": 58 - against }, { "code": "dissatisfied", "n": against }],
            "score": score,
            "threshold": "60",
        })
    };
    s.wait(2, 10);
    s.act(Kind::SatisfactionVoteRecorded, &json!({ "respondent": [unit] }), &payload("worst", "71.5", 12));
    s.act(Kind::SatisfactionVoteRecorded, &json!({ "respondent": [leader] }), &payload("annual_cadre", "52.0", 25));
    let worst = Decided { respondent: unit, human: None, ..one.clone() };
    forfeited(s, &worst, s.day.year(), "unit_honours");
    let item = rectification::ordered(s, None, "vote");
    s.amend(|request| request["refs"]["respondent"] = json!([unit]));
    s.wait(5, 20);
    rectification::stepped(s, item, "org_adjustment");
    s.amend(|request| request["refs"]["respondent"] = json!([leader]));
    item
}

/// Grounds that go with an outcome: none where the decision stands.
pub(super) fn grounds(outcome: &str, drawn: &'static str) -> Vec<&'static str> {
    let of_substance = matches!(drawn, "wrong_law" | "improper");
    match outcome {
        "upheld" => Vec::new(),
        "varied" if of_substance => vec![drawn],
        "varied" => vec!["improper"],
        _ if of_substance => vec!["facts"],
        _ => vec![drawn],
    }
}

/// An approval of a commission of a city or above.
pub(super) fn approval_of_a_city(s: &mut Script<'_>) -> Value {
    let mut desk = s.desk;
    if s.careful && s.desk().level == Level::County {
        let above = s.cast.organs[s.desk().commission].parent;
        desk = s.cast.desks.iter().position(|one| Some(one.commission) == above).unwrap_or(desk);
    }
    s.approval_at(desk, Role::OrganHead)
}
