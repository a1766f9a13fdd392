//! What a person has to do, and what an office has to take up, in words.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, RespondentKind};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;
use wenze_domain::words::Words;
use wenze_projections::worklist::{self, COUNTED_MAX, LastAct, Matter, Subject, TaskRow, WorkQuery};

use crate::opening::{Texts, Wanted};
use crate::views::boards::Coded;
use crate::views::deadlines::DUE_SOON_DAYS;
use crate::views::procedure::{obligation_id, rulebook_lang};
use crate::{Casework, Error, PAGE_ROWS_MAX};

pub use wenze_projections::worklist::{Tab as WorkTab, Whose};

mod approvals;
mod gone_up;
mod kept_apart;
mod left;

pub use approvals::{APPROVALS_MAX, ApprovalView, Checks};
pub use left::{LEAVING_MAX, LEFT_SHOWN_MAX, Leaving, ROLES_END_SOON_DAYS};

use left::Part;

/// Which list, as it stands at which moment.
#[derive(Debug, Clone, Copy)]
pub struct WorklistAsked {
    /// Whose.
    pub whose: Whose,
    /// Which tab of it.
    pub tab: WorkTab,
    /// The moment, not before the last acts of the cases: the list tells what is to be done from now on.
    pub at: DateTime<Utc>,
}

/// A page of a work list, and how much stands in each of its tabs.
#[derive(Debug, Clone, Serialize)]
pub struct Worklist {
    /// The tabs.
    pub counts: Vec<TabCount>,
    /// The tasks.
    pub items: Vec<TaskView>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// How much stands in a tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TabCount {
    /// The tab.
    pub tab: Coded,
    /// How many tasks.
    pub tasks: i64,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// A task.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    /// The case.
    pub case: Uuid,
    /// Number of the filing, or of the first report in the register.
    pub number: Option<String>,
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// The machine of the stage.
    pub machine: String,
    /// The stage.
    pub stage: Coded,
    /// Who it is about.
    pub subjects: Vec<TaskSubject>,
    /// How many more it is about.
    pub more_subjects: usize,
    /// The first day any of its acts bears.
    pub began_on: Option<NaiveDate>,
    /// Days since then.
    pub age_days: Option<i64>,
    /// The last act.
    pub last: Option<LastActView>,
    /// The obligation, as addresses under the case name it; none for a paper that no rule sets a time for.
    pub obligation: Option<Uuid>,
    /// The rulebook, `id@version`.
    pub rulebook: Option<String>,
    /// The rule.
    pub rule: Option<String>,
    /// What it says, where this program still has the release.
    pub title: Option<String>,
    /// Where it stands in the law, likewise.
    pub article: Option<String>,
    /// How much a violation weighs.
    pub severity: Option<String>,
    /// The objects it is about, role → id.
    pub instance: BTreeMap<String, String>,
    /// The act that started it.
    pub trigger: Option<Uuid>,
    /// Kinds of act that would do; what was done in the tab of what is done.
    pub acts: Vec<Coded>,
    /// Those of them that whoever reads may not do himself, each with the reason.
    pub barred: Vec<BarredAct>,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// The instant at which it is over.
    pub due_at: Option<DateTime<Utc>>,
    /// Days until the last day; less than zero when it is over.
    pub days_left: Option<i64>,
    /// How it stands.
    pub state: Coded,
    /// Since when it is known that it stands so.
    pub since: DateTime<Utc>,
    /// Whose it is; who submitted or did it.
    pub person: Option<Uuid>,
    /// The name, where it may be read.
    pub person_name: Option<String>,
    /// The office whose it is; for which it was submitted or done.
    pub office: Option<Uuid>,
    /// Its name.
    pub office_name: Option<String>,
    /// Whether the person holds no role any more, so that it waits in the office's pool.
    pub holder_left: bool,
    /// The act by which it was submitted or done.
    pub event_id: Option<Uuid>,
    /// The calendar of the year was not published yet.
    pub provisional: bool,
    /// The source was not compared with its text.
    pub remembered: bool,
    /// What to take heed of.
    pub flags: Vec<Coded>,
    /// The same in one line.
    pub words: String,
}

/// An act that somebody may not do himself because of what he did before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarredAct {
    /// The kind of act.
    pub act: Coded,
    /// Why, in words.
    pub reason: String,
}

/// Who a task is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskSubject {
    /// The name, where it may be read.
    pub name: Option<String>,
    /// A body or a cadre.
    pub kind: Option<Coded>,
    /// The official's entry in the register.
    pub official: Option<Uuid>,
    /// The organ's.
    pub organ: Option<Uuid>,
    /// Its name.
    pub organ_name: Option<String>,
}

/// The last act of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastActView {
    /// The act.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: Coded,
    /// When it happened, as precisely as the papers say.
    pub on: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// What rows are told with.
struct Telling<'t> {
    at: DateTime<Utc>,
    texts: Texts,
    names: HashMap<Uuid, String>,
    titles: HashMap<(String, String), String>,
    articles: HashMap<(String, String), String>,
    words: &'t Words,
}

