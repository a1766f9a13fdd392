//! What stands of one person or organ over all cases, in words.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::codes::RespondentKind;
use wenze_domain::regimes::{CodeKind, Regimes};
use wenze_domain::restrictions::{Barred, Restriction, Running, barred};
use wenze_domain::time::office_day;
use wenze_domain::words::Words;
use wenze_projections::dossier::{self, HonourLine, InvolvedLine, PeriodLine};
use wenze_projections::register;

use super::{Coded, text};
use crate::opening::Texts;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

mod actions;
mod may_take;
mod passed;

pub use actions::ActionView;
pub use may_take::{MayTake, PostAsked, Verdict as MayTakeVerdict};

/// What stands of somebody.
#[derive(Debug, Clone, Serialize)]
pub struct Dossier {
    /// The entries of the register that are this one, its own first.
    pub entries: Vec<Uuid>,
    /// The cases, in the order of their ids.
    pub cases: Page<InvolvedView>,
    /// What each measure restricts, the earliest first.
    pub periods: Vec<PeriodView>,
    /// What is barred on the day asked for; of several measures at once the longest counts.
    pub barred: Vec<BarView>,
    /// Honours forfeited, year by year.
    pub honours: Vec<HonourView>,
    /// What happened to posts, rank and pay, the earliest first.
    pub actions: Vec<ActionView>,
}

/// Somebody in a case.
#[derive(Debug, Clone, Serialize)]
pub struct InvolvedView {
    /// The case.
    pub case: Uuid,
    /// Number of its filing.
    pub case_no: Option<String>,
    /// Filed, or inquiry started, on.
    pub opened_on: Option<String>,
    /// `respondent` or `cleared`.
    pub capacity: String,
    /// The respondent in the case; none for somebody cleared.
    pub respondent: Option<Uuid>,
    /// A body or a cadre.
    pub kind: Option<Coded>,
    /// The post, where it may be read.
    pub post: Option<String>,
    /// Each track with its state, outcome, responsibility and measures, as codes.
    pub tracks: Value,
    /// Where the way back to a post, or the clearing, stands.
    pub state: Option<Coded>,
}

/// What a measure restricts.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// The case.
    pub case: Uuid,
    /// The measure.
    pub measure: Uuid,
    /// Its kind or form.
    pub code: Option<Coded>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day, were nothing to end it early.
    pub until: Option<NaiveDate>,
    /// How it is with it on the day asked for.
    pub running: Running,
    /// Period, state on the day, bars, the way it ends, what is not sure.
    pub lines: Vec<String>,
}

/// One thing barred on a day.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// What, a code of the registry of bars.
    pub bar: String,
    /// The last day; none where the end is not fixed.
    pub until: Option<NaiveDate>,
    /// The measures it comes from, the one that ends last at the end.
    pub measures: Vec<Uuid>,
    /// The same in words.
    pub words: String,
}

/// Honours forfeited.
#[derive(Debug, Clone, Serialize)]
pub struct HonourView {
    /// The case.
    pub case: Uuid,
    /// The year.
    pub year: Option<i32>,
    /// Which.
    pub kind: Option<Coded>,
    /// When.
    pub forfeited_on: Option<String>,
    /// The act.
    pub event_id: Uuid,
}

