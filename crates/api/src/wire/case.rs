//! Cases: in lists, as they stand, at a moment.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{CaseAt, CaseSummary, ReplayStamp, RespondentBrief};
use wenze_domain::codes::CodeList;
use wenze_domain::effective::Cut;
use wenze_domain::words::Lang;

use super::stamp::ReplayedBy;

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseItem {
    /// The case.
    id: Uuid,
    /// Its version.
    version: i32,
    /// Where it stands.
    stage: StageItem,
    /// Number of the filing.
    case_no: Option<String>,
    /// Filed, or inquiry started, on: as precise as the papers say.
    #[schema(example = "2024-03-05")]
    opened_on: Option<String>,
    /// When something was last recorded.
    last_recorded_at: DateTime<Utc>,
    /// Who it is about.
    respondents: Vec<RespondentItem>,
}

/// The stage of a case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StageItem {
    /// `report`, `clue` or `case`: what the record may be called.
    designation: String,
    /// The machine of the stage.
    #[schema(example = "track")]
    machine: String,
    /// The state there.
    #[schema(example = "in_review")]
    state: String,
}

/// A respondent in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RespondentItem {
    /// Its id in the case.
    id: Uuid,
    /// Its name, where it may be read.
    name: Option<String>,
    /// Its post, where it may be read.
    post: Option<String>,
    /// `organisation` or `cadre`.
    kind: Option<String>,
    /// Its tracks and where each stands.
    tracks: Vec<TrackItem>,
}

/// One track of a respondent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrackItem {
    /// The track.
    #[schema(example = "party")]
    track: String,
    /// Where it stands.
    state: String,
}

impl CaseItem {
    pub(crate) fn of(case: CaseSummary) -> Self {
        Self {
            id: case.id,
            version: case.version,
            stage: StageItem { designation: case.designation, machine: case.machine, state: case.stage },
            case_no: case.case_no,
            opened_on: case.opened_on,
            last_recorded_at: case.last_recorded_at,
            respondents: case.respondents.into_iter().map(respondent).collect(),
        }
    }
}

fn respondent(brief: RespondentBrief) -> RespondentItem {
    RespondentItem {
        id: brief.id,
        name: brief.name,
        post: brief.post,
        kind: brief.kind.map(|kind| kind.as_str().to_owned()),
        tracks: brief
            .tracks
            .into_iter()
            .map(|(track, state)| TrackItem { track: track.as_str().to_owned(), state })
            .collect(),
    }
}

/// The state of a case as `domain` folds it, with its stage and what follows from it; every text stands beside its reference.
#[derive(Debug, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(crate) struct CaseState(pub(crate) Value);

/// A case at a moment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseAtMoment {
    /// The moment asked for.
    asked: Moment,
    /// Version of the case now.
    version_now: i32,
    /// The case then.
    state: CaseState,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: ReplayedBy,
}

/// A moment of a history. What is null does not cut.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Moment {
    /// Up to this version.
    version: Option<i32>,
    /// What had happened by then.
    as_of: Option<DateTime<Utc>>,
    /// What the office knew by then.
    known: Option<DateTime<Utc>>,
}

impl Moment {
    /// The moment of a cut.
    pub(crate) fn of(cut: Cut) -> Self {
        Self { version: cut.version, as_of: cut.as_of, known: cut.known }
    }
}

impl CaseAtMoment {
    pub(crate) fn of(at: &CaseAt, lang: Lang) -> Self {
        let stamp = ReplayedBy::of(ReplayStamp::of(at.version_now, at.cut, lang));
        Self { asked: Moment::of(at.cut), version_now: at.version_now, state: CaseState(at.view.answer()), stamp }
    }
}
