//! What was decided of each pair, and what became of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::case::{Case, Determination, Measure, Standing};
use wenze_domain::codes::{Discipline, Outcome, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::regimes::{Pin, Regimes};

use super::intake::day;
use super::{body, of_pair};
use crate::statistics::fact::Fact;
use crate::statistics::noted::{Noted, Stay, object};

/// Codes that belong to none of the four forms, or to none that is known.
const FORM_UNKNOWN: &str = "unknown";
/// The four forms by their number.
const FORMS: [&str; 4] = ["1", "2", "3", "4"];

/// Determinations, those carried out, and the disciplines that they found broken.
pub(super) fn decided(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for (id, one) in &case.determinations {
        let told = |fact: Fact| {
            of_pair(fact, case, (one.respondent, one.track))
                .of(noted.organs.get(id).copied())
                .by("outcome", one.outcome)
                .told("four_form", four_form(case, noted, (*id, one)))
        };
        let executed = executed(noted, (*id, one));
        let began = one.track.and_then(|track| noted.pair_began((one.respondent, track))).and_then(|stay| stay.on);
        let appealed = case.appeals.values().any(|appeal| appeal.determinations.contains(id));
        let fact = told(Fact::new("decided", id, one.made_on))
            .since(began.map(PartialDate::first_day))
            .by("decision", noted.decisions.get(id).and_then(|decision| decision.kind))
            .told("body", body(case, noted, one.respondent, noted.organs.get(id).copied()))
            .told("standing", Some(one.standing.as_str()))
            .told("appealed", Some(if appealed { "yes" } else { "no" }));
        let fact = responsible(fact, case, one);
        let on_day = fact.on_day;
        let until = if is_carried_out(one) { over(case, noted, (*id, one), executed) } else { on_day };
        facts.push(fact.over(until));
        if let Some(executed) = executed {
            facts.push(told(Fact::new("executed", id, executed.on)).since(on_day));
        }
        violations(case, noted, (*id, one), told, facts);
    }
}

/// Whether there is something to carry out.
fn is_carried_out(one: &Determination) -> bool {
    matches!(one.outcome, Some(Outcome::Sanction | Outcome::AccountabilityForm))
}

fn responsible(fact: Fact, case: &Case, one: &Determination) -> Fact {
    let track = case.respondents.get(&one.respondent).zip(one.track).and_then(|(r, track)| r.tracks.get(&track));
    let last = track.and_then(|track| track.responsibility.last());
    fact.by("role", last.and_then(|last| last.role)).by("class", last.and_then(|last| last.class))
}

/// When the pair was reported as carried out, after this determination and before another took its place.
fn executed<'n>(noted: &'n Noted, (id, one): (Uuid, &Determination)) -> Option<&'n Stay> {
    let made = noted.decisions.get(&id)?.version;
    let stays = noted.stays(&object((one.respondent, one.track?)));
    let stay = stays.iter().find(|stay| stay.state == "executed" && stay.version > made)?;
    let back =
        stays.iter().any(|other| other.state == "determined" && (made + 1..stay.version).contains(&other.version));
    (!back && is_carried_out(one)).then_some(stay)
}

/// The day from which nothing was left to carry out.
fn over(case: &Case, noted: &Noted, (id, one): (Uuid, &Determination), executed: Option<&Stay>) -> Option<NaiveDate> {
    let gone = match one.standing {
        Standing::Revoked | Standing::Remanded => noted.taken_away.get(&id).copied(),
        Standing::Replaced => replaced(case, noted, (id, one)),
        Standing::InForce | Standing::Varied | Standing::Corrected => None,
    };
    executed.map(day).into_iter().chain(gone).min()
}

/// The day of the next determination on the same pair.
fn replaced(case: &Case, noted: &Noted, (id, one): (Uuid, &Determination)) -> Option<NaiveDate> {
    let version = |id: &Uuid| noted.decisions.get(id).map(|decision| decision.version);
    let same_pair =
        case.determinations.iter().filter(|(_, other)| (other.respondent, other.track) == (one.respondent, one.track));
    let later = same_pair.filter(|(other, _)| version(other) > version(&id));
    later.min_by_key(|(other, _)| version(other))?.1.made_on.map(PartialDate::first_day)
}

