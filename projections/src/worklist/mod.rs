//! What is to be done: each open duty in exactly one person's list or exactly one office's pool.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod charge;
mod demand;
mod holder;
mod matter;
mod objects;
mod papers;
mod submission;
mod task;

pub use matter::{LastAct, Matter, Subject};
pub use papers::{PaperQuery, papers};

pub(crate) use holder::organ;
pub(crate) use task::{Stand, Task, Work};

/// How long what was done stays in the list, in days.
pub const DONE_DAYS: i64 = 30;
/// Most tasks of a tab that are counted; where there are more, the count says so.
pub const COUNTED_MAX: i64 = 1_000;

/// A tab of a work list. An open duty stands in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// 待办: a person's own, by due day.
    Todo,
    /// 待领取: of an office, and nobody of it was put in charge.
    Pool,
    /// 已提交待审: it waits for somebody else's decision.
    Submitted,
    /// 挂起/等待: the clock stands still, or somebody outside has to act.
    Waiting,
    /// 已结: done lately.
    Done,
}

impl Tab {
    /// All, in the order in which they are shown.
    const ALL: [Self; 5] = [Self::Todo, Self::Pool, Self::Submitted, Self::Waiting, Self::Done];

    /// As tables, addresses and locales write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Pool => "pool",
            Self::Submitted => "submitted",
            Self::Waiting => "waiting",
            Self::Done => "done",
        }
    }

    /// By its name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.as_str() == text)
    }

    /// Up to which place its tasks count at a moment. What was done stands by the time since then, the last first.
    fn before(self, at: DateTime<Utc>) -> i64 {
        match self {
            Self::Done => -(at - Duration::days(DONE_DAYS)).timestamp_micros(),
            _ => i64::MAX,
        }
    }
}

/// Whose list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A person's.
    Person(Uuid),
    /// An office's.
    Office(Uuid),
}

impl Whose {
    /// The tabs of such a list: what is nobody's yet is an office's, and what is somebody's is no office's to do.
    pub fn tabs(self) -> [Tab; 4] {
        let first = if matches!(self, Self::Person(_)) { Tab::Todo } else { Tab::Pool };
        [first, Tab::Submitted, Tab::Waiting, Tab::Done]
    }
}

/// Which tasks.
#[derive(Debug, Clone)]
pub struct WorkQuery {
    /// Of whom.
    pub whose: Whose,
    /// Of which tab.
    pub tab: Tab,
    /// The moment at which it is asked; rows tell of it from the last act of each case on.
    pub at: DateTime<Utc>,
    /// The last task of the page before: its place, case and name.
    pub after: Option<(i64, Uuid, String)>,
    /// Most rows.
    pub limit: i64,
    /// Cases whose tasks are not listed.
    pub hidden: Vec<Uuid>,
    /// Of a person, without the papers, which stand in the list of an office too.
    pub duties_only: bool,
}

/// A task with the case behind it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the columns are those of procedure_check's schema.sql")]
pub struct TaskRow {
    pub case_id: Uuid,
    pub task: String,
    pub since: DateTime<Utc>,
    pub person: Option<Uuid>,
    pub office: Option<Uuid>,
    pub obligation: Option<String>,
    pub event_id: Option<Uuid>,
    pub trigger_id: Option<Uuid>,
    pub release: Option<String>,
    pub rule: Option<String>,
    pub severity: Option<String>,
    pub standing: String,
    pub instance: Value,
    pub acts: Value,
    pub due_on: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
    pub place: i64,
    pub provisional: bool,
    pub remembered: bool,
    pub turned: bool,
    pub matter: Value,
}

impl TaskRow {
    /// Where the next page goes on.
    pub fn cursor(&self) -> (i64, Uuid, String) {
        (self.place, self.case_id, self.task.clone())
    }
}

/// The tasks of a tab, the one that is due first first; in `submitted` the one that waits longest, in `done` the last one
/// done.
pub async fn page(pool: &PgPool, query: &WorkQuery) -> Result<Vec<TaskRow>> {
    // The first page goes on after a place before all others, so that the index is entered the same way for every page.
    let (place, case, task) = query.after.clone().unwrap_or((i64::MIN, Uuid::nil(), String::new()));
    let (tab, before) = (query.tab.as_str(), query.tab.before(query.at));
    let rows = match query.whose {
        Whose::Person(id) => {
            sqlx::query_file_as!(
                TaskRow,
                "src/worklist/page_of_person.sql",
                id,
                tab,
                query.at,
                before,
                place,
                case,
                task,
                query.limit,
                &query.hidden,
                query.duties_only
            )
            .fetch_all(pool)
            .await
        }
        Whose::Office(id) => {
            sqlx::query_file_as!(
                TaskRow,
                "src/worklist/page_of_office.sql",
                id,
                tab,
                query.at,
                before,
                place,
                case,
                task,
                query.limit,
                &query.hidden
            )
            .fetch_all(pool)
            .await
        }
    };
    Ok(rows?)
}

/// Those of these persons who have something to do at a moment, in the order of their ids, at most so many, with how much it is.
pub async fn holders(
    pool: &PgPool,
    persons: &[Uuid],
    at: DateTime<Utc>,
    hidden: &[Uuid],
    most: i64,
) -> Result<Vec<(Uuid, i64)>> {
    let open: Vec<String> = [Tab::Todo, Tab::Submitted, Tab::Waiting].map(|tab| tab.as_str().to_owned()).into();
    let query = sqlx::query_file!("src/worklist/holders.sql", persons, &open, at, hidden, most);
    Ok(query.fetch_all(pool).await?.into_iter().map(|row| (row.person, row.tasks)).collect())
}

/// How many tasks stand in each tab at a moment, without those of hidden cases, each counted up to one more than
/// [`COUNTED_MAX`]; of a person with `duties_only` without the papers.
pub async fn counts(
    pool: &PgPool,
    whose: Whose,
    at: DateTime<Utc>,
    hidden: &[Uuid],
    duties_only: bool,
) -> Result<Vec<(Tab, i64)>> {
    let shown = whose.tabs();
    let tabs: Vec<String> = shown.iter().map(|tab| tab.as_str().to_owned()).collect();
    let before: Vec<i64> = shown.iter().map(|tab| tab.before(at)).collect();
    let most = COUNTED_MAX + 1;
    let counted: Vec<i64> = match whose {
        Whose::Person(id) => {
            sqlx::query_file_scalar!(
                "src/worklist/counts_of_person.sql",
                id,
                at,
                &tabs,
                &before,
                most,
                hidden,
                duties_only
            )
            .fetch_all(pool)
            .await
        }
        Whose::Office(id) => {
            sqlx::query_file_scalar!("src/worklist/counts_of_office.sql", id, at, &tabs, &before, most, hidden)
                .fetch_all(pool)
                .await
        }
    }?;
    Ok(shown.into_iter().zip(counted).collect())
}
