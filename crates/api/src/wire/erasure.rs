//! What is to be erased, what is held, and what keeps texts.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Block, Blocked, CarriedOut, DoneBy, ErasureView, ErasuresView, HoldView, TextsOf};
use wenze_domain::codes::{CodeList, HoldGround};
use wenze_domain::words::{Lang, Words};

use crate::problem::{Code, Fault};

/// Erasures and holds, by whose texts they are about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasuresList {
    /// Cases and persons.
    items: Vec<ErasuresItem>,
    /// Whether there are more than are told at once.
    cut: bool,
}

/// What is to be erased or held of one case or person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasuresItem {
    /// The case.
    case: Option<Uuid>,
    /// The person.
    person: Option<Uuid>,
    /// Erasures, in the order in which they were proposed.
    erasures: Vec<ErasureItem>,
    /// Holds, in the order in which they were placed.
    holds: Vec<HoldItem>,
    /// What keeps all its texts today; empty where nothing does.
    kept_by: Vec<BlockItem>,
}

/// One thing that keeps texts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BlockItem {
    /// `not_closed`, `retention` or `hold`.
    #[schema(example = "retention")]
    why: &'static str,
    /// Its last day, where that is known.
    #[schema(example = "2030-12-31")]
    until: Option<String>,
    /// The same in words.
    said: String,
}

/// Who did something, and when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoneItem {
    /// The act that says so.
    event_id: Uuid,
    /// Who.
    by: Uuid,
    /// The name, where it may be read.
    name: Option<String>,
    /// When.
    at: DateTime<Utc>,
}

/// An erasure on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasureItem {
    /// The erasure.
    id: Uuid,
    /// `waiting` for approvals, `approved`, `refused`, `erased` or `lapsed`.
    #[schema(example = "waiting")]
    state: &'static str,
    /// `parts`, `case` or `person`.
    #[schema(example = "parts")]
    covers: &'static str,
    /// The parts by their places, never their texts.
    parts: Vec<ErasedPart>,
    /// The legal basis.
    legal_basis: String,
    /// Why.
    reason: Option<String>,
    /// Who proposed it.
    proposed: DoneItem,
    /// Who approved.
    approvals: Vec<DoneItem>,
    /// How many must.
    approvals_needed: usize,
    /// Who did not.
    refused: Option<DoneItem>,
    /// Who recorded that it is erased.
    erased: Option<DoneItem>,
}

/// A part by its place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasedPart {
    /// The event that holds it, or held it.
    of_event: Uuid,
    /// Its number there.
    part_no: u32,
}

/// A legal hold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoldItem {
    /// The hold.
    id: Uuid,
    /// On which ground.
    #[schema(example = "appeal")]
    ground: &'static str,
    /// Why.
    reason: Option<String>,
    /// Its last day, where it has one.
    #[schema(example = "2030-12-31")]
    until: Option<String>,
    /// Whether it stands today.
    is_standing: bool,
    /// Who placed it.
    placed: DoneItem,
    /// Who lifted it.
    lifted: Option<DoneItem>,
}

/// What was destroyed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasureDone {
    /// The act that says so.
    event_id: Uuid,
    /// Keys destroyed by this request.
    keys_destroyed: i64,
    /// Parts emptied by this request.
    parts_erased: i64,
}

/// What keeps texts, in words.
pub(crate) fn said(block: &Block, lang: Lang) -> String {
    let ground = |ground: HoldGround| Words::of(lang).code(HoldGround::LIST, ground.as_str());
    let what = match (block.why, lang) {
        (Blocked::NotClosed, Lang::ZhCn) => "所属案件尚未办结，保管期限没有起算".to_owned(),
        (Blocked::NotClosed, Lang::En) => {
            "a case of theirs is not closed, so its retention period has not begun".to_owned()
        }
        (Blocked::Retention(period), Lang::ZhCn) => {
            format!("保管期限{}年（{}；依据未与原文核对）", period.years, period.zh)
        }
        (Blocked::Retention(period), Lang::En) => {
            format!("a retention period of {} years ({}; fact not compared with its text)", period.years, period.en)
        }
        (Blocked::Hold(on), Lang::ZhCn) => format!("已采取证据保全（{}）", ground(on)),
        (Blocked::Hold(on), Lang::En) => format!("a legal hold ({})", ground(on)),
    };
    match (block.until, lang) {
        (Some(until), Lang::ZhCn) => format!("{what}，至{until}止"),
        (Some(until), Lang::En) => format!("{what}, through {until}"),
        (None, Lang::ZhCn) => format!("{what}，未定截止日期"),
        (None, Lang::En) => format!("{what}, without a last day"),
    }
}