impl Casework {
    /// What stands of a person over all cases, as seen on the day of a moment; the cases page by page.
    pub async fn dossier(
        &self,
        person: Uuid,
        at: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Dossier, Error> {
        let entries = self.entries_of(person).await?;
        self.dossier_of(entries, office_day(at), cursor, limit, words).await
    }

    /// The same of an organ.
    pub async fn organ_dossier(
        &self,
        organ: Uuid,
        at: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Dossier, Error> {
        let organ = self.organ(organ).await?.organ.id;
        self.dossier_of(vec![organ], office_day(at), cursor, limit, words).await
    }

    async fn dossier_of(
        &self,
        entries: Vec<Uuid>,
        day: NaiveDate,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Dossier, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|cursor| self.reveal("dossier", cursor)).transpose()?.map(|(_, id)| id);
        let pool = self.inner.views.pool();
        let hidden = self.hidden_ids();
        let of = dossier::Of { subjects: &entries, hidden: &hidden };
        let mut lines = dossier::cases(pool, of, after, i64::from(limit) + 1).await?;
        let next = cut(&mut lines, limit as usize).map(|last| self.hide("dossier", 0, last));
        let periods = dossier::restricted(pool, of).await?;
        let actions = dossier::personnel(pool, of).await?;
        let honours = dossier::forfeited(pool, of).await?;
        let columns = lines.iter().map(|line| &line.post).chain(actions.iter().map(|line| &line.post));
        let texts = self.open_columns(columns).await?;
        let barred = barred_to(&periods);
        Ok(Dossier {
            cases: Page { items: lines.into_iter().map(|line| involved(line, &texts, words)).collect(), next },
            barred: barred.iter().filter_map(|one| bar(one, day, words)).collect(),
            actions: actions.into_iter().map(|line| actions::view(line, &barred, &texts, words)).collect(),
            periods: periods.into_iter().filter_map(|line| period(line, day, words)).collect(),
            honours: honours.into_iter().map(|line| honour(line, words)).collect(),
            entries,
        })
    }

    /// The entries of the register that are one person: whatever was merged into one stands for all.
    pub(crate) async fn entries_of(&self, person: Uuid) -> Result<Vec<Uuid>, Error> {
        let pool = self.inner.views.pool();
        let not_found = || Error::NotFound { kind: "person", id: person };
        let own = register::persons(pool, &[person]).await?.pop().ok_or_else(not_found)?;
        let mut entries = vec![person];
        let mut all: BTreeSet<Uuid> = own.merged.clone();
        if let Some(into) = own.merged_into {
            all.insert(into);
            all.extend(register::persons(pool, &[into]).await?.into_iter().flat_map(|one| one.merged));
        }
        entries.extend(all.into_iter().filter(|id| *id != person));
        Ok(entries)
    }

    /// The same of a person whom the register may not have.
    pub(crate) async fn entries_or_alone(&self, person: Uuid) -> Result<Vec<Uuid>, Error> {
        match self.entries_of(person).await {
            Err(Error::NotFound { .. }) => Ok(vec![person]),
            found => found,
        }
    }
}

/// Leaves so many cases; the last of them where there are more.
fn cut(lines: &mut Vec<InvolvedLine>, limit: usize) -> Option<Uuid> {
    let mut cases: Vec<Uuid> = lines.iter().map(|line| line.case_id).collect();
    cases.dedup();
    let last = limit.checked_sub(1).and_then(|place| cases.get(place)).copied().filter(|_| cases.len() > limit)?;
    lines.retain(|line| line.case_id <= last);
    Some(last)
}

/// The stored restrictions, as of one person: respondents are counted case by case, bars of a person over all of them.
fn restrictions_of(periods: &[PeriodLine]) -> Vec<Restriction> {
    let stored = |line: &PeriodLine| {
        let one: Restriction = serde_json::from_value(line.restriction.clone()).ok()?;
        Some(Restriction { respondent: line.subject.unwrap_or(one.respondent), ..one })
    };
    let mut found: Vec<Restriction> = periods.iter().filter_map(stored).collect();
    // Entries that were merged are one person.
    if let Some(person) = found.first().map(|one| one.respondent) {
        for one in &mut found {
            one.respondent = person;
        }
    }
    found
}

fn barred_to(periods: &[PeriodLine]) -> Vec<Barred> {
    barred(&restrictions_of(periods))
}

fn involved(line: InvolvedLine, texts: &Texts, words: &Words) -> InvolvedView {
    let machine = if line.capacity == "cleared" { "clarification" } else { "reappointment" };
    InvolvedView {
        case: line.case_id,
        case_no: line.case_no,
        opened_on: line.opened_on,
        respondent: Some(line.object).filter(|_| line.capacity == "respondent"),
        capacity: line.capacity,
        kind: Coded::of::<RespondentKind>(words, line.kind),
        post: text(texts, line.post.as_ref()),
        tracks: line.tracks,
        state: Coded::state(words, machine, line.state),
    }
}

fn period(line: PeriodLine, day: NaiveDate, words: &Words) -> Option<PeriodView> {
    let one: Restriction = serde_json::from_value(line.restriction).ok()?;
    Some(PeriodView {
        case: line.case_id,
        measure: line.measure,
        code: measure_code(&one, words),
        from: line.from_day,
        until: line.until_day,
        running: one.on(day),
        lines: words.measure_effects(&one, day).lines,
    })
}

/// Kind of sanction or form of accountability, in its regime's words.
fn measure_code(one: &Restriction, words: &Words) -> Option<Coded> {
    let code = one.code.clone()?;
    let of_sanction = Regimes::shipped().find(CodeKind::SanctionKind, &code, None, None).is_some();
    let kind = if of_sanction { CodeKind::SanctionKind } else { CodeKind::AccountabilityForm };
    Some(Coded { words: words.regime_code(kind, one.regime.as_ref(), &code), code })
}

fn bar(one: &Barred, day: NaiveDate, words: &Words) -> Option<BarView> {
    let days = one.on(day)?;
    let told = words.barred_on(one, day)?;
    Some(BarView { bar: one.bar.clone(), until: days.until, measures: days.measures.clone(), words: told })
}

fn honour(line: HonourLine, words: &Words) -> HonourView {
    let kind =
        line.kind.map(|code| Coded { words: words.usual_code("Honour", &code).unwrap_or_else(|| code.clone()), code });
    HonourView { case: line.case_id, year: line.year, kind, forfeited_on: line.forfeited_on, event_id: line.event_id }
}
