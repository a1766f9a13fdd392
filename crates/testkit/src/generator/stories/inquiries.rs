//! Accountability inquiries on a body and its leaders, with rectification.

use uuid::Uuid;
use wenze_domain::codes::TrackCode::{self, Accountability};

use super::{Verdict, clue_of_some_source, determined, investigated, served};
use crate::generator::chapters::decision::{Decided, Ruling};
use crate::generator::chapters::{clue, duties, execution, filing, intake, personnel, record, rectification};
use crate::generator::script::{Party, Script};

/// An inquiry on the unit and some of its leaders, up to the determinations.
pub(super) fn decided(s: &mut Script<'_>, exempt: bool) -> (Option<Uuid>, Vec<Party>, Vec<Vec<Decided>>) {
    decided_on(s, Accountability, exempt)
}

/// The same on a track that forms of accountability are known on.
pub(super) fn decided_on(
    s: &mut Script<'_>,
    track: TrackCode,
    exempt: bool,
) -> (Option<Uuid>, Vec<Party>, Vec<Vec<Decided>>) {
    let (report, clue) = clue_of_some_source(s);
    clue::disposed(s, &clue, "preliminary_verification");
    clue::verified(s, &clue, "file");
    let mut parties = vec![s.body(&[track])];
    let leaders = usize::try_from(s.dice.between(1, 3)).unwrap_or(1);
    for rank in 0..leaders {
        let human = s.official(rank);
        parties.push(s.cadre(human, &[track]));
    }
    filing::inquiry_started(s, &parties, Some(clue.id));
    if s.chance(20) {
        record::linked(s, "same_incident");
    }
    let reviewed = s.chance(60);
    let facts = investigated(s, &parties, reviewed);
    let verdicts: Vec<Verdict> = parties
        .iter()
        .enumerate()
        .map(|(rank, party)| {
            let ruling = match rank {
                0 => Ruling::Form(usize::from(s.chance(60))),
                1 if exempt => Ruling::Exempt,
                // Notification and admonition are common, changes of post are not.
                _ => Ruling::Form(s.dice.weighted([4, 5, 1, 1, 1])),
            };
            (party.clone(), vec![(track, ruling)])
        })
        .collect();
    let decided = determined(s, &verdicts, &facts);
    (report, parties, decided)
}

pub(super) fn rectified(s: &mut Script<'_>) {
    let (report, _, all) = decided(s, false);
    let sources = ["decision", "inspection_finding", "supervision", "democratic_life_meeting"];
    let count = s.dice.between(1, 3);
    let mut documents = Vec::new();
    for decided in &all {
        documents.push(served(s, decided));
        // The time for the formalities runs from the decision, not from what else is ordered.
        if let Some(document) = documents.pop_if(|_| s.careful) {
            execution::executed(s, document, decided);
        }
    }
    let mut items = Vec::new();
    for nth in 0..count {
        let source = if nth == 0 { "decision" } else { *s.dice.pick(&sources) };
        items.push(rectification::ordered(s, all[0].first(), source));
    }
    for item in &items {
        rectification::begun(s, *item);
    }
    for (decided, document) in all.iter().zip(documents) {
        execution::executed(s, document, decided);
    }
    if let Some(report) = report {
        intake::answered(s, report);
    }
    for (nth, item) in items.iter().enumerate() {
        if nth == 0 || s.chance(40) {
            let steps = s.dice.weighted([3, 3, 2, 1]);
            rectification::pressed(s, *item, if s.careful { steps.min(1) } else { steps });
        }
        duties::all_report(s, &items);
    }
    let (last, settled) = items.split_last().unwrap_or((&items[0], &[]));
    for (nth, item) in settled.iter().enumerate() {
        let rejections = usize::from(s.chance(30));
        rectification::settled(s, *item, rejections);
        duties::all_report(s, &items[nth + 1..]);
    }
    if s.chance(40) {
        execution::closed(s, std::slice::from_ref(last));
        rectification::settled(s, *last, 1);
    } else {
        let rejections = usize::from(s.chance(30));
        rectification::settled(s, *last, rejections);
        execution::closed(s, &[]);
    }
}

pub(super) fn exempted(s: &mut Script<'_>) {
    let (_, _, all) = decided(s, true);
    for decided in &all {
        let document = served(s, decided);
        execution::executed(s, document, decided);
    }
    execution::closed(s, &[]);
}

/// A leader held accountable leaves the post and is proposed for another one after more than a year.
pub(super) fn returned(s: &mut Script<'_>) {
    let (_, _, all) = decided(s, false);
    for decided in &all {
        let document = served(s, decided);
        execution::executed(s, document, decided);
    }
    execution::closed(s, &[]);
    let Some(leader) = all.iter().flatten().find(|one| one.human.is_some() && one.measure.is_some()) else { return };
    let action = *s.dice.pick(&["resigned", "transferred"]);
    personnel::changed(s, leader, action);
    personnel::returned(s, leader);
}