impl Casework {
    /// The work list of a person or an office as it stands at a moment, page by page.
    pub async fn worklist(
        &self,
        asked: &WorklistAsked,
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Worklist, Error> {
        let parts = self.parts_of(asked.whose, asked.at).await?;
        self.listed_of(asked, &parts, cursor, limit, words).await
    }

    /// The same of lists that are one.
    async fn listed_of(
        &self,
        asked: &WorklistAsked,
        parts: &[Part],
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Worklist, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|cursor| self.task_after(cursor)).transpose()?;
        let WorklistAsked { whose, tab, at } = *asked;
        let pool = self.inner.views.pool();
        let mut rows = Vec::new();
        let mut counted = [0; 4];
        let hidden = self.hidden_ids();
        for part in parts {
            let (after, limit) = (after.clone(), i64::from(limit) + 1);
            let duties_only = part.left_by().is_some();
            let query = WorkQuery { whose, tab, at, after, limit, hidden: hidden.clone(), duties_only };
            rows.extend(self.page_of(*part, query).await?);
            let counts = worklist::counts(pool, part.whose, at, &hidden, duties_only).await?;
            let belongs = whose.tabs().map(|tab| part.tab(tab).is_some());
            let counts = counts.into_iter().zip(belongs).map(|((_, tasks), belongs)| if belongs { tasks } else { 0 });
            counted.iter_mut().zip(counts).for_each(|(known, tasks)| *known += tasks);
        }
        rows.sort_by_key(TaskRow::cursor);
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.task_cursor(last));
        let counts = whose.tabs().into_iter().zip(counted).map(|(tab, tasks)| count(tab, tasks, words)).collect();
        let (rows, telling) = self.told_with(rows, at, words).await?;
        let mut items: Vec<TaskView> = rows.into_iter().map(|(row, matter)| telling.task(row, matter)).collect();
        let left: HashSet<Uuid> = parts.iter().filter_map(|part| part.left_by()).collect();
        let is_left = |task: &TaskView| task.office.is_none() && task.person.is_some_and(|one| left.contains(&one));
        for task in &mut items {
            task.holder_left = is_left(task);
        }
        if tab != WorkTab::Done {
            self.hold_tasks_apart(&mut items, words).await?;
        }
        Ok(Worklist { counts, items, next })
    }

    /// What somebody who leaves holds and must hand over, or left behind: what he has to do, what he submitted and what of his waits,
    /// as it stands now; the first rows of each, and how many there are.
    pub async fn open_duties(&self, person: Uuid, words: &'static Words) -> Result<Worklist, Error> {
        let (whose, at) = (Whose::Person(person), Utc::now());
        let mut duties = Worklist { counts: Vec::new(), items: Vec::new(), next: None };
        let entries = self.entries_or_alone(person).await?;
        let parts: Vec<Part> = entries.into_iter().map(|entry| Part::whole(Whose::Person(entry))).collect();
        for tab in [WorkTab::Todo, WorkTab::Submitted, WorkTab::Waiting] {
            let asked = WorklistAsked { whose, tab, at };
            let list = self.listed_of(&asked, &parts, None, PAGE_ROWS_MAX, words).await?;
            duties.counts = list.counts;
            duties.items.extend(list.items);
        }
        duties.counts.retain(|count| count.tab.code != WorkTab::Done.as_str());
        Ok(duties)
    }

    /// What the rows show besides: texts with one query, names of the register, what rules are called.
    async fn told_with<'w>(
        &self,
        rows: Vec<TaskRow>,
        at: DateTime<Utc>,
        words: &'w Words,
    ) -> Result<(Vec<(TaskRow, Matter)>, Telling<'w>), Error> {
        let mut wanted = Wanted::default();
        let mut ids: HashSet<Uuid> = HashSet::new();
        let mut read = Vec::with_capacity(rows.len());
        for mut row in rows {
            let matter: Matter = serde_json::from_value(row.matter.take()).unwrap_or_default();
            matter.subjects.iter().filter_map(|subject| subject.name).for_each(|name| wanted.at(name));
            ids.extend(matter.subjects.iter().filter_map(|subject| subject.organ));
            ids.extend(row.person.into_iter().chain(row.office));
            read.push((row, matter));
        }
        let texts = self.open(&wanted).await?;
        let names = self.names(&ids).await?;
        let lang = rulebook_lang(words);
        let (titles, articles) = (self.titles(at, lang), self.articles(at, lang));
        Ok((read, Telling { at, texts, names, titles, articles, words }))
    }

    /// A cursor hides place and case of the last task; its name says nothing more than they.
    fn task_cursor(&self, last: &TaskRow) -> String {
        let (place, case, task) = last.cursor();
        format!("{}.{task}", self.hide("worklist", place, case))
    }

    fn task_after(&self, cursor: &str) -> Result<(i64, Uuid, String), Error> {
        let (hidden, task) = cursor.split_once('.').ok_or(Error::BadToken("worklist"))?;
        let (place, case) = self.reveal("worklist", hidden)?;
        Ok((place, case, task.to_owned()))
    }
}

