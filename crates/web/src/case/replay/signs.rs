//! What stands out in a record: decisions, breaches, corrections, and what reviewers marked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;
use wenze_casework::{AuditLine, Review, Sheet};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, ReviewMark};

use super::super::read::Read;
use super::asked::Asked;
use crate::reader::Reader;

/// Acts by which something is decided of somebody.
const DECISIONS: [Kind; 6] = [
    Kind::DecisionMeetingHeld,
    Kind::DeterminationMade,
    Kind::SanctionImposed,
    Kind::AccountabilityFormDecided,
    Kind::DecisionApproved,
    Kind::AppealDecided,
];
/// Acts that change what was recorded or decided before.
const CORRECTIONS: [Kind; 3] = [Kind::RecordCorrected, Kind::RecordVoided, Kind::DecisionCorrected];
/// Most signs told beside one act; the procedure check tells all.
const SIGNS_MAX: usize = 4;

/// One sign beside an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    /// Its class, which gives the shape before it.
    pub(super) class: &'static str,
    pub(super) word: String,
    /// What it is a sign of.
    pub(super) title: String,
    pub(super) href: String,
}

/// The signs of a record.
pub(super) struct Signs {
    beside: BTreeMap<i32, Vec<Sign>>,
    pub(super) decisions: BTreeSet<i32>,
    pub(super) breaches: BTreeSet<i32>,
    pub(super) corrections: BTreeSet<i32>,
}

impl Signs {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read, sheet: &Sheet, review: &Review) -> Self {
        let page = |id: Uuid| asked.finding(read.id, id);
        let of = |kinds: &[Kind]| {
            let is_one =
                |line: &&AuditLine| !line.voided && Kind::parse(&line.kind).is_some_and(|kind| kinds.contains(&kind));
            read.lines.iter().filter(is_one).map(|line| line.version).collect::<BTreeSet<i32>>()
        };
        let versions: HashMap<String, i32> =
            read.lines.iter().map(|line| (line.event_id.to_string(), line.version)).collect();
        let mut signs = Self {
            beside: BTreeMap::new(),
            decisions: of(&DECISIONS),
            breaches: BTreeSet::new(),
            corrections: of(&CORRECTIONS),
        };
        let mut places: HashMap<Uuid, i32> = HashMap::new();
        for one in &sheet.obligations {
            let breach = one.breach.as_ref().filter(|_| !one.finding.is_hint()).map(|breach| breach.version);
            let trigger = one.finding.trigger.as_deref().and_then(|event| versions.get(event)).copied();
            places.extend(breach.or(trigger).map(|version| (one.id, version)));
            if let Some(version) = breach {
                signs.breaches.insert(version);
                let title = one.finding.title(one.lang);
                signs.add(version, "breach", reader.texts.say("sign-breach"), title, page(one.id));
            }
        }
        for one in &review.obligations {
            let Some(version) = places.get(&one.id) else { continue };
            let Some(mark) = one.marks.last() else { continue };
            let word = reader.words.code(ReviewMark::LIST, mark.mark.as_str());
            signs.add(*version, class(mark.mark), word, one.title.as_deref().unwrap_or_default(), page(one.id));
        }
        signs
    }

    fn add(&mut self, version: i32, class: &'static str, word: String, title: &str, href: String) {
        let beside = self.beside.entry(version).or_default();
        if beside.len() < SIGNS_MAX {
            beside.push(Sign { class, word, title: title.to_owned(), href });
        }
    }

    /// The signs beside an act.
    pub(super) fn beside(&self, version: i32) -> Vec<Sign> {
        self.beside.get(&version).cloned().unwrap_or_default()
    }
}

/// The class of a mark, which gives its shape.
pub(super) fn class(mark: ReviewMark) -> &'static str {
    match mark {
        ReviewMark::Seen => "seen",
        ReviewMark::Question => "question",
        ReviewMark::Accepted => "accepted",
    }
}
