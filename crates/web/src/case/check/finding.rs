//! One finding: what was expected, what was found, how it stands, and what reviewers made of it.

use uuid::Uuid;
use wenze_casework::{MarkView, Obligation, ReviewState, Shown, Verdict};
use wenze_domain::codes::{CodeList, ReviewMark, Verdict as MarkedVerdict};
use wenze_domain::fields::PartialDate;

use super::Checked;
use crate::parts::StateTag;
use crate::reader::{Reader, address};
use crate::shape::Shape;

/// Acts named beside one finding; its own page names all.
const FOUND_MAX: usize = 6;

/// A finding.
pub(super) struct Finding {
    pub(super) id: Uuid,
    /// What the rule says.
    pub(super) title: String,
    pub(super) verdict: StateTag,
    pub(super) class: &'static str,
    /// By when, where there is a last day.
    pub(super) due: Option<String>,
    /// Whom it is about, the basis, how it came about, how to mend it.
    pub(super) lines: Vec<String>,
    /// The acts it stands on.
    pub(super) found: Vec<Found>,
    pub(super) is_omission: bool,
    /// How its review stands.
    pub(super) state: String,
    pub(super) state_class: &'static str,
    pub(super) marks: Vec<Mark>,
    /// The page that tells it step by step.
    pub(super) href: String,
}

/// An act that a finding stands on.
pub(super) struct Found {
    pub(super) href: String,
    pub(super) word: String,
    pub(super) is_breach: bool,
}

/// A mark.
pub(super) struct Mark {
    pub(super) class: &'static str,
    /// What was made of it, by whom and when.
    pub(super) words: String,
    pub(super) note: Option<String>,
    /// The verdict was another then.
    pub(super) outdated: Option<String>,
}

impl Finding {
    pub(super) fn new(reader: &Reader, checked: &Checked, one: &Obligation) -> Self {
        let verdict = one.finding.verdict;
        let reviewed = checked.review.obligations.iter().find(|reviewed| reviewed.id == one.id);
        let state = reviewed.map_or(ReviewState::Unmarked, |reviewed| reviewed.state);
        let marks = reviewed.map(|reviewed| reviewed.marks.as_slice()).unwrap_or_default();
        let due = one.finding.due.map(|due| reader.words.partial_date(PartialDate::day(due)));
        Self {
            id: one.id,
            title: one.lines.first().cloned().unwrap_or_default(),
            verdict: StateTag::made(shape(verdict), verdict_word(reader, verdict)),
            class: class(one),
            due,
            lines: one.lines.iter().skip(1).cloned().collect(),
            found: found(reader, checked, one),
            is_omission: one.breach.as_ref().is_some_and(|breach| breach.is_omission),
            state: state_word(reader, state),
            state_class: state.as_str(),
            marks: marks.iter().map(|mark| Mark::new(reader, mark)).collect(),
            href: reader.with(&[]).replacen("/sheet", &format!("/sheet/{}", one.id), 1),
        }
    }
}

/// The acts, the one that broke it first; each leads to its moment, and from there back to this finding.
fn found(reader: &Reader, checked: &Checked, one: &Obligation) -> Vec<Found> {
    let breach = one.breach.as_ref().map(|breach| breach.version);
    let mut acts: Vec<_> = one.finding.cites.iter().filter_map(|event| checked.acts.get(&**event)).collect();
    acts.sort_by_key(|act| (Some(act.version) != breach, act.version));
    let word = |act: &super::Act| {
        let no = reader.texts.tell("entry-no", [("no", act.version.into())]);
        format!("{no} {} {}", act.title, act.when)
    };
    let link = |act: &super::Act| Found {
        href: at(checked.read.id, act.version, one.id),
        word: word(act),
        is_breach: Some(act.version) == breach,
    };
    acts.into_iter().take(FOUND_MAX).map(link).collect()
}

/// An act in the replay, with the way back to a finding.
pub(super) fn at(case: Uuid, version: i32, back: Uuid) -> String {
    let (version, back) = (version.to_string(), back.to_string());
    address(&format!("/cases/{case}/replay"), &[("version", &version), ("back", &back)])
}

impl Mark {
    pub(super) fn new(reader: &Reader, mark: &MarkView) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let said = words.code(ReviewMark::LIST, mark.mark.as_str());
        let who = mark.name.clone().unwrap_or_else(|| texts.say("name-withheld"));
        let args = [("mark", said.into()), ("who", who.into()), ("when", words.instant(mark.at).into())];
        let was = words.code(MarkedVerdict::LIST, mark.verdict.as_str());
        let note = mark.note.as_ref().map(|note| match note {
            Shown::Text(text) => text.clone(),
            Shown::Sealed => texts.say("value-sealed"),
            Shown::Erased => texts.say("value-erased"),
            Shown::Missing => texts.say("value-missing"),
        });
        Self {
            class: mark.mark.as_str(),
            words: texts.tell("mark-said", args),
            note,
            outdated: mark.is_outdated.then(|| texts.tell("mark-outdated", [("verdict", was.into())])),
        }
    }
}

/// What is kept, ended or not regulated needs no reader at first.
pub(super) fn is_quiet(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Satisfied | Verdict::Discharged | Verdict::Holding | Verdict::NotRegulated)
}

/// A verdict in words.
pub(super) fn verdict_word(reader: &Reader, verdict: Verdict) -> String {
    reader.words.code(MarkedVerdict::LIST, &code(verdict))
}

fn code(verdict: Verdict) -> String {
    let code = serde_json::to_value(verdict).ok();
    code.and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}

/// How a review stands, in words.
pub(super) fn state_word(reader: &Reader, state: ReviewState) -> String {
    match state {
        ReviewState::Question => reader.texts.say("review-question"),
        ReviewState::Outdated => reader.texts.say("review-outdated"),
        ReviewState::Unmarked => reader.texts.say("review-unmarked"),
        ReviewState::Seen => reader.texts.say("review-seen"),
        ReviewState::Accepted => reader.texts.say("review-accepted"),
        ReviewState::Gone => reader.texts.say("review-gone"),
    }
}

fn shape(verdict: Verdict) -> Shape {
    match verdict {
        Verdict::Violated => Shape::Ended,
        Verdict::Undetermined | Verdict::NotRegulated | Verdict::NotApplicable => Shape::Dashed,
        Verdict::Pending => Shape::Ring,
        Verdict::Holding => Shape::Half,
        Verdict::Satisfied | Verdict::Discharged => Shape::Done,
        Verdict::Waived => Shape::Again,
    }
}

fn class(one: &Obligation) -> &'static str {
    match one.finding.verdict {
        _ if one.finding.is_hint() => "hinted",
        Verdict::Violated => "broken",
        Verdict::Undetermined => "unclear",
        Verdict::Pending => "to-do",
        Verdict::Waived => "waived",
        _ => "kept",
    }
}
