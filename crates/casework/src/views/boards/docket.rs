//! The docket: appeals over all cases, with what the rules say of each and who handles it.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Verdict};
use wenze_domain::machine::State;
use wenze_domain::states::AppealState;
use wenze_domain::words::Words;
use wenze_projections::appeal_board::{self, DocketQuery, DocketRow, FindingRow, Line};
use wenze_rulebook::rule::Body;

use super::Coded;
use super::appeals::{AppealView, appeal};
use crate::opening::Wanted;
use crate::views::lists::Page;
use crate::views::procedure::{obligation_id, rulebook_lang};
use crate::{Casework, Error, PAGE_ROWS_MAX};

mod file;
mod story;

pub use file::{AppealFile, OutcomeView};
use story::Story;
pub use story::{AppealPeople, Overlap};

/// Most appeals on one page: of each the history of its case is read.
pub const DOCKET_ROWS_MAX: u32 = 50;

/// A part of the docket. An appeal stands in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocketTab {
    /// To be decided.
    Open,
    /// Decided, and not served yet.
    ToServe,
    /// Over: served, refused, passed on or withdrawn.
    Ended,
}

impl DocketTab {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Open, Self::ToServe, Self::Ended];

    /// As addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ToServe => "to_serve",
            Self::Ended => "ended",
        }
    }

    /// By its name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.as_str() == text)
    }

    fn of(state: AppealState) -> Self {
        match state {
            AppealState::Start | AppealState::Filed | AppealState::Accepted | AppealState::Panel => Self::Open,
            AppealState::Decided | AppealState::Remanded => Self::ToServe,
            AppealState::PassedOn | AppealState::Refused | AppealState::Served | AppealState::Withdrawn => Self::Ended,
        }
    }

    fn states(self) -> Vec<String> {
        let own = AppealState::ALL.iter().filter(|state| Self::of(**state) == self);
        own.map(|state| state.as_str().to_owned()).collect()
    }
}

/// Which appeals.
#[derive(Debug, Clone)]
pub struct DocketAsked {
    /// In which part.
    pub tab: DocketTab,
    /// By which route.
    pub route: Option<String>,
    /// As the rules see it at which moment.
    pub at: DateTime<Utc>,
}

/// An appeal of the docket.
#[derive(Debug, Clone, Serialize)]
pub struct DocketEntry {
    /// The case.
    pub case: Uuid,
    /// Number of its filing.
    pub number: Option<String>,
    /// The appeal.
    pub appeal: AppealView,
    /// What the appellant asks for, where it may be read.
    pub relief: Option<String>,
    /// The time to appeal that was used, or missed, by filing it.
    pub window: Option<RuleStand>,
    /// The time in which it is to be decided.
    pub decide: Option<RuleStand>,
    /// Who handles it, and who of them handled the case before.
    pub people: AppealPeople,
    /// What is to be done next, the first due first.
    pub next: Vec<Coded>,
}

/// How a rule stands with an appeal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleStand {
    /// The obligation, as addresses under the case name it.
    pub obligation: Uuid,
    /// What the rule says, where this program still has the release.
    pub title: Option<String>,
    /// Where it stands, likewise.
    pub article: Option<String>,
    /// The verdict.
    pub verdict: Coded,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// Days late.
    pub late_days: Option<i64>,
    /// The calendar of the year was not published yet.
    pub provisional: bool,
    /// The source was not compared with its text.
    pub remembered: bool,
}

/// A page of the docket.
#[derive(Debug, Clone, Serialize)]
pub struct Docket {
    /// How many stand in each part.
    pub counts: Vec<(String, i64)>,
    /// The appeals, the one that came last first.
    pub entries: Page<DocketEntry>,
}

/// Names of rules, and which of them ask for what.
struct RuleBook {
    titles: HashMap<(String, String), String>,
    articles: HashMap<(String, String), String>,
    windows: HashSet<(String, String)>,
    deciding: HashSet<(String, String)>,
}