/// The heaviest form that a determination comes to; none where nobody is held to account by it.
fn four_form(case: &Case, noted: &Noted, (id, one): (Uuid, &Determination)) -> Option<&'static str> {
    let referred = one.track.is_some_and(|track| noted.referrals.contains_key(&object((one.respondent, track))));
    let is_last = one.track.is_some_and(|track| {
        case.respondents.get(&one.respondent).and_then(|r| r.tracks.get(&track)?.determination) == Some(id)
    });
    if (referred && is_last) || one.outcome == Some(Outcome::Referred) {
        return Some("4");
    }
    match one.outcome {
        Some(Outcome::MinorMeasure) => Some("1"),
        Some(Outcome::Sanction | Outcome::AccountabilityForm) => {
            let own = case.measures.values().filter(|measure| measure.determination == Some(id));
            Some(own.filter_map(form_of).max().unwrap_or(FORM_UNKNOWN))
        }
        _ => None,
    }
}

/// The heaviest form of a measure, with what was decided together with it.
fn form_of(measure: &Measure) -> Option<&'static str> {
    let pin = Pin::parse(measure.regime.as_deref()?)?;
    let version = Regimes::shipped().pinned(&pin)?;
    let codes = measure.code.iter().chain(&measure.combined_with);
    let heaviest = codes.filter_map(|code| version.four_form(code)).map(|(form, _)| form).max()?;
    FORMS.get(usize::from(heaviest).checked_sub(1)?).copied()
}

/// One for each discipline found broken; one without where the papers name none.
fn violations(
    case: &Case,
    noted: &Noted,
    (id, one): (Uuid, &Determination),
    told: impl Fn(Fact) -> Fact,
    facts: &mut Vec<Fact>,
) {
    if !is_carried_out(one) && one.outcome != Some(Outcome::MinorMeasure) {
        return;
    }
    let named = noted.decisions.get(&id).map_or(&[][..], |decision| &decision.facts);
    let of_respondent = |(fact, (_, whose)): &(&Uuid, &(Discipline, Vec<Uuid>))| {
        if named.is_empty() { whose.contains(&one.respondent) } else { named.contains(fact) }
    };
    let broken: BTreeSet<Discipline> =
        noted.disciplines.iter().filter(of_respondent).map(|(_, (discipline, _))| *discipline).collect();
    let codes: Vec<String> = measures(case, id).filter_map(|measure| measure.code.clone()).collect();
    // With several measures no one code says what was done.
    let only = if let [code] = codes.as_slice() { Some(code.clone()) } else { None };
    let fact = |discipline: Option<Discipline>| {
        let subject = discipline.map_or_else(|| id.to_string(), |discipline| format!("{id}/{discipline}"));
        told(Fact::new("violation", &subject, one.made_on)).by("discipline", discipline).told("form", only.clone())
    };
    if broken.is_empty() {
        facts.push(fact(None));
    }
    facts.extend(broken.into_iter().map(|discipline| fact(Some(discipline))));
}

fn measures(case: &Case, determination: Uuid) -> impl Iterator<Item = &Measure> {
    case.measures.values().filter(move |measure| measure.determination == Some(determination))
}

/// Every kind of sanction and form of accountability, those decided together each for itself.
pub(super) fn imposed(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for (id, measure) in &case.measures {
        let determination = measure.determination.and_then(|id| case.determinations.get(&id));
        let on = determination.and_then(|one| one.made_on).or(measure.effective_on);
        let organ = measure.determination.and_then(|id| noted.organs.get(&id).copied());
        let combined = measure.combined_with.iter().filter(|code| measure.code.as_ref() != Some(code));
        let codes: BTreeSet<&String> = measure.code.iter().chain(combined).collect();
        for code in codes {
            let fact = Fact::new("imposed", &format_args!("{id}/{code}"), on).of(organ);
            facts.push(
                of_pair(fact, case, (measure.respondent, measure.track))
                    .told("form", Some(code.clone()))
                    .told("standing", Some(measure.standing.as_str())),
            );
        }
    }
}

/// Pairs handed to the procuratorate: of those without a determination this is the form they came to.
pub(super) fn referred(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for ((respondent, track), state) in case.pairs() {
        let Some(taken) = noted.referrals.get(&object((respondent, track))) else { continue };
        let alone = state.determination.is_none();
        let fact = Fact::new("referred", &object((respondent, track)), taken.on).of(Some(taken.organ));
        facts.push(
            of_pair(fact, case, (respondent, Some::<TrackCode>(track)))
                .by("judicial_outcome", state.judicial_outcome)
                .told("four_form", alone.then_some("4")),
        );
    }
}
