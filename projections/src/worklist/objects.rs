//! What an obligation is about, and what that belongs to: the handler of any of it has it to do.

use std::collections::BTreeSet;

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::codes::{CodeList, TrackCode};
use wenze_rulebook::finding::Finding;
use wenze_rulebook::history::Event;

/// What an act names besides persons, whoever it concerns.
const OF_ACTS: [&str; 7] = ["report", "clue", "letter", "appeal", "item", "request", "recusal"];
/// What an act names of one respondent: left aside where the obligation is about one, for the act may name others too.
const OF_RESPONDENTS: [&str; 5] = ["respondent", "track", "determination", "measure", "document"];

/// Objects by their ids, a pair as `respondent/track`.
#[derive(Debug, Default)]
pub(super) struct Objects(BTreeSet<String>);

impl Objects {
    /// Of a finding and the act that started it.
    pub(super) fn of(finding: &Finding, trigger: Option<&Event>, case: &Case) -> Self {
        let mut found = Self::default();
        for id in finding.instance.values() {
            found.add(id, case);
        }
        let is_narrow = OF_RESPONDENTS.iter().any(|role| finding.instance.contains_key(*role));
        let more: &[&str] = if is_narrow { &[] } else { &OF_RESPONDENTS };
        for role in OF_ACTS.iter().chain(more) {
            for id in trigger.map_or(&[][..], |event| event.ids(role)) {
                found.add(id, case);
            }
        }
        found
    }

    /// An object, and what it belongs to.
    fn add(&mut self, id: &str, case: &Case) {
        if !self.0.insert(id.to_owned()) {
            return;
        }
        if let Some((respondent, _)) = id.split_once('/') {
            return self.add(respondent, case);
        }
        let Ok(id) = Uuid::try_parse(id) else { return };
        let letter = case.letters.get(&id).and_then(|letter| letter.clue);
        let reports = case.clues.get(&id).map(|clue| clue.reports.clone()).unwrap_or_default();
        let document = case.documents.get(&id);
        let decisions = document.map(|document| document.determinations.clone()).unwrap_or_default();
        let appeal = document.and_then(|document| document.appeal);
        let measure = case.measures.get(&id);
        let made = case.determinations.get(&id).map(|made| (made.respondent, made.track));
        let pair = made.or(measure.map(|measure| (measure.respondent, measure.track)));
        let appealed = case.appeals.get(&id).and_then(|appeal| appeal.respondent);
        let determination = measure.and_then(|measure| measure.determination);
        let owners =
            letter.into_iter().chain(reports).chain(decisions).chain(appeal).chain(determination).chain(appealed);
        for owner in owners.collect::<Vec<_>>() {
            self.add(&owner.to_string(), case);
        }
        match pair {
            Some((respondent, Some(track))) => self.add(&pair_name(respondent, track), case),
            Some((respondent, None)) => self.add(&respondent.to_string(), case),
            None => {}
        }
    }

    /// Whether it is about this object. Who leads the work on one pair has nothing to do for another pair of the
    /// respondent; what concerns the respondent without naming a pair is theirs too.
    pub(super) fn has(&self, id: &str) -> bool {
        if self.0.contains(id) {
            return true;
        }
        let Some((respondent, _)) = id.split_once('/') else { return false };
        let begins = format!("{respondent}/");
        self.0.contains(respondent) && !self.0.iter().any(|one| one.starts_with(&begins))
    }
}

/// A pair as rules name it.
pub(super) fn pair_name(respondent: Uuid, track: TrackCode) -> String {
    format!("{respondent}/{}", track.as_str())
}
