//! Where cases stand, at which office, and what is late, in words.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::words::Words;
use wenze_projections::overview::{self, Cell, Standing, StandingQuery};
use wenze_projections::worklist::Matter;

use crate::opening::{Texts, Wanted};
use crate::views::boards::Coded;
use crate::views::deadlines::DUE_SOON_DAYS;
use crate::views::lists::Page;
use crate::views::procedure::rulebook_lang;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// Most numbers of the matrix.
pub const OVERVIEW_CELLS_MAX: i64 = 2_000;
/// Most rules with an alarm.
pub const ALARMS_MAX: i64 = 100;

/// How many cases stand where.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// By stage and office.
    pub cells: Vec<OverviewCell>,
    /// Rules of which something is late or soon will be, the worst first.
    pub alarms: Vec<AlarmView>,
}

/// How many cases stand at a stage with a duty at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverviewCell {
    /// The machine of the stage.
    pub machine: String,
    /// The stage.
    pub stage: Coded,
    /// The office; none for cases in which no duty is open.
    pub organ: Option<Uuid>,
    /// Its name.
    pub organ_name: Option<String>,
    /// How many.
    pub cases: i64,
    /// The first day of the one that began first.
    pub oldest: Option<NaiveDate>,
    /// In how many something is overdue.
    pub overdue: i64,
}

/// A rule of which something is late or soon will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlarmView {
    /// The rulebook, `id@version`.
    pub rulebook: String,
    /// The rule.
    pub rule: String,
    /// What it says, where this program still has the release.
    pub title: Option<String>,
    /// Where it stands in the law, likewise.
    pub article: Option<String>,
    /// How much a violation weighs.
    pub severity: String,
    /// How many duties are overdue.
    pub overdue: i64,
    /// How many end soon.
    pub soon: i64,
    /// In how many cases, each counted once for each office.
    pub cases: i64,
    /// The day that is or was due first.
    pub first_due: Option<NaiveDate>,
}

/// Which cases are listed behind a number.
#[derive(Debug, Clone, Default)]
pub struct StandingAsked {
    /// At this stage: machine and state.
    pub stage: Option<(String, String)>,
    /// With a duty at this office; `Some(None)` for cases in which none is open.
    pub organ: Option<Option<Uuid>>,
    /// With something late or due soon under this rule: release and id.
    pub rule: Option<(String, String)>,
    /// With something overdue.
    pub overdue: bool,
}

/// A case behind a number.
#[derive(Debug, Clone, Serialize)]
pub struct StandingView {
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
    /// Who it is about, where the names may be read.
    pub subjects: Vec<Option<String>>,
    /// How many more it is about.
    pub more_subjects: usize,
    /// The office with the duty.
    pub organ: Option<Uuid>,
    /// Its name.
    pub organ_name: Option<String>,
    /// The first day of the case.
    pub began_on: Option<NaiveDate>,
    /// The day that is or was due first.
    pub due: Option<NaiveDate>,
    /// Whether something is overdue.
    pub overdue: bool,
}

impl Casework {
    /// How many cases stand where at a moment, and what is late.
    pub async fn overview(&self, at: DateTime<Utc>, words: &'static Words) -> Result<Overview, Error> {
        let (pool, hidden) = (self.inner.views.pool(), self.hidden_ids());
        let cells = overview::matrix(pool, at, &hidden, OVERVIEW_CELLS_MAX).await?;
        let alarms = overview::alarms(pool, at, soon(at), &hidden, ALARMS_MAX).await?;
        let names = self.names(&cells.iter().filter_map(|cell| cell.organ).collect()).await?;
        let lang = rulebook_lang(words);
        let (titles, articles) = (self.titles(at, lang), self.articles(at, lang));
        let alarm = |one: overview::Alarm| {
            let rule = (one.release, one.rule);
            let (title, article) = (titles.get(&rule).cloned(), articles.get(&rule).cloned());
            let (severity, first_due) = (one.severity, one.first_due);
            let (overdue, soon, cases) = (one.overdue, one.soon, one.cases);
            AlarmView { rulebook: rule.0, rule: rule.1, title, article, severity, overdue, soon, cases, first_due }
        };
        Ok(Overview {
            cells: cells.into_iter().map(|one| cell(one, &names, words)).collect(),
            alarms: alarms.into_iter().map(alarm).collect(),
        })
    }