impl Casework {
    /// The docket, page by page.
    pub async fn docket(
        &self,
        asked: &DocketAsked,
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Docket, Error> {
        let limit = limit.clamp(1, DOCKET_ROWS_MAX.min(PAGE_ROWS_MAX));
        let pool = self.inner.views.pool();
        let after = cursor.map(|cursor| self.docket_after(cursor)).transpose()?;
        let (states, hidden, route) = (asked.tab.states(), self.hidden_ids(), asked.route.clone());
        let query = DocketQuery { states, route, hidden: hidden.clone(), after, limit: i64::from(limit) + 1 };
        let mut rows = appeal_board::docket(pool, &query).await?;
        let counts = in_tabs(&appeal_board::docket_counts(pool, &hidden).await?);
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.docket_cursor(last));
        let items = self.docket_entries(rows, asked.at, words).await?;
        Ok(Docket { counts, entries: Page { items, next } })
    }

    async fn docket_entries(
        &self,
        rows: Vec<DocketRow>,
        at: DateTime<Utc>,
        words: &'static Words,
    ) -> Result<Vec<DocketEntry>, Error> {
        let cases: BTreeSet<Uuid> = rows.iter().map(|row| row.case_id).collect();
        let appeals: Vec<Uuid> = rows.iter().map(|row| row.appeal).collect();
        let ids: Vec<Uuid> = cases.iter().copied().collect();
        let lines = appeal_board::some(self.inner.views.pool(), &ids, &appeals).await?;
        let mut lines: HashMap<Uuid, Line> = lines.into_iter().map(|line| (line.appeal, line)).collect();
        let histories = self.case_histories(&cases).await?;
        let stories: HashMap<Uuid, Story> = rows
            .iter()
            .filter_map(|row| Some((row.appeal, Story::of(histories.get(&row.case_id)?, row.appeal))))
            .collect();
        let findings = self.docket_findings(at, &ids, lines.values()).await?;
        let mut names: HashSet<Uuid> = stories.values().flat_map(Story::persons).collect();
        names.extend(lines.values().flat_map(|line| [line.handler, line.handling_organ]).flatten());
        let names = self.names(&names).await?;
        let mut wanted = Wanted::default();
        stories.values().filter_map(Story::relief).for_each(|part| wanted.at(part));
        lines.values().filter_map(|line| line.name.as_ref()).for_each(|name| wanted.all_in(name, Uuid::nil()));
        let texts = self.open(&wanted).await?;
        let book = self.rule_book(at, words);
        let entry = |row: DocketRow| {
            let (line, story) = (lines.remove(&row.appeal)?, stories.get(&row.appeal)?);
            let own: Vec<&FindingRow> = findings.iter().filter(|one| is_of(one, &line)).collect();
            let stand =
                |rules: &HashSet<_>| own.iter().find(|one| rules.contains(&key(one))).map(|one| book.stand(one, words));
            Some(DocketEntry {
                case: row.case_id,
                number: row.case_no,
                relief: story.relief().and_then(|at| texts.text(at)).map(str::to_owned),
                window: stand(&book.windows),
                decide: stand(&book.deciding),
                people: story.told(&names, words),
                next: next_acts(&line, &own, words),
                appeal: appeal(line, &texts, &names, words),
            })
        };
        Ok(rows.into_iter().filter_map(entry).collect())
    }

    async fn docket_findings(
        &self,
        at: DateTime<Utc>,
        cases: &[Uuid],
        lines: impl Iterator<Item = &Line>,
    ) -> Result<Vec<FindingRow>, Error> {
        let (mut appeals, mut filings) = (Vec::new(), Vec::new());
        for line in lines {
            appeals.push(line.appeal.to_string());
            filings.extend(line.event_id.map(|id| id.to_string()));
        }
        Ok(appeal_board::findings(self.inner.views.pool(), at, cases, &appeals, &filings).await?)
    }

    fn rule_book(&self, at: DateTime<Utc>, words: &'static Words) -> RuleBook {
        let lang = rulebook_lang(words);
        RuleBook {
            titles: self.titles(at, lang),
            articles: self.articles(at, lang),
            windows: self.rules_that_ask(at, Kind::AppealFiled),
            deciding: self.rules_that_ask(at, Kind::AppealDecided),
        }
    }

