//! The stories a world is made of, with their weights. Each is told in the usual order; what went wrong with the record
//! of it comes later.

use wenze_domain::codes::TrackCode::{self, Accountability, Employer, Gov, Party as PartyTrack};

use super::chapters::decision::{self, Decided, Ruling};
use super::chapters::{clue, execution, intake, investigation, review};
use super::script::{Party, Script};

mod appeals;
mod careful;
mod cases;
mod inquiries;
mod small;

/// One story.
pub(crate) struct Story {
    pub(crate) hint: &'static str,
    pub(crate) weight: usize,
    /// Which matters fit it.
    pub(crate) style: &'static str,
    /// The kind of unit it happens in; any for an empty one.
    pub(crate) unit: &'static str,
    pub(crate) tell: fn(&mut Script<'_>),
}

const fn story(weight: usize, hint: &'static str, style: &'static str, tell: fn(&mut Script<'_>)) -> Story {
    Story { hint, weight, style, unit: "", tell }
}

const fn at(unit: &'static str, hint: &'static str, style: &'static str, tell: fn(&mut Script<'_>)) -> Story {
    Story { hint, weight: 0, style, unit, tell }
}

pub(crate) const STORIES: &[Story] = &[
    story(6, "anonymous report declined", "conduct", small::declined),
    story(5, "report transferred", "duty", small::transferred),
    story(4, "repeat report filed away", "conduct", small::repeated),
    story(5, "clue held", "conduct", small::held),
    story(7, "clue closed after interview", "conduct", small::closed_after_interview),
    story(7, "clue closed after verification", "conduct", small::closed_after_verification),
    story(18, "party and governmental sanction", "conduct", cases::sanction),
    story(4, "sanction by the employer, later lifted", "conduct", cases::employer),
    story(3, "filing refused", "conduct", cases::filing_refused),
    story(4, "case withdrawn", "conduct", cases::withdrawn),
    story(3, "case transferred out", "conduct", cases::transferred_out),
    story(4, "case reopened", "conduct", cases::reopened),
    story(3, "decision corrected without an appeal", "conduct", cases::corrected),
    story(14, "accountability inquiry with rectification", "duty", inquiries::rectified),
    story(4, "accountability inquiry with an exemption", "duty", inquiries::exempted),
    story(6, "nest case of several officials", "conduct", cases::nest),
    story(5, "appeal in two instances, decision changed", "conduct", appeals::varied),
    story(4, "appeal in two instances, decision revoked", "conduct", appeals::revoked),
    story(4, "appeal remanded and decided again", "conduct", appeals::remanded),
    story(4, "accountability appeal", "duty", appeals::accountability),
    story(1, "appeal refused", "conduct", appeals::refused),
    story(1, "appeal passed on", "conduct", appeals::passed_on),
    story(1, "appeal withdrawn", "conduct", appeals::withdrawn),
    story(4, "crime referred to the procuratorate", "conduct", cases::referred),
    story(3, "return to a post after accountability", "duty", inquiries::returned),
    story(2, "false accusation found, person cleared", "conduct", small::falsely_accused),
    story(2, "report found mistaken, person cleared", "conduct", small::mistaken),
];

/// Stories that only a careful generator tells, each for rules that no other story is judged by.
pub(crate) const CAREFUL_STORIES: &[Story] = &[
    at("soe", "manager of an enterprise sanctioned", "conduct", careful::by_the_employer),
    at("soe", "manager of an enterprise appeals", "conduct", careful::employer_appealed),
    at("agriculture", "civil servant sanctioned by the employer", "conduct", careful::by_the_employer),
    at("agriculture", "civil servant appeals", "conduct", careful::employer_appealed),
    at("agriculture", "civil servant appeals three times", "conduct", careful::third_instance),
    at("township_government", "sanction in a township", "conduct", cases::sanction),
    at("township_government", "clue of a township closed after interview", "conduct", small::closed_after_interview),
    at("", "execution suspended after a review", "conduct", careful::suspended_after_review),
    at("", "accountability suspended after an appeal", "duty", careful::accountability_suspended),
    at("", "petition and recommendation", "conduct", careful::petition),
    at("", "responsibility for petition work", "duty", careful::petition_responsibility),
    at("", "measure of an investigation complained of", "conduct", careful::measure_complained_of),
    at("", "reporter gives the name later", "conduct", careful::named_later),
    at("", "false accuser found in a talk", "conduct", careful::false_accuser),
    at("", "clue about somebody managed above", "conduct", careful::managed_above),
    at("", "judgment changed", "conduct", careful::judgment_changed),
    at("", "case referred to another organ", "conduct", careful::referred_elsewhere),
    at("", "accountability decision corrected", "duty", careful::accountability_corrected),
    at("", "promotion after a sanction has run out", "conduct", careful::promoted),
    at("soe", "promotion of a manager", "conduct", careful::promoted),
    at("", "promotion after accountability", "duty", careful::leader_promoted),
    at("", "unit voted the worst", "duty", careful::voted_worst),
];

/// A record that starts with a report, or with a clue found elsewhere.
fn clue_of_some_source(s: &mut Script<'_>) -> (Option<uuid::Uuid>, clue::Clue) {
    if s.chance(30) {
        return (None, clue::opened(s, &[]));
    }
    let anonymous = s.chance(45);
    let report = intake::report(s, anonymous, None);
    intake::accepted(s, report, !anonymous);
    (Some(report), clue::opened(s, &[report]))
}

/// From the team to the report of the review; the ids are those of the facts.
fn investigated(s: &mut Script<'_>, parties: &[Party], reviewed: bool) -> Vec<uuid::Uuid> {
    investigation::begun(s, parties);
    let rounds = s.dice.between(2, 4);
    let facts = investigation::run(s, parties, rounds);
    investigation::heard(s, parties, &facts);
    investigation::reported(s, parties, &facts);
    if reviewed {
        let returns = u32::from(s.chance(20)) + u32::from(s.chance(5));
        review::run(s, parties, &facts, returns);
    }
    facts
}

/// A respondent with what is decided of it, per track.
type Verdict = (Party, Vec<(TrackCode, Ruling)>);

/// Notices, one meeting, and a determination for every pair.
fn determined(s: &mut Script<'_>, verdicts: &[Verdict], facts: &[uuid::Uuid]) -> Vec<Vec<Decided>> {
    for (party, rulings) in verdicts {
        let heavy = rulings.iter().any(|(_, ruling)| matches!(ruling, Ruling::Sanction(_) | Ruling::Form(_)));
        if heavy && s.keeps(75) {
            decision::notice(s, party, rulings, facts);
            if s.careful {
                investigation::defended(s, party, "agree");
            }
        }
    }
    let parties: Vec<Party> = verdicts.iter().map(|(party, _)| party.clone()).collect();
    if s.chance(20) {
        decision::solicited(s, &parties);
    }
    let meeting = decision::meeting(s, &parties);
    // A careful body says who is responsible for what before it decides of anybody.
    for (rank, (party, rulings)) in verdicts.iter().enumerate().filter(|_| s.careful).collect::<Vec<_>>() {
        for (track, _) in rulings {
            decision::attributed(s, party, *track, rank, meeting, facts);
        }
    }
    let mut all = Vec::new();
    for (rank, (party, rulings)) in verdicts.iter().enumerate() {
        let mut decided = Vec::new();
        for (track, ruling) in rulings {
            if !s.careful {
                decision::attributed(s, party, *track, rank, meeting, facts);
            }
            decided.push(decision::determined(s, party, *track, *ruling, meeting, facts));
        }
        all.push(decided);
    }
    all
}

/// Document, service and execution for one respondent.
fn carried_out(s: &mut Script<'_>, decided: &[Decided]) {
    let document = served(s, decided);
    execution::executed(s, document, decided);
}

fn served(s: &mut Script<'_>, decided: &[Decided]) -> uuid::Uuid {
    if s.chance(30) {
        decision::approved(s, decided);
    }
    let determinations: Vec<uuid::Uuid> = decided.iter().map(|one| one.determination).collect();
    let document = decision::document(s, &determinations, None);
    execution::announced(s, document, decided);
    document
}

/// One official of this unit, before the texts name anybody else.
fn sole(s: &mut Script<'_>, tracks: &[TrackCode]) -> Party {
    let person = s.person;
    s.cadre(person, tracks)
}

/// Party and governmental track, mostly both.
fn discipline_tracks(s: &mut Script<'_>) -> Vec<TrackCode> {
    if let Some(only) = s.plot.only {
        return vec![only];
    }
    if s.careful && s.chance(35) {
        return if s.chance(50) { vec![Employer] } else { vec![PartyTrack, Employer] };
    }
    match s.dice.below(4) {
        0 => vec![PartyTrack],
        1 => vec![Gov],
        _ => vec![PartyTrack, Gov],
    }
}

/// What the weight of a violation comes to on each track.
fn sanctions(tracks: &[TrackCode], weight: usize) -> Vec<(TrackCode, Ruling)> {
    tracks
        .iter()
        .map(|track| match track {
            Gov | Employer => (*track, Ruling::Sanction(weight)),
            Accountability => (*track, Ruling::Form(weight)),
            _ => (*track, Ruling::Sanction(weight.min(2))),
        })
        .collect()
}
