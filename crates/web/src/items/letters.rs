//! The letters on one item, each with what was answered, and the steps taken since.

use wenze_casework::{AnswerView, BoardItem, LetterView, StepView};
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;

use super::rows::{Ladder, date};
use crate::due::Due;
use crate::forms::Act;
use crate::parts::{LongText, StateTag, When};
use crate::reader::Reader;

/// One item with its letters.
pub(super) struct Letters {
    pub(super) case: String,
    pub(super) number: String,
    pub(super) problem: Option<LongText>,
    pub(super) unit: String,
    pub(super) state: StateTag,
    pub(super) ladder: Ladder,
    #[expect(clippy::struct_field_names, reason = "the template reads best so")]
    pub(super) letters: Vec<Letter>,
    pub(super) steps: Vec<Step>,
    pub(super) next: Vec<Act>,
}

/// One letter.
pub(super) struct Letter {
    pub(super) no: String,
    pub(super) level: Option<String>,
    pub(super) issued: Option<When>,
    /// Until when it asks for an answer, where none came yet.
    pub(super) open: Option<Due>,
    /// The same, where one came.
    pub(super) due: Option<When>,
    pub(super) answers: Vec<Answer>,
}

/// One answer.
pub(super) struct Answer {
    pub(super) act: String,
    pub(super) on: Option<When>,
    pub(super) late: Option<String>,
}

/// One step of the ladder.
pub(super) struct Step {
    pub(super) word: String,
    pub(super) because: Option<String>,
    pub(super) on: Option<When>,
    pub(super) missed: Option<When>,
}

impl Letters {
    pub(super) fn new(reader: &Reader, one: &BoardItem) -> Self {
        let (words, item) = (reader.words, &one.item);
        let id = item.id.to_string();
        let act = |kind: Kind| Act::new(reader, one.case, kind.as_str(), &[("item", &id)]);
        let escalation = [Kind::SupervisionLetterIssued, Kind::EscalationStepTaken];
        Self {
            case: format!("/cases/{}", one.case),
            number: one.number.clone().unwrap_or_else(|| reader.short_id(one.case)),
            problem: item.problem.as_deref().map(LongText::new),
            unit: item.unit_name.clone().unwrap_or_else(|| words.not_recorded()),
            state: StateTag::new(words, "item", item.state.as_ref().map_or("none", |state| state.code.as_str())),
            ladder: Ladder::new(reader, item),
            letters: one.letters.iter().map(|letter| Letter::new(reader, letter)).collect(),
            steps: item.steps.iter().filter(|step| step.step.is_some()).map(|step| Step::new(reader, step)).collect(),
            next: escalation.into_iter().map(act).collect(),
        }
    }
}

impl Letter {
    fn new(reader: &Reader, letter: &LetterView) -> Self {
        let due = letter.due_on.as_deref().and_then(PartialDate::parse);
        let is_open = letter.answers.is_empty();
        Self {
            no: letter.letter_no.clone().unwrap_or_else(|| reader.texts.say("letters-no-number")),
            level: letter.level.as_ref().map(|level| level.words.clone()),
            issued: date(reader, letter.issued_on.as_deref()),
            open: due.filter(|_| is_open).map(|due| Due::open(reader, due.last_day())),
            due: due.filter(|_| !is_open).map(|due| When::date(reader.words, due)),
            answers: letter.answers.iter().map(|answer| Answer::new(reader, answer)).collect(),
        }
    }
}

impl Answer {
    fn new(reader: &Reader, answer: &AnswerView) -> Self {
        let late = answer.late.unwrap_or_default();
        Self {
            act: answer.act.words.clone(),
            on: date(reader, answer.on.as_deref()),
            late: late.then(|| reader.texts.say("letters-late")),
        }
    }
}

impl Step {
    fn new(reader: &Reader, step: &StepView) -> Self {
        Self {
            word: step.step.as_ref().map(|step| step.words.clone()).unwrap_or_default(),
            because: step.because_of.as_ref().map(|cause| cause.words.clone()),
            on: date(reader, step.taken_on.as_deref()),
            missed: date(reader, step.missed_due_on.as_deref()),
        }
    }
}