impl ErasuresList {
    pub(crate) fn of(views: Vec<ErasuresView>, cut: bool, lang: Lang) -> Self {
        Self { items: views.into_iter().map(|view| ErasuresItem::of(view, lang)).collect(), cut }
    }
}

impl ErasuresItem {
    fn of(view: ErasuresView, lang: Lang) -> Self {
        let (case, person) = match view.whose {
            TextsOf::Case(id) => (Some(id), None),
            TextsOf::Person(id) => (None, Some(id)),
        };
        Self {
            case,
            person,
            erasures: view.erasures.into_iter().map(ErasureItem::of).collect(),
            holds: view.holds.into_iter().map(HoldItem::of).collect(),
            kept_by: view.kept_by.iter().map(|block| BlockItem::of(block, lang)).collect(),
        }
    }
}

impl BlockItem {
    fn of(block: &Block, lang: Lang) -> Self {
        let why = match block.why {
            Blocked::NotClosed => "not_closed",
            Blocked::Retention(_) => "retention",
            Blocked::Hold(_) => "hold",
        };
        Self { why, until: block.until.map(|until| until.to_string()), said: said(block, lang) }
    }
}

impl DoneItem {
    fn of(done: DoneBy) -> Self {
        let DoneBy { event_id, by, name, at } = done;
        Self { event_id, by, name, at }
    }
}

impl ErasureItem {
    fn of(view: ErasureView) -> Self {
        let part =
            |part: &wenze_domain::shapes::ErasurePart| ErasedPart { of_event: part.of_event, part_no: part.part_no };
        Self {
            id: view.id,
            state: view.state.as_str(),
            covers: view.covers.as_str(),
            parts: view.parts.iter().map(part).collect(),
            legal_basis: view.legal_basis,
            reason: view.reason,
            proposed: DoneItem::of(view.proposed),
            approvals: view.approvals.into_iter().map(DoneItem::of).collect(),
            approvals_needed: view.approvals_needed,
            refused: view.refused.map(DoneItem::of),
            erased: view.erased.map(DoneItem::of),
        }
    }

    /// One erasure of a case or person.
    pub(crate) fn one(view: &ErasuresView, id: Uuid) -> Result<Self, Fault> {
        let found = view.erasures.iter().find(|one| one.id == id).cloned();
        found.map(Self::of).ok_or_else(|| Fault::new(Code::NotFound))
    }
}

impl HoldItem {
    fn of(view: HoldView) -> Self {
        Self {
            id: view.id,
            ground: view.ground.as_str(),
            reason: view.reason,
            until: view.until.map(|until| until.to_string()),
            is_standing: view.is_standing,
            placed: DoneItem::of(view.placed),
            lifted: view.lifted.map(DoneItem::of),
        }
    }

    /// One hold of a case or person.
    pub(crate) fn one(view: &ErasuresView, id: Uuid) -> Result<Self, Fault> {
        let found = view.holds.iter().find(|one| one.id == id).cloned();
        found.map(Self::of).ok_or_else(|| Fault::new(Code::NotFound))
    }
}

impl ErasureDone {
    pub(crate) fn of(done: CarriedOut) -> Self {
        Self { event_id: done.by_event, keys_destroyed: done.keys_destroyed, parts_erased: done.parts_erased }
    }
}