    /// The cases behind a number of the overview, the one that began first first.
    pub async fn overview_cases(
        &self,
        asked: &StandingAsked,
        at: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Page<StandingView>, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let query = StandingQuery {
            now: at,
            soon: soon(at),
            hidden: self.hidden_ids(),
            stage: asked.stage.clone(),
            organ: asked.organ,
            rule: asked.rule.clone(),
            overdue: asked.overdue,
            after: cursor.map(|cursor| self.standing_after(cursor)).transpose()?,
            limit: i64::from(limit) + 1,
        };
        let mut rows = overview::cases(self.inner.views.pool(), &query).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.standing_cursor(last));
        let names = self.names(&rows.iter().filter_map(|row| row.organ).collect::<HashSet<_>>()).await?;
        let mut wanted = Wanted::default();
        let read: Vec<(Standing, Matter)> = rows
            .into_iter()
            .map(|mut row| {
                let matter: Matter = serde_json::from_value(row.matter.take()).unwrap_or_default();
                matter.subjects.iter().filter_map(|subject| subject.name).for_each(|name| wanted.at(name));
                (row, matter)
            })
            .collect();
        let texts = self.open(&wanted).await?;
        let view = |(row, matter)| standing(row, matter, &texts, &names, words);
        Ok(Page { items: read.into_iter().map(view).collect(), next })
    }

    /// A cursor hides case and first day of the last row; its office stands there as it is, for the list says it anyway.
    fn standing_cursor(&self, last: &Standing) -> String {
        let (began, case, organ) = last.cursor();
        let days = (began - NaiveDate::default()).num_days();
        format!("{}.{organ}", self.hide("standing", days, case))
    }

    fn standing_after(&self, cursor: &str) -> Result<(NaiveDate, Uuid, Uuid), Error> {
        let bad = || Error::BadToken("standing");
        let (hidden, organ) = cursor.split_once('.').ok_or_else(bad)?;
        let (days, case) = self.reveal("standing", hidden)?;
        let began = Duration::try_days(days).and_then(|days| NaiveDate::default().checked_add_signed(days));
        Ok((began.ok_or_else(bad)?, case, Uuid::try_parse(organ).map_err(|_| bad())?))
    }
}

fn soon(at: DateTime<Utc>) -> DateTime<Utc> {
    at + Duration::days(DUE_SOON_DAYS)
}

fn cell(cell: Cell, names: &HashMap<Uuid, String>, words: &Words) -> OverviewCell {
    OverviewCell {
        stage: Coded { words: words.state(&cell.machine, &cell.stage), code: cell.stage },
        machine: cell.machine,
        organ_name: cell.organ.and_then(|id| names.get(&id).cloned()),
        organ: cell.organ,
        cases: cell.cases,
        oldest: cell.oldest,
        overdue: cell.overdue,
    }
}

fn standing(
    row: Standing,
    matter: Matter,
    texts: &Texts,
    names: &HashMap<Uuid, String>,
    words: &Words,
) -> StandingView {
    let name = |at: Option<wenze_domain::case::PartAt>| at.and_then(|at| texts.text(at)).map(str::to_owned);
    let of_organ = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    StandingView {
        case: row.case_id,
        number: matter.number,
        designation: matter.designation,
        stage: Coded { words: words.state(&matter.machine, &matter.stage), code: matter.stage },
        machine: matter.machine,
        subjects: matter.subjects.iter().map(|subject| name(subject.name)).collect(),
        more_subjects: matter.more_subjects,
        organ_name: of_organ(row.organ),
        organ: row.organ,
        began_on: matter.began_on,
        due: row.due_on,
        overdue: row.overdue,
    }
}