fn count(tab: WorkTab, tasks: i64, words: &Words) -> TabCount {
    let code = tab.as_str().to_owned();
    let tab = Coded { words: words.message(&format!("worklist-{code}"), &[]), code };
    TabCount { tab, tasks: tasks.min(COUNTED_MAX), more: tasks > COUNTED_MAX }
}

impl Telling<'_> {
    fn task(&self, row: TaskRow, matter: Matter) -> TaskView {
        let own = [("provisional", row.provisional), ("remembered", row.remembered), ("turned", row.turned)];
        let flags = self.flags(&own, &matter);
        let name = |id: Option<Uuid>| id.and_then(|id| self.names.get(&id).cloned());
        let kinds: Vec<String> = serde_json::from_value(row.acts).unwrap_or_default();
        let today = office_day(self.at);
        let rule = row.release.clone().zip(row.rule.clone());
        let of_rule = |told: &HashMap<_, String>| rule.as_ref().and_then(|rule| told.get(rule).cloned());
        let (title, article) = (of_rule(&self.titles), of_rule(&self.articles));
        let mut task = TaskView {
            case: row.case_id,
            number: matter.number,
            designation: matter.designation,
            stage: Coded { words: self.words.state(&matter.machine, &matter.stage), code: matter.stage },
            machine: matter.machine,
            subjects: matter.subjects.into_iter().map(|subject| self.subject(subject)).collect(),
            more_subjects: matter.more_subjects,
            began_on: matter.began_on,
            age_days: matter.began_on.map(|began| (today - began).num_days()),
            last: matter.last.map(|last| self.last(last)),
            obligation: row.obligation.as_deref().map(obligation_id),
            rulebook: row.release,
            rule: row.rule,
            title,
            article,
            severity: row.severity,
            instance: serde_json::from_value(row.instance).unwrap_or_default(),
            trigger: row.trigger_id,
            acts: kinds.into_iter().map(|kind| self.kind(kind)).collect(),
            barred: Vec::new(),
            due: row.due_on,
            due_at: row.due_at,
            days_left: row.due_on.map(|due| (due - today).num_days()),
            state: self.state(row.standing, row.due_at),
            since: row.since,
            person_name: name(row.person),
            person: row.person,
            office_name: name(row.office),
            office: row.office,
            holder_left: false,
            event_id: row.event_id,
            provisional: row.provisional,
            remembered: row.remembered,
            flags,
            words: String::new(),
        };
        task.words = self.line(&task);
        task
    }

    /// What runs is due soon when its last days have begun.
    fn state(&self, standing: String, due_at: Option<DateTime<Utc>>) -> Coded {
        let is_soon = due_at.is_some_and(|due| due <= self.at + Duration::days(DUE_SOON_DAYS));
        let code = if standing == "running" && is_soon { "due_soon".to_owned() } else { standing };
        Coded { words: self.words.message(&format!("task-{code}"), &[]), code }
    }

    fn flags(&self, own: &[(&str, bool)], matter: &Matter) -> Vec<Coded> {
        let of_case =
            [("recusal", matter.recusal), ("restricted", matter.restricted), ("supervised", matter.supervised)];
        let raised = own.iter().chain(&of_case).filter(|(_, is_raised)| *is_raised);
        let coded =
            |code: &str| Coded { words: self.words.message(&format!("task-flag-{code}"), &[]), code: code.to_owned() };
        raised.map(|(code, _)| coded(code)).collect()
    }

    fn subject(&self, subject: Subject) -> TaskSubject {
        TaskSubject {
            name: subject.name.and_then(|at| self.texts.text(at)).map(str::to_owned),
            kind: subject.kind.map(|code| Coded { words: self.words.code(RespondentKind::LIST, &code), code }),
            official: subject.official,
            organ_name: subject.organ.and_then(|id| self.names.get(&id).cloned()),
            organ: subject.organ,
        }
    }

    fn last(&self, last: LastAct) -> LastActView {
        LastActView { event_id: last.event_id, kind: self.kind(last.kind), on: last.on, recorded_at: last.recorded_at }
    }

    fn kind(&self, code: String) -> Coded {
        let words = Kind::parse(&code).map_or_else(|| code.clone(), |kind| self.words.kind(kind).to_owned());
        Coded { code, words }
    }

    fn line(&self, task: &TaskView) -> String {
        let acts: Vec<&str> = task.acts.iter().map(|act| act.words.as_str()).collect();
        let is_running = matches!(task.state.code.as_str(), "running" | "due_soon");
        let over = task.days_left.filter(|left| *left < 0 && task.state.code == "overdue").map(i64::abs);
        let facts = [
            ("state", Some(task.state.words.clone())),
            ("act", Some(acts.join(" / ")).filter(|acts| !acts.is_empty())),
            ("due", task.due.map(|due| self.words.partial_date(PartialDate::day(due)))),
            ("left", task.days_left.filter(|left| is_running && *left >= 0).map(|left| left.to_string())),
            ("over", over.map(|over| over.to_string())),
        ];
        let known: Vec<(&str, String)> = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
        self.words.message("task-line", &known)
    }
}
