//! Cases of discipline and of duty under public law, from clue to execution.

use wenze_domain::codes::TrackCode::{Employer, Gov, Party as PartyTrack};

use super::{Verdict, carried_out, clue_of_some_source, determined, discipline_tracks, investigated, sanctions, sole};
use crate::generator::chapters::clue::Clue;
use crate::generator::chapters::decision::{Decided, Ruling};
use crate::generator::chapters::{
    appeal, clue, execution, filing, intake, investigation, personnel, record, rectification, referral, review,
};
use crate::generator::script::{Party, Script};

/// A verified clue that becomes a case of these respondents.
pub(super) fn filed(s: &mut Script<'_>, parties: &[Party], clue: &Clue) {
    clue::disposed(s, clue, "preliminary_verification");
    clue::verified(s, clue, "file");
    filing::proposed(s, parties, Some(clue.id));
    filing::filed(s, parties, Some(clue.id));
}

/// A case of one official up to the determination.
pub(super) fn decided_of_one(s: &mut Script<'_>) -> (Option<uuid::Uuid>, Party, Vec<Decided>) {
    let (report, clue) = clue_of_some_source(s);
    let tracks = discipline_tracks(s);
    let party = sole(s, &tracks);
    filed(s, std::slice::from_ref(&party), &clue);
    let facts = investigated(s, std::slice::from_ref(&party), true);
    let weight = s.dice.weighted([4, 3, 2, 1, 1]);
    let verdict: Verdict = (party.clone(), sanctions(&tracks, weight));
    let decided = determined(s, &[verdict], &facts).remove(0);
    (report, party, decided)
}

pub(super) fn sanction(s: &mut Script<'_>) {
    let (report, _, decided) = decided_of_one(s);
    let ordered = s.chance(30).then(|| rectification::ordered(s, decided.first(), "decision"));
    carried_out(s, &decided);
    if let Some(report) = report {
        intake::answered(s, report);
    }
    if let Some(item) = ordered {
        rectification::begun(s, item);
        execution::closed(s, &[item]);
        rectification::settled(s, item, 0);
        return;
    }
    execution::closed(s, &[]);
    if s.chance(25) {
        let action = *s.dice.pick(&["transferred", "pay_step", "rank_up", "retired"]);
        personnel::changed(s, &decided[0], action);
    }
}

pub(super) fn employer(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let party = sole(s, &[Employer]);
    filed(s, std::slice::from_ref(&party), &clue);
    let facts = investigated(s, std::slice::from_ref(&party), false);
    let weight = s.dice.weighted([3, 3, 1]);
    let verdict: Verdict = (party, sanctions(&[Employer], weight));
    let decided = determined(s, &[verdict], &facts).remove(0);
    carried_out(s, &decided);
    execution::closed(s, &[]);
    execution::lifted(s, &decided[0]);
}

pub(super) fn filing_refused(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let tracks = discipline_tracks(s);
    let party = sole(s, &tracks);
    clue::disposed(s, &clue, "preliminary_verification");
    clue::verified(s, &clue, "file");
    filing::proposed(s, std::slice::from_ref(&party), Some(clue.id));
    filing::refused(s, std::slice::from_ref(&party), Some(clue.id));
}

pub(super) fn withdrawn(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let party = sole(s, &[PartyTrack]);
    let parties = std::slice::from_ref(&party);
    filed(s, parties, &clue);
    investigation::begun(s, parties);
    let facts = investigation::run(s, parties, 2);
    if s.chance(50) {
        investigation::heard(s, parties, &facts);
    }
    investigation::withdrawn(s, parties);
    execution::closed(s, &[]);
}

pub(super) fn transferred_out(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let party = sole(s, &[PartyTrack, Gov]);
    let parties = std::slice::from_ref(&party);
    filed(s, parties, &clue);
    if s.chance(60) {
        investigation::begun(s, parties);
        investigation::run(s, parties, 1);
    }
    filing::transferred_out(s, parties);
}

