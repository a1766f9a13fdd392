//! One item of rectification as a row: what is wrong, who is responsible, until when, and how hard it is pressed for.

use askama::Template;
use askama::filters::HtmlSafe;
use wenze_casework::{BoardItem, ItemView};
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;

use crate::due::Due;
use crate::forms::Act;
use crate::parts::{LongText, StateTag, When};
use crate::reader::Reader;

/// Steps of the ladder, the letter counted.
const RUNGS: i16 = 6;

/// One row.
pub(super) struct Row {
    pub(super) case: String,
    pub(super) number: String,
    pub(super) problem: Option<LongText>,
    pub(super) kind: Option<String>,
    pub(super) unit: String,
    pub(super) person: Option<String>,
    pub(super) state: StateTag,
    pub(super) ordered: Option<When>,
    pub(super) due: Option<Due>,
    /// Accepted on.
    pub(super) accepted: Option<When>,
    pub(super) ladder: Ladder,
    /// How often it was sent back.
    pub(super) rejections: Option<String>,
    pub(super) next: Vec<Act>,
}

/// Where an item stands on the ladder of pressing for it.
#[derive(Template)]
#[template(path = "part/ladder.html")]
pub(super) struct Ladder {
    /// Which step of how many, in words.
    pub(super) place: String,
    /// What was taken last.
    pub(super) step: String,
    pub(super) on: Option<When>,
    /// The steps taken, for the drawing.
    pub(super) taken: i16,
    pub(super) rungs: i16,
}

impl Row {
    pub(super) fn new(reader: &Reader, one: &BoardItem) -> Self {
        let (words, texts, item) = (reader.words, reader.texts, &one.item);
        let due = item.due_on.as_deref().and_then(PartialDate::parse).filter(|_| !item.accepted);
        let rejections = item.rejections > 0;
        Self {
            case: format!("/cases/{}", one.case),
            number: one.number.clone().unwrap_or_else(|| reader.short_id(one.case)),
            problem: item.problem.as_deref().map(LongText::new),
            kind: item.kind.as_ref().map(|kind| kind.words.clone()),
            unit: item.unit_name.clone().unwrap_or_else(|| words.not_recorded()),
            person: item.person_name.clone(),
            state: StateTag::new(words, "item", item.state.as_ref().map_or("none", |state| state.code.as_str())),
            ordered: date(reader, item.ordered_on.as_deref()),
            due: due.map(|due| Due::open(reader, due.last_day())),
            accepted: date(reader, item.accepted_on.as_deref()),
            ladder: Ladder::new(reader, item),
            rejections: rejections.then(|| texts.tell("items-rejected", [("times", item.rejections.into())])),
            next: next(reader, one),
        }
    }
}

// Made by its own template, which escapes what it is given.
impl HtmlSafe for Ladder {}

impl Ladder {
    pub(super) fn new(reader: &Reader, item: &ItemView) -> Self {
        let texts = reader.texts;
        let last = item.steps.last();
        let step =
            last.map(|step| step.step.as_ref().map_or_else(|| texts.say("ladder-letter"), |step| step.words.clone()));
        Self {
            place: texts.tell("ladder-place", [("place", item.ladder.into()), ("of", RUNGS.into())]),
            step: step.unwrap_or_else(|| texts.say("ladder-none")),
            on: last.and_then(|step| date(reader, step.taken_on.as_deref())),
            taken: item.ladder,
            rungs: RUNGS,
        }
    }

    /// The places of the rungs, and whether each was reached.
    pub(super) fn drawn(&self) -> Vec<(i16, bool)> {
        (1..=self.rungs).map(|rung| (rung, rung <= self.taken)).collect()
    }
}

/// A date of the board.
pub(super) fn date(reader: &Reader, day: Option<&str>) -> Option<When> {
    day.and_then(PartialDate::parse).map(|day| When::date(reader.words, day))
}

/// What comes next: what is claimed is inspected and accepted or sent back; what is late is pressed for.
fn next(reader: &Reader, one: &BoardItem) -> Vec<Act> {
    let item = one.item.id.to_string();
    let state = one.item.state.as_ref().map_or("", |state| state.code.as_str());
    let kinds: &[Kind] = match state {
        "accepted" => &[],
        "claimed" => &[Kind::RectificationInspected, Kind::RectificationRejected],
        "inspected" => &[Kind::RectificationAccepted, Kind::RectificationRejected],
        _ if one.item.overdue && one.item.letters > 0 => &[Kind::EscalationStepTaken, Kind::SupervisionLetterIssued],
        _ if one.item.overdue => &[Kind::SupervisionLetterIssued],
        _ => &[Kind::RectificationProgressReported, Kind::RectificationClaimed],
    };
    kinds.iter().map(|kind| Act::new(reader, one.case, kind.as_str(), &[("item", &item)])).collect()
}
