//! What a case contributes to the dossiers of those in it.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::{Case, Respondent, Track};
use wenze_domain::codes::{PersonnelAction, RespondentKind, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;
use wenze_domain::regimes::Regimes;
use wenze_domain::restrictions::restrictions;

use super::noted::{Noted, PostChange};
use super::{ActionLine, HonourLine, InvolvedLine, PeriodLine};
use crate::decoding::{code, place};

/// Which entry of the register a respondent is: an official, or for a body the organ.
fn subject(respondent: &Respondent) -> Option<Uuid> {
    match respondent.kind {
        Some(RespondentKind::Organisation) => respondent.organ,
        Some(RespondentKind::Cadre) => respondent.official,
        None => respondent.official.or(respondent.organ),
    }
}

fn subject_of(case: &Case, respondent: Option<Uuid>) -> Option<Uuid> {
    case.respondents.get(&respondent?).and_then(subject)
}

/// The respondents and those who were cleared.
pub(crate) fn involved(case: &Case) -> Vec<InvolvedLine> {
    let line = |subject: Uuid, capacity: &str, object: Uuid, state: &str| InvolvedLine {
        case_id: case.id,
        subject,
        capacity: capacity.to_owned(),
        object,
        kind: None,
        post: None,
        opened_on: case.opened_as_case_on.map(|on| on.to_string()),
        case_no: case.case_no.as_ref().map(|no| no.no.clone()),
        tracks: json!([]),
        state: state.to_owned(),
    };
    let respondents = case.respondents.iter().filter_map(|(id, one)| {
        let tracks = one.tracks.iter().map(|(code, track)| of_track(case, *id, *code, track)).collect();
        Some(InvolvedLine {
            kind: one.kind.map(code),
            post: one.post.map(place),
            tracks,
            ..line(subject(one)?, "respondent", *id, one.reappointment.state.as_str())
        })
    });
    let cleared = case.clarifications.iter().map(|(id, one)| line(*id, "cleared", *id, one.state.as_str()));
    respondents.chain(cleared).collect()
}

fn of_track(case: &Case, respondent: Uuid, track_code: TrackCode, track: &Track) -> Value {
    let decided = track.determination.and_then(|id| case.determinations.get(&id));
    let of_pair = case.measures.values().filter(|one| one.respondent == respondent && one.track == Some(track_code));
    let measure = |one: &wenze_domain::case::Measure| {
        json!({
            "code": one.code, "regime": one.regime, "standing": one.standing, "effective_on": one.effective_on,
            "lifted_on": one.lifted_on, "suspended": one.suspended,
        })
    };
    let responsibility: Vec<Value> = track
        .responsibility
        .iter()
        .map(|one| json!({ "role": one.role, "class": one.class, "collective": one.collective }))
        .collect();
    json!({
        "track": track_code, "state": track.state, "outcome": track.outcome, "responsibility": responsibility,
        "decided_on": decided.and_then(|one| one.made_on), "standing": decided.map(|one| one.standing),
        "measures": of_pair.map(measure).collect::<Vec<_>>(), "judicial_outcome": track.judicial_outcome,
    })
}

/// What every measure restricts, as the domain derives it.
pub(crate) fn periods(case: &Case) -> Vec<PeriodLine> {
    let line = |(no, one): (usize, wenze_domain::restrictions::Restriction)| {
        let spans = || one.period.iter().chain(one.bars.iter().map(|bar| &bar.days));
        PeriodLine {
            case_id: case.id,
            no: i16::try_from(no).unwrap_or(i16::MAX),
            subject: subject_of(case, Some(one.respondent)),
            measure: one.measure,
            from_day: spans().filter_map(|days| days.from).min(),
            until_day: one.last_day(),
            restriction: serde_json::to_value(&one).unwrap_or_default(),
        }
    };
    restrictions(case, Regimes::shipped()).into_iter().enumerate().map(line).collect()
}

/// Honours forfeited: by the organ named, else by the respondent, else by the unit whose item it is.
pub(crate) fn honours(case: &Case, noted: &Noted) -> Vec<HonourLine> {
    let line = |one: &super::noted::Honour| {
        let unit = one.item.and_then(|id| case.items.get(&id)?.unit);
        HonourLine {
            case_id: case.id,
            event_id: one.event_id,
            subject: one.organ.or_else(|| subject_of(case, one.respondent)).or(unit),
            year: one.year.and_then(|year| i32::try_from(year).ok()),
            kind: one.kind.clone(),
            forfeited_on: one.on.map(|on| on.to_string()),
            item: one.item,
            measure: one.measure,
        }
    };
    noted.honours.iter().map(line).collect()
}

/// Personnel actions, each with the decision it rests on.
pub(crate) fn actions(case: &Case, noted: &Noted) -> Vec<ActionLine> {
    let line = |one: &PostChange| ActionLine {
        case_id: case.id,
        event_id: one.event_id,
        subject: one.official.or_else(|| subject_of(case, one.respondent)),
        measure: one.measure,
        action: one.action.map(code),
        taken_on: one.on.map(|on| on.to_string()),
        taken_day: one.on.map(PartialDate::first_day),
        post: one.post.map(place),
        post_vs_former: one.post_vs_former.map(code),
        leading_post: one.leading_post,
        source: one.source.map(code),
        rests_on_decision: matches!(one.action, Some(PersonnelAction::Appointed | PersonnelAction::EmployerSanction)),
        decision: decision(case, noted, one),
    };
    noted.actions.iter().map(line).collect()
}

/// The decision an action rests on, the last that is not later than it. What is only known to the month or year may have been
/// decided before.
fn decision(case: &Case, noted: &Noted, action: &PostChange) -> Option<Uuid> {
    let in_time = |on: Option<PartialDate>| match (on, action.on) {
        (Some(decided), Some(taken)) => decided.first_day() <= taken.last_day(),
        _ => true,
    };
    if action.action == Some(PersonnelAction::EmployerSanction) {
        let on_track = case.determinations.iter().filter(|(_, one)| {
            one.track == Some(TrackCode::Employer) && Some(one.respondent) == action.respondent && in_time(one.made_on)
        });
        return on_track.max_by_key(|(_, one)| one.made_on).map(|(id, _)| *id);
    }
    let approved = noted.returns.iter().filter(|one| one.respondent == action.respondent && in_time(one.on));
    approved.max_by_key(|one| one.on).map(|one| one.event_id)
}