pub(super) fn reopened(s: &mut Script<'_>) {
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    execution::closed(s, &[]);
    let ground = *s.dice.pick(&["new_evidence", "lifelong", "correction"]);
    execution::reopened(s, &decided, ground);
    let parties = std::slice::from_ref(&party);
    let facts = investigation::run(s, parties, 1);
    investigation::heard(s, parties, &facts);
    investigation::reported(s, parties, &facts);
    let verdict: Verdict = (party.clone(), sanctions(&party.tracks, 3));
    let again = determined(s, &[verdict], &facts).remove(0);
    carried_out(s, &again);
    execution::closed(s, &[]);
}

/// A crime is suspected besides: what was decided is carried out, the rest is for the procuratorate and the court.
pub(super) fn referred(s: &mut Script<'_>) {
    let (report, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    referral::elsewhere(s, &serde_json::json!({ "respondent": [party.id] }));
    let evidence = s.gathered();
    referral::to_procuratorate(s, &party, &evidence);
    for nth in 1..=1 + u32::from(s.chance(25)) {
        referral::returned(s, &party, nth);
    }
    if let Some(report) = report {
        intake::answered(s, report);
    }
    referral::judged(s, &party);
    execution::closed(s, &[]);
}

pub(super) fn corrected(s: &mut Script<'_>) {
    let (_, _, decided) = decided_of_one(s);
    let key = s.notes.last().map(|note| note.key);
    carried_out(s, &decided);
    appeal::corrected(s, &decided[0], key);
    execution::closed(s, &[]);
}

/// Several officials of one unit: each on tracks of their own, each with an outcome of their own, one found later.
pub(super) fn nest(s: &mut Script<'_>) {
    let (report, clue) = clue_of_some_source(s);
    let mut parties: Vec<Party> = Vec::new();
    for rank in 0..4 {
        let human = s.official(rank);
        let tracks = discipline_tracks(s);
        parties.push(s.cadre(human, &tracks));
    }
    if s.chance(50) {
        let office = s.unit().office;
        parties.push(s.cadre(office, &[Gov]));
    }
    clue::disposed(s, &clue, "preliminary_verification");
    clue::verified(s, &clue, "file");
    let late = parties.split_off(3);
    filing::proposed(s, &parties, Some(clue.id));
    filing::filed(s, &parties, Some(clue.id));
    record::linked(s, "same_scheme");
    investigation::begun(s, &parties);
    for party in &late {
        filing::respondent_added(s, party);
    }
    investigation::begun(s, &late);
    parties.extend(late);
    nest_concluded(s, parties);
    if let Some(report) = report {
        intake::answered(s, report);
    }
    execution::closed(s, &[]);
}

fn nest_concluded(s: &mut Script<'_>, mut parties: Vec<Party>) {
    let facts = investigation::run(s, &parties, 4);
    // The last but one turns out not to be involved.
    let cleared = parties.remove(parties.len() - 2);
    investigation::withdrawn(s, std::slice::from_ref(&cleared));
    investigation::heard(s, &parties, &facts);
    investigation::reported(s, &parties, &facts);
    let returns = u32::from(s.chance(30));
    review::run(s, &parties, &facts, returns);
    let verdicts: Vec<Verdict> = parties
        .into_iter()
        .enumerate()
        .map(|(rank, party)| {
            let rulings = match rank {
                0 => sanctions(&party.tracks, 3),
                1 => sanctions(&party.tracks, 1),
                2 => party.tracks.iter().map(|track| (*track, Ruling::Minor)).collect(),
                3 => party.tracks.iter().map(|track| (*track, Ruling::NotSanctioned)).collect(),
                _ => party.tracks.iter().map(|track| (*track, Ruling::Referred)).collect(),
            };
            (party, rulings)
        })
        .collect();
    let elsewhere: Vec<uuid::Uuid> = verdicts.iter().skip(4).map(|(party, _)| party.id).collect();
    for decided in determined(s, &verdicts, &facts) {
        carried_out(s, &decided);
    }
    for respondent in elsewhere {
        referral::elsewhere(s, &serde_json::json!({ "respondent": [respondent] }));
    }
}