    /// The rules that ask for an act of a kind in a time, by release and id.
    pub(crate) fn rules_that_ask(&self, at: DateTime<Utc>, kind: Kind) -> HashSet<(String, String)> {
        let mut found = HashSet::new();
        for book in self.rules().books(at) {
            let asks = |body: &Body| matches!(body, Body::Respond(own) if own.action.kinds.iter().any(|one| &**one == kind.as_str()));
            let own = book.rules.iter().filter(|rule| asks(&rule.body));
            found.extend(own.map(|rule| (book.release(), rule.id.to_string())));
        }
        found
    }

    /// A cursor hides which appeal came last; when it came stands there as it is, for the list says it anyway.
    fn docket_cursor(&self, last: &DocketRow) -> String {
        format!("{}.{}", self.hide("docket", 0, last.appeal), last.came)
    }

    fn docket_after(&self, cursor: &str) -> Result<(String, Uuid), Error> {
        let (hidden, came) = cursor.split_once('.').ok_or(Error::BadToken("docket"))?;
        let (_, appeal) = self.reveal("docket", hidden)?;
        Ok((came.to_owned(), appeal))
    }
}

fn key(one: &FindingRow) -> (String, String) {
    (one.release.clone(), one.rule.clone())
}

/// Whether a finding is about the appeal, or stands on the act that filed it and on no other appeal's.
fn is_of(one: &FindingRow, line: &Line) -> bool {
    if one.case_id != line.case_id {
        return false;
    }
    let is = |value: &serde_json::Value, id: Uuid| value.as_str().is_some_and(|text| text == id.to_string());
    match one.instance.get("appeal") {
        Some(own) => is(own, line.appeal),
        None => line
            .event_id
            .is_some_and(|id| one.cites.as_array().is_some_and(|cited| cited.iter().any(|own| is(own, id)))),
    }
}

impl RuleBook {
    fn stand(&self, one: &FindingRow, words: &Words) -> RuleStand {
        RuleStand {
            obligation: obligation_id(&one.obligation),
            title: self.titles.get(&key(one)).cloned(),
            article: self.articles.get(&key(one)).cloned(),
            verdict: Coded { words: words.code(Verdict::LIST, &one.verdict), code: one.verdict.clone() },
            due: one.due_on,
            late_days: one.late_days,
            provisional: one.provisional,
            remembered: one.remembered,
        }
    }
}

/// What open rules wait for, the first due first, then what usually comes next.
fn next_acts(line: &Line, own: &[&FindingRow], words: &Words) -> Vec<Coded> {
    let is_open = |one: &&&FindingRow| {
        one.verdict == "pending" || (one.verdict == "violated" && one.phase.as_deref() == Some("open"))
    };
    let about_it = |one: &&&FindingRow| one.instance.get("appeal").is_some();
    let mut kinds: Vec<Kind> = Vec::new();
    let asked = own.iter().filter(is_open).filter(about_it).filter_map(|one| one.waits_for.as_array()).flatten();
    let asked = asked.filter_map(|kind| Kind::parse(kind.as_str()?));
    let state = AppealState::ALL.iter().copied().find(|state| state.as_str() == line.state);
    let usual = state.into_iter().flat_map(usually_next);
    // What a rule wants in the end may have to wait for what usually comes before it.
    for kind in usual.chain(asked).filter(|kind| *kind != Kind::AppealWithdrawn) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.into_iter().map(|kind| Coded { code: kind.as_str().to_owned(), words: words.kind(kind).to_owned() }).collect()
}

/// The acts that usually lead on from a state.
fn usually_next(state: AppealState) -> Vec<Kind> {
    let leads =
        AppealState::steps().iter().filter(|step| step.from.contains(&state) && step.to.is_some_and(|to| to != state));
    leads.map(|step| step.act).collect()
}

fn in_tabs(counts: &[(String, i64)]) -> Vec<(String, i64)> {
    let of = |tab: DocketTab| {
        let states = tab.states();
        counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, appeals)| appeals).sum()
    };
    DocketTab::ALL.into_iter().map(|tab| (tab.as_str().to_owned(), of(tab))).collect()
}
