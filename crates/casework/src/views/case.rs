//! One case: as it stands, and at any moment.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::case::{Case, Stage};
use wenze_domain::codes::{CodeList, RespondentKind, TrackCode};
use wenze_domain::effective::Cut;
use wenze_domain::effects::Effects;
use wenze_domain::machine::State;
use wenze_domain::regimes::Regimes;

use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

/// A respondent as lists and pages name it.
#[derive(Debug, Clone, Serialize)]
pub struct RespondentBrief {
    /// Its id in the case.
    pub id: Uuid,
    /// Its name, where it may be read.
    pub name: Option<String>,
    /// Its post, where it may be read.
    pub post: Option<String>,
    /// A body or a cadre.
    pub kind: Option<RespondentKind>,
    /// Track and state, in the order of the tracks.
    pub tracks: Vec<(TrackCode, String)>,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseSummary {
    /// The case.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// The machine of the stage.
    pub machine: String,
    /// The stage.
    pub stage: String,
    /// Number of the filing.
    pub case_no: Option<String>,
    /// Filed, or inquiry started, on.
    pub opened_on: Option<String>,
    /// When something was last recorded.
    pub last_recorded_at: DateTime<Utc>,
    /// Who it is about.
    pub respondents: Vec<RespondentBrief>,
    /// Every number it can be found by: of the filing, the register of reports, the documents.
    #[serde(skip)]
    pub numbers: Vec<String>,
    /// Who its clues or reports name, as written there; for records that have no respondent yet.
    #[serde(skip)]
    pub subjects: Vec<String>,
}

/// A case as it stands.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its stage.
    pub stage: Stage,
    /// The private values of it.
    pub texts: Texts,
}

/// A case at a moment.
#[derive(Debug, Clone)]
pub struct CaseAt {
    /// The moment asked for.
    pub cut: Cut,
    /// The case then.
    pub view: CaseView,
    /// The version of the stream now: the stamp of the answer.
    pub version_now: i32,
}

impl CaseView {
    /// The state as JSON, each text beside its reference.
    pub fn json(&self) -> Value {
        let mut state = serde_json::to_value(&self.case).unwrap_or_default();
        self.texts.inline(&mut state, Uuid::nil());
        state["stage"] = serde_json::to_value(&self.stage).unwrap_or_default();
        state
    }

    /// What follows from the case as it stands: restrictions and remedies, as days that do not depend on today.
    pub fn effects(&self) -> Effects {
        Effects::of(&self.case, Regimes::shipped())
    }

    /// The state as JSON, with what follows from it under `effects`.
    pub fn answer(&self) -> Value {
        let mut answer = self.json();
        answer["effects"] = serde_json::to_value(self.effects()).unwrap_or_default();
        answer
    }

    /// The respondents with what may be read of them.
    pub fn respondents(&self) -> Vec<RespondentBrief> {
        briefs(&self.case, &self.texts)
    }
}

pub(crate) fn briefs(case: &Case, texts: &Texts) -> Vec<RespondentBrief> {
    let text = |at: Option<wenze_domain::case::PartAt>| at.and_then(|at| texts.text(at)).map(str::to_owned);
    case.respondents
        .iter()
        .map(|(id, r)| RespondentBrief {
            id: *id,
            name: text(r.name),
            post: text(r.post),
            kind: r.kind,
            tracks: TrackCode::ALL
                .iter()
                .filter_map(|code| Some((*code, r.tracks.get(code)?.state.as_str().to_owned())))
                .collect(),
        })
        .collect()
}

impl Casework {
    /// The case as it stands, folded from the log.
    pub async fn case(&self, id: Uuid) -> Result<CaseView, Error> {
        Ok(self.case_at(id, Cut::default()).await?.view)
    }

    /// The case at any moment: by version, by what was known, by what had happened.
    pub async fn case_at(&self, id: Uuid, cut: Cut) -> Result<CaseAt, Error> {
        let history = self.case_history(id).await?;
        if let Some(version) = cut.version.filter(|v| *v < 0 || *v > history.version) {
            return Err(Error::NotFound { kind: if version < 0 { "version" } else { "later version of case" }, id });
        }
        let case = history.case(id, cut);
        let mut wanted = Wanted::default();
        wanted.all_in(&serde_json::to_value(&case).unwrap_or_default(), Uuid::nil());
        let texts = self.open(&wanted).await?;
        let stage = case.stage();
        Ok(CaseAt { cut, view: CaseView { case, stage, texts }, version_now: history.version })
    }
}
