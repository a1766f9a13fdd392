//! What is due, over all cases: by organ, the one that ends first first.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::words::Words;
use wenze_projections::clock_board::{self, Clock, ClockQuery};
use wenze_rulebook::rule::Rule;
use wenze_rulebook::words::Lang;

use crate::views::lists::Page;
use crate::views::procedure::{obligation_id, rulebook_lang};
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// Days ahead in which a deadline counts as due soon.
pub const DUE_SOON_DAYS: i64 = 7;

/// Which deadlines.
#[derive(Debug, Clone, Default)]
pub struct DeadlineFilter {
    /// Over by then; those without a date are left out.
    pub before: Option<DateTime<Utc>>,
    /// Of this organ.
    pub organ: Option<Uuid>,
    /// Of this case.
    pub case: Option<Uuid>,
}

/// A deadline.
#[derive(Debug, Clone, Serialize)]
pub struct Deadline {
    /// The case.
    pub case: Uuid,
    /// The obligation, as addresses name it.
    pub obligation: Uuid,
    /// The rulebook, `id@version`.
    pub rulebook: String,
    /// The rule.
    pub rule: String,
    /// What it says, where this program still has the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How much a violation weighs.
    pub severity: String,
    /// The objects it is about, role → id.
    pub instance: BTreeMap<String, String>,
    /// The act that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Uuid>,
    /// The organ whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<Uuid>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ_name: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The instant at which it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// `running`, `due_soon`, `overdue`, `stopped` or `no_figure`.
    pub state: String,
    /// The calendar of the year was not published yet.
    pub provisional: bool,
    /// The source was not compared with its text.
    pub remembered: bool,
    /// Kinds of act that would do.
    pub waits_for: Vec<String>,
}

impl Casework {
    /// Deadlines as they stand now, page by page.
    pub async fn deadlines(
        &self,
        filter: &DeadlineFilter,
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Page<Deadline>, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let now = Utc::now();
        let query = ClockQuery {
            now,
            soon: now + Duration::days(DUE_SOON_DAYS),
            organ: filter.organ,
            before: filter.before.map(beyond),
            case_id: filter.case,
            after: cursor.map(|cursor| self.deadline_after(cursor)).transpose()?,
            limit: i64::from(limit) + 1,
            hidden: self.hidden_ids(),
        };
        let mut rows = clock_board::page(self.inner.views.pool(), &query).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.deadline_cursor(last));
        let organs: HashSet<Uuid> = rows.iter().filter_map(|row| row.organ_id).collect();
        let names = self.names(&organs).await?;
        let titles = self.titles(now, rulebook_lang(words));
        Ok(Page { items: rows.into_iter().map(|row| deadline(row, &names, &titles)).collect(), next })
    }

    /// A cursor hides end and case of the last row; its obligation stands there as it is, for it says nothing more than they.
    fn deadline_cursor(&self, last: &Clock) -> String {
        let (end, case, obligation) = last.cursor();
        format!("{}.{}", self.hide("deadlines", end.timestamp_micros(), case), obligation)
    }

    fn deadline_after(&self, cursor: &str) -> Result<(DateTime<Utc>, Uuid, String), Error> {
        let bad = || Error::BadToken("deadlines");
        let (hidden, obligation) = cursor.split_once('.').ok_or_else(bad)?;
        let (micros, case) = self.reveal("deadlines", hidden)?;
        let end = DateTime::from_timestamp_micros(micros).ok_or_else(bad)?;
        Ok((end, case, obligation.to_owned()))
    }

    /// What the rules that judge now are called, by release and id.
    pub(super) fn titles(&self, now: DateTime<Utc>, lang: Lang) -> HashMap<(String, String), String> {
        let books = self.rules().books(now);
        let of = |book: &std::sync::Arc<wenze_rulebook::rule::Rulebook>| {
            let release = book.release();
            let named = |rule: &Rule| ((release.clone(), rule.id.to_string()), rule.title(lang).to_owned());
            book.rules.iter().map(named).collect::<Vec<_>>()
        };
        books.iter().flat_map(of).collect()
    }

    /// Where the rules that judge now stand, by release and id.
    pub(super) fn articles(&self, now: DateTime<Utc>, lang: Lang) -> HashMap<(String, String), String> {
        let books = self.rules().books(now);
        let of = |book: &std::sync::Arc<wenze_rulebook::rule::Rulebook>| {
            let release = book.release();
            let cited = |rule: &Rule| ((release.clone(), rule.id.to_string()), cited(rule, lang));
            book.rules.iter().map(cited).collect::<Vec<_>>()
        };
        books.iter().flat_map(of).collect()
    }
}

/// Where a rule stands, in the words of the law.
fn cited(rule: &Rule, lang: Lang) -> String {
    let zh = |law: &wenze_rulebook::rule::Law| format!("《{}》{}", law.name.trim_matches(['《', '》']), law.at);
    let en = |law: &wenze_rulebook::rule::Law| format!("{}, {}", law.name(lang), law.at(lang));
    match lang {
        Lang::ZhCn => rule.law.iter().map(zh).collect::<Vec<_>>().join("、"),
        Lang::En => rule.law.iter().map(en).collect::<Vec<_>>().join("; "),
    }
}

/// A day is given as its last microsecond and a duty due that day is over at the next, so the bound lies one further.
fn beyond(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment + Duration::microseconds(2)
}

fn deadline(row: Clock, names: &HashMap<Uuid, String>, titles: &HashMap<(String, String), String>) -> Deadline {
    Deadline {
        case: row.case_id,
        obligation: obligation_id(&row.obligation),
        title: titles.get(&(row.release.clone(), row.rule.clone())).cloned(),
        rulebook: row.release,
        rule: row.rule,
        severity: row.severity,
        instance: serde_json::from_value(row.instance).unwrap_or_default(),
        trigger: row.trigger_id,
        organ_name: row.organ_id.and_then(|id| names.get(&id).cloned()),
        organ: row.organ_id,
        due: row.due_on,
        due_at: row.due_at,
        state: row.state,
        provisional: row.provisional,
        remembered: row.remembered,
        waits_for: serde_json::from_value(row.waits_for).unwrap_or_default(),
    }
}
