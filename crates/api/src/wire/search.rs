//! What a search found. These bodies hold private texts, so they have no `Debug`.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{SearchFacets, SearchHit, SearchName, SearchPage, SearchPassage};

/// What a search found.
#[derive(Serialize, ToSchema)]
pub(crate) struct SearchAnswer {
    /// The words as they were understood; all of them are in every case found.
    #[schema(example = json!(["违规", "报销", "差旅费"]))]
    words: Vec<String>,
    /// How many cases were found.
    count: i64,
    /// Those of this page, the best first: by number, by name, by how the words stand, then the one recorded last. A hundred
    /// cases at a time are put in order, beginning with those recorded last.
    items: Vec<FoundCase>,
    /// How many of the cases found stand where.
    facets: FoundWhere,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
}

/// A case that was found.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundCase {
    /// Its place in the order, from 1.
    rank: usize,
    /// The case.
    case: Uuid,
    /// Its version.
    version: i32,
    /// `report`, `clue` or `case`: what the record may be called.
    designation: String,
    /// Machine and state, such as `track/in_review`.
    stage: String,
    /// Whether it is closed.
    closed: bool,
    /// Number of the filing.
    case_no: Option<String>,
    /// The organ that numbered the filing; before that, the one of the first act.
    organ: Option<Uuid>,
    /// Its name.
    organ_name: Option<String>,
    /// The year in which it became a case; before that, the year of its first act.
    year: Option<i16>,
    /// When something was last recorded.
    last_recorded_at: DateTime<Utc>,
    /// How many passages hold a word.
    hits: i64,
    /// Numbers of the case in which what was asked stands.
    numbers: Vec<String>,
    /// Names in the registers that hold a word, of those the case is about or whom its acts name.
    named: Vec<FoundName>,
    /// The best passages, three at most.
    passages: Vec<FoundPassage>,
}

/// A name that holds a word.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundName {
    /// Whose.
    id: Uuid,
    /// `person` or `organ`.
    kind: String,
    /// The name.
    name: String,
}

/// A passage that holds a word.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundPassage {
    /// The event.
    event: Uuid,
    /// Its version.
    version: i32,
    /// Kind of act.
    kind: String,
    /// What the kind is called.
    label: String,
    /// When it happened, as precise as the papers say.
    occurred: Option<String>,
    /// RFC 6901 pointer into the event.
    #[schema(example = "/payload/summary")]
    field: String,
    /// What the field is called.
    field_label: String,
    /// The words around.
    excerpt: String,
    /// Whether the passage goes on before the excerpt.
    cut_before: bool,
    /// Whether the passage goes on after the excerpt.
    cut_after: bool,
    /// Where the words stand in the excerpt, as characters (Unicode code points): the first, and the one after the last.
    #[schema(value_type = Vec<Vec<usize>>, example = json!([[4, 6]]))]
    highlights: Vec<(usize, usize)>,
}

/// How many of the cases found stand where; of each the fifty values with most cases.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundWhere {
    /// By stage.
    stages: Vec<FoundStage>,
    /// By organ.
    organs: Vec<FoundOrgan>,
    /// By year.
    years: Vec<FoundYear>,
    /// By the kind of act that the words stand in, among the cases that were put in order together.
    kinds: Vec<FoundKind>,
}

/// Cases at a stage.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundStage {
    designation: String,
    /// As the parameter `stage` takes it.
    stage: String,
    label: String,
    cases: i64,
}

/// Cases of an organ.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundOrgan {
    organ: Uuid,
    name: Option<String>,
    cases: i64,
}

/// Cases of a year.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundYear {
    year: i16,
    cases: i64,
}

/// Cases with words in acts of a kind.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundKind {
    kind: String,
    label: String,
    cases: i64,
}

impl SearchAnswer {
    /// What a search found, with the path of the page after it.
    pub(crate) fn of(page: SearchPage, next: Option<String>) -> Self {
        Self {
            words: page.words,
            count: page.count,
            items: page.items.into_iter().map(FoundCase::of).collect(),
            facets: FoundWhere::of(page.facets),
            next,
        }
    }
}

impl FoundCase {
    fn of(hit: SearchHit) -> Self {
        Self {
            rank: hit.rank,
            case: hit.case,
            version: hit.version,
            designation: hit.designation,
            stage: format!("{}/{}", hit.machine, hit.stage),
            closed: hit.closed,
            case_no: hit.case_no,
            organ: hit.organ,
            organ_name: hit.organ_name,
            year: hit.year,
            last_recorded_at: hit.last_recorded_at,
            hits: hit.hits,
            numbers: hit.numbers,
            named: hit.named.into_iter().map(|SearchName { id, kind, name }| FoundName { id, kind, name }).collect(),
            passages: hit.passages.into_iter().map(FoundPassage::of).collect(),
        }
    }
}

impl FoundPassage {
    fn of(one: SearchPassage) -> Self {
        Self {
            event: one.event,
            version: one.version,
            kind: one.kind,
            label: one.label,
            occurred: one.occurred,
            field: one.field,
            field_label: one.field_label,
            excerpt: one.excerpt,
            cut_before: one.cut_before,
            cut_after: one.cut_after,
            highlights: one.highlights,
        }
    }
}

impl FoundWhere {
    fn of(facets: SearchFacets) -> Self {
        let stage = |one: wenze_casework::StageFacet| FoundStage {
            designation: one.designation,
            stage: format!("{}/{}", one.machine, one.stage),
            label: one.label,
            cases: one.cases,
        };
        let organ = |one: wenze_casework::OrganFacet| FoundOrgan { organ: one.organ, name: one.name, cases: one.cases };
        let kind = |one: wenze_casework::KindFacet| FoundKind { kind: one.kind, label: one.label, cases: one.cases };
        Self {
            stages: facets.stages.into_iter().map(stage).collect(),
            organs: facets.organs.into_iter().map(organ).collect(),
            years: facets.years.into_iter().map(|(year, cases)| FoundYear { year, cases }).collect(),
            kinds: facets.kinds.into_iter().map(kind).collect(),
        }
    }
}
