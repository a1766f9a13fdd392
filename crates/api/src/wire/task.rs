//! Tasks of a work list.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{BarredAct, LastActView, TabCount, TaskSubject, TaskView, Worklist};

use super::boards::{CodeItem, code};

/// A page of a work list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskPage {
    /// How much stands in each tab of the list.
    counts: Vec<TabItem>,
    /// The tasks.
    items: Vec<TaskItem>,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
}

/// How much stands in a tab.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TabItem {
    /// The tab.
    tab: CodeItem,
    /// How many tasks.
    tasks: i64,
    /// Whether there are more than were counted.
    more: bool,
}

/// A task.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskItem {
    /// The case.
    case: Uuid,
    /// Number of the filing, or of the first report in the register.
    number: Option<String>,
    /// Where the case stands.
    stage: TaskStage,
    /// Who it is about.
    subjects: Vec<SubjectItem>,
    /// How many more it is about.
    more_subjects: usize,
    /// The first day that any of its acts bears.
    began_on: Option<NaiveDate>,
    /// Days since then.
    age_days: Option<i64>,
    /// The last act of the case.
    last: Option<LastActItem>,
    /// The obligation; null for a paper that no rule sets a time for.
    obligation: Option<Uuid>,
    /// Where its derivation is.
    derivation: Option<String>,
    /// The rulebook, `id@version`.
    rulebook: Option<String>,
    /// The rule.
    rule: Option<String>,
    /// What it says.
    title: Option<String>,
    /// How much a violation weighs.
    severity: Option<String>,
    /// The objects it is about, role → id.
    instance: BTreeMap<String, String>,
    /// The act that started it.
    trigger: Option<Uuid>,
    /// Kinds of act that would do; in `done` the one that did.
    acts: Vec<CodeItem>,
    /// Those of them that whoever asks may not do himself because of what he did on the case before, each with the reason.
    barred: Vec<BarredItem>,
    /// The last day; null where the text gives no figure or the clock stands still.
    due: Option<NaiveDate>,
    /// The instant at which it is over.
    due_at: Option<DateTime<Utc>>,
    /// Days until the last day; less than zero when it is over.
    days_left: Option<i64>,
    /// `running`, `due_soon`, `overdue`, `stopped`, `no_figure`, `submitted`, `done` or `done_late`.
    state: CodeItem,
    /// Since when it is known that it stands so.
    since: DateTime<Utc>,
    /// Whose it is; who submitted or did it.
    person: Option<Uuid>,
    /// The name, where it may be read.
    person_name: Option<String>,
    /// The office whose it is; for which it was submitted or done.
    office: Option<Uuid>,
    /// Its name.
    office_name: Option<String>,
    /// Whether `person` holds no role any more, so that it waits in the pool of the office at which the last one was held.
    holder_left: bool,
    /// The act by which it was submitted or done.
    event: Option<Uuid>,
    /// The calendar of the year was not published yet: the day may move.
    provisional: bool,
    /// The source was not compared with its text.
    remembered: bool,
    /// What to take heed of: `provisional`, `remembered`, `turned`, `recusal`, `restricted`, `supervised`.
    flags: Vec<CodeItem>,
    /// The same in one line.
    words: String,
}

/// An act that whoever asks may not do himself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BarredItem {
    /// The act.
    act: CodeItem,
    /// Why.
    reason: String,
}

/// Where a case stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskStage {
    /// `report`, `clue` or `case`: what the record may be called.
    designation: String,
    /// The machine of the stage.
    machine: String,
    /// The state there.
    state: String,
    /// Its word.
    words: String,
}

/// Who a task is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubjectItem {
    /// The name, where it may be read.
    name: Option<String>,
    /// A body or a cadre.
    kind: Option<CodeItem>,
    /// The official's entry in the register.
    official: Option<Uuid>,
    /// The organ's.
    organ: Option<Uuid>,
    /// Its name.
    organ_name: Option<String>,
}

/// The last act of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastActItem {
    /// The act.
    event: Uuid,
    /// Its kind.
    kind: CodeItem,
    /// When it happened, as precisely as the papers say.
    on: Option<String>,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
}

impl TaskPage {
    pub(crate) fn of(list: Worklist, next: Option<String>) -> Self {
        let items = list.items.into_iter().map(TaskItem::of).collect();
        Self { counts: list.counts.into_iter().map(tab).collect(), items, next }
    }
}

impl TaskItem {
    fn of(one: TaskView) -> Self {
        let derivation = one.obligation.map(|id| format!("/api/v1/cases/{}/obligations/{id}", one.case));
        Self {
            case: one.case,
            number: one.number,
            stage: TaskStage {
                designation: one.designation,
                machine: one.machine,
                state: one.stage.code,
                words: one.stage.words,
            },
            subjects: one.subjects.into_iter().map(subject).collect(),
            more_subjects: one.more_subjects,
            began_on: one.began_on,
            age_days: one.age_days,
            last: one.last.map(last),
            obligation: one.obligation,
            derivation,
            rulebook: one.rulebook,
            rule: one.rule,
            title: one.title,
            severity: one.severity,
            instance: one.instance,
            trigger: one.trigger,
            acts: one.acts.into_iter().map(CodeItem::from).collect(),
            barred: one.barred.into_iter().map(barred).collect(),
            due: one.due,
            due_at: one.due_at,
            days_left: one.days_left,
            state: CodeItem::from(one.state),
            since: one.since,
            person: one.person,
            person_name: one.person_name,
            office: one.office,
            office_name: one.office_name,
            holder_left: one.holder_left,
            event: one.event_id,
            provisional: one.provisional,
            remembered: one.remembered,
            flags: one.flags.into_iter().map(CodeItem::from).collect(),
            words: one.words,
        }
    }
}

fn tab(one: TabCount) -> TabItem {
    TabItem { tab: CodeItem::from(one.tab), tasks: one.tasks, more: one.more }
}

fn barred(one: BarredAct) -> BarredItem {
    BarredItem { act: CodeItem::from(one.act), reason: one.reason }
}

fn subject(one: TaskSubject) -> SubjectItem {
    SubjectItem {
        name: one.name,
        kind: code(one.kind),
        official: one.official,
        organ: one.organ,
        organ_name: one.organ_name,
    }
}

fn last(one: LastActView) -> LastActItem {
    LastActItem { event: one.event_id, kind: CodeItem::from(one.kind), on: one.on, recorded_at: one.recorded_at }
}
