//! A task as one row: when, what, in which case, and why.

use wenze_casework::TaskView;
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

use crate::parts::{StateTag, When};
use crate::reader::{Reader, address};
use crate::seen::may_begin;
use crate::shape::Shape;

/// One row.
pub(super) struct Row {
    pub(super) due: Option<When>,
    /// How much of the time is left, or how it stands.
    pub(super) left: StateTag,
    pub(super) is_over: bool,
    /// What would do, each with the form for it; in `done` what did.
    pub(super) acts: Vec<Act>,
    /// Why the reader may not do some of them himself.
    pub(super) barred: Vec<String>,
    /// What the rule says.
    pub(super) title: Option<String>,
    /// Where the rule stands.
    pub(super) article: Option<String>,
    pub(super) case: String,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) stage: StateTag,
    pub(super) people: Vec<String>,
    pub(super) more: Option<String>,
    pub(super) age: Option<String>,
    pub(super) last: Option<String>,
    pub(super) last_on: Option<When>,
    /// Who was in charge and holds no role any more.
    pub(super) left_by: Option<String>,
    /// What to take heed of.
    pub(super) flags: Vec<String>,
}

/// An act that would discharge the task.
pub(super) struct Act {
    pub(super) word: String,
    /// Its form, with the objects of the task filled in; none where it was done, or is another role's.
    pub(super) href: Option<String>,
}

impl Row {
    pub(super) fn new(reader: &Reader, task: &TaskView) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let case = format!("/cases/{}", task.case);
        let is_done = matches!(task.state.code.as_str(), "done" | "done_late");
        let acts = task.acts.iter().map(|act| Act {
            word: act.words.clone(),
            href: Kind::parse(&act.code)
                .filter(|kind| !is_done && may_begin(reader, *kind) && !is_barred(task, *kind))
                .map(|_| form(task, &act.code)),
        });
        let last = task.last.as_ref();
        let people = task.subjects.iter().map(|one| {
            let name = one.name.clone().or_else(|| one.organ_name.clone());
            name.unwrap_or_else(|| texts.say("name-withheld"))
        });
        Self {
            due: task.due.map(|due| When::occurred(words, &Occurred::on(PartialDate::day(due)))),
            left: left(reader, task),
            is_over: matches!(task.state.code.as_str(), "overdue" | "done_late"),
            acts: acts.collect(),
            barred: barred(task),
            title: task.title.clone(),
            article: task.article.clone().filter(|article| !article.is_empty()),
            number: task.number.clone().unwrap_or_else(|| texts.say("number-none")),
            kind: words.refs_role(&task.designation),
            stage: StateTag::new(words, &task.machine, &task.stage.code),
            people: people.collect(),
            more: (task.more_subjects > 0).then(|| texts.tell("work-more", [("people", task.more_subjects.into())])),
            age: task.age_days.map(|days| texts.tell("work-age", [("days", days.into())])),
            last: last.map(|last| last.kind.words.clone()),
            last_on: last.map(|last| When::instant(words, last.recorded_at)),
            left_by: task.holder_left.then(|| left_by(reader, task)),
            flags: task.flags.iter().map(|flag| flag.words.clone()).collect(),
            case,
        }
    }
}

fn left_by(reader: &Reader, task: &TaskView) -> String {
    let name = task.person_name.clone().unwrap_or_else(|| reader.texts.say("name-withheld"));
    reader.texts.tell("work-holder-left", [("name", name.into())])
}

fn is_barred(task: &TaskView, kind: Kind) -> bool {
    task.barred.iter().any(|one| one.act.code == kind.as_str())
}

/// The reasons, each once: several acts may be barred for the same.
fn barred(task: &TaskView) -> Vec<String> {
    let mut reasons: Vec<String> = task.barred.iter().map(|one| one.reason.clone()).collect();
    reasons.dedup();
    reasons
}

/// The form of an act, about the objects of the task.
fn form(task: &TaskView, kind: &str) -> String {
    let objects: Vec<(&str, &str)> = task.instance.iter().map(|(role, id)| (role.as_str(), id.as_str())).collect();
    address(&format!("/cases/{}/record/{kind}", task.case), &objects)
}

fn left(reader: &Reader, task: &TaskView) -> StateTag {
    let texts = reader.texts;
    let shape = match task.state.code.as_str() {
        "overdue" => Shape::Full,
        "due_soon" => Shape::ThreeQuarters,
        "stopped" => Shape::Paused,
        "done" | "done_late" => Shape::Done,
        _ => Shape::Ring,
    };
    let days = task.days_left.filter(|_| matches!(task.state.code.as_str(), "running" | "due_soon" | "overdue"));
    let word = match days {
        Some(0) => texts.say("work-today"),
        Some(days @ 1..) => texts.tell("work-left", [("days", days.into())]),
        Some(days) => texts.tell("work-over", [("days", (-days).into())]),
        None => task.state.words.clone(),
    };
    StateTag::made(shape, word)
}
