//! What stands of one person or organ over all cases.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{ActionView, BarView, Dossier, HonourView, InvolvedView, MayTake, PeriodView};

use super::{CodeItem, code};

/// What stands of somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DossierItem {
    /// The entries of the register that are this one: those merged into one are one.
    entries: Vec<Uuid>,
    /// A page of the cases, in the order of their ids.
    items: Vec<InvolvedItem>,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
    /// What each measure restricts, the earliest first; on every page.
    periods: Vec<PeriodItem>,
    /// What is barred on the day asked for; of several measures at once the longest counts.
    barred: Vec<BarItem>,
    /// Honours forfeited, year by year.
    honours: Vec<HonourItem>,
    /// What happened to posts, rank and pay, the earliest first.
    actions: Vec<ActionItem>,
}

/// Somebody in a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvolvedItem {
    /// The case.
    case: Uuid,
    /// Number of its filing.
    case_no: Option<String>,
    /// Filed, or inquiry started, on.
    opened_on: Option<String>,
    /// `respondent` or `cleared`.
    capacity: String,
    /// The respondent in the case; null for somebody cleared.
    respondent: Option<Uuid>,
    /// `organisation` or `cadre`.
    kind: Option<CodeItem>,
    /// The post, where it may be read.
    post: Option<String>,
    /// Each track with its state, outcome, responsibility and measures, as codes.
    #[schema(value_type = Vec<Object>)]
    tracks: Value,
    /// Where the way back to a post, or the clearing, stands.
    state: Option<CodeItem>,
}

/// What a measure restricts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeriodItem {
    /// The case.
    case: Uuid,
    /// The measure.
    measure: Uuid,
    /// Its kind or form.
    code: Option<CodeItem>,
    /// The first day.
    from: Option<NaiveDate>,
    /// The last day, were nothing to end it early.
    until: Option<NaiveDate>,
    /// On the day asked for: `nothing`, `unknown`, `ahead`, `runs`, `suspended`, `awaits_lifting`, `over` or `ended`.
    #[schema(value_type = String)]
    running: Value,
    /// The same in words, with where it stands and how sure it is.
    lines: Vec<String>,
}

/// One thing barred.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BarItem {
    /// What, a code of the registry of bars.
    bar: String,
    /// The last day; null where the end is not fixed.
    until: Option<NaiveDate>,
    /// The measures it comes from, the one that ends last at the end.
    measures: Vec<Uuid>,
    /// The same in words.
    words: String,
}

/// Honours forfeited.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HonourItem {
    /// The case.
    case: Uuid,
    /// The year.
    year: Option<i32>,
    /// Which.
    kind: Option<CodeItem>,
    /// When.
    forfeited_on: Option<String>,
    /// The act.
    event: Uuid,
}

/// What happened to somebody's post, rank or pay.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActionItem {
    /// The case in which it is recorded.
    case: Uuid,
    /// What happened.
    action: Option<CodeItem>,
    /// When.
    taken_on: Option<String>,
    /// The post, where it may be read.
    post: Option<String>,
    /// Beside the post held before.
    post_vs_former: Option<CodeItem>,
    /// Whether it is a leading post.
    leading_post: Option<bool>,
    /// How it became known.
    source: Option<CodeItem>,
    /// The measure it follows.
    measure: Option<Uuid>,
    /// Whether a bar stood in its way on that day: `no`, `perhaps` or `yes`.
    #[schema(value_type = String)]
    met_bar: Value,
    /// Whether an action of this kind rests on a decision.
    rests_on_decision: bool,
    /// The decision recorded.
    decision: Option<Uuid>,
    /// What is the matter with it, in words.
    warnings: Vec<String>,
    /// The act.
    event: Uuid,
}

/// Whether a post may be taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MayTakeItem {
    /// `yes`, `no` or `undetermined`.
    #[schema(example = "no")]
    answer: &'static str,
    /// The same in words.
    words: String,
    /// The bars that stand in the way, or may.
    bars: Vec<BarItem>,
    /// The first day on which none of these bars stands in the way; null where an end is not fixed, or nothing is in the way.
    free_from: Option<NaiveDate>,
    /// How it comes to that: each measure that was looked at, with its period and bars and, where it does not stand in the
    /// way, why not; then what does. Never empty: where no measure is recorded, that is said.
    derivation: Vec<String>,
}

impl DossierItem {
    pub(crate) fn of(found: Dossier, next: Option<String>) -> Self {
        Self {
            entries: found.entries,
            items: found.cases.items.into_iter().map(involved).collect(),
            next,
            periods: found.periods.into_iter().map(period).collect(),
            barred: found.barred.into_iter().map(bar).collect(),
            honours: found.honours.into_iter().map(honour).collect(),
            actions: found.actions.into_iter().map(action).collect(),
        }
    }
}

impl MayTakeItem {
    pub(crate) fn of(found: MayTake) -> Self {
        Self {
            answer: found.verdict.as_str(),
            words: found.words,
            bars: found.bars.into_iter().map(bar).collect(),
            free_from: found.free_from,
            derivation: found.derivation,
        }
    }
}

fn involved(one: InvolvedView) -> InvolvedItem {
    InvolvedItem {
        case: one.case,
        case_no: one.case_no,
        opened_on: one.opened_on,
        capacity: one.capacity,
        respondent: one.respondent,
        kind: code(one.kind),
        post: one.post,
        tracks: one.tracks,
        state: code(one.state),
    }
}

fn period(one: PeriodView) -> PeriodItem {
    PeriodItem {
        case: one.case,
        measure: one.measure,
        code: code(one.code),
        from: one.from,
        until: one.until,
        running: serde_json::to_value(one.running).unwrap_or_default(),
        lines: one.lines,
    }
}

fn bar(one: BarView) -> BarItem {
    BarItem { bar: one.bar, until: one.until, measures: one.measures, words: one.words }
}

fn honour(one: HonourView) -> HonourItem {
    HonourItem {
        case: one.case,
        year: one.year,
        kind: code(one.kind),
        forfeited_on: one.forfeited_on,
        event: one.event_id,
    }
}

fn action(one: ActionView) -> ActionItem {
    ActionItem {
        case: one.case,
        action: code(one.action),
        taken_on: one.taken_on,
        post: one.post,
        post_vs_former: code(one.post_vs_former),
        leading_post: one.leading_post,
        source: code(one.source),
        measure: one.measure,
        met_bar: serde_json::to_value(one.met_bar).unwrap_or_default(),
        rests_on_decision: one.rests_on_decision,
        decision: one.decision,
        warnings: one.warnings,
        event: one.event_id,
    }
}
