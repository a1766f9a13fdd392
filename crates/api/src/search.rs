//! `GET /api/v1/search`: cases by what their papers say, by name, by number.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::SearchFilter;
use wenze_domain::acts::Kind;
use wenze_domain::case::Designation;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::cases::list::stage;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{SearchAnswer, path};

/// The read model behind it.
const SEARCH: &str = "search";
/// Where it is.
const FOLDER: &str = "/api/v1/search";

/// Whether a case is closed.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CaseStatus {
    /// Not closed.
    Open,
    /// Closed.
    Closed,
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// Words that must all be found, in any order; a phrase in quotation marks in sequence; a name; a number or a piece of
    /// it. At least two Chinese characters a word, at most 200 characters and 12 words.
    #[param(example = "违规 报销差旅费")]
    q: String,
    /// `report`, `clue` or `case`.
    #[param(value_type = Option<String>)]
    designation: Option<Designation>,
    /// Machine and state, such as `track/in_review`.
    stage: Option<String>,
    /// `open` or `closed`.
    #[param(value_type = Option<String>)]
    status: Option<CaseStatus>,
    /// The organ that numbered the filing; before that, the one of the first act.
    organ: Option<Uuid>,
    /// A respondent, by its id in the case or in a register.
    respondent: Option<Uuid>,
    /// Only in acts of this kind.
    #[param(example = "ReportReceived")]
    kind: Option<String>,
    /// Only in acts on this day or later.
    from: Option<NaiveDate>,
    /// Only in acts on this day or before.
    to: Option<NaiveDate>,
    /// Where the page before ended.
    after: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// Cases in whose papers every word is found, the best first. What a correction replaced and what was voided is not
/// found, and what is sealed never.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "cases", operation_id = "search_cases",
    params(SearchQuery, PositionHeader),
    responses((status = 200, description = "A page of cases with passages and counts", body = SearchAnswer), ReadProblems)
)]
pub(crate) async fn find(
    Seen(api): Seen,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<SearchQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let filter = asked.filter()?;
    position.reached(&api, SEARCH).await?;
    let page = api.casework.search(&asked.q, &filter, asked.after.as_deref(), limit, Words::of(lang)).await?;
    let next = page.next.as_deref().map(|after| asked.next(after, limit));
    Ok(Answer::of(&SearchAnswer::of(page, next)).by_content().spoken(lang))
}

impl SearchQuery {
    fn filter(&self) -> Result<SearchFilter, Fault> {
        let kind = |text: &str| {
            let unknown = || Fault::new(Code::Query).because("there is no act 'kind'; GET …/acts lists them");
            Kind::parse(text).ok_or_else(unknown)
        };
        Ok(SearchFilter {
            designation: self.designation.map(|designation| designation.as_str().to_owned()),
            stage: self.stage.as_deref().map(stage).transpose()?,
            closed: self.status.map(|status| matches!(status, CaseStatus::Closed)),
            organ: self.organ,
            respondent: self.respondent,
            kind: self.kind.as_deref().map(kind).transpose()?,
            from: self.from,
            until: self.to,
        })
    }

    fn next(&self, after: &str, limit: u32) -> String {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string());
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let (organ, respondent) = (id(self.organ), id(self.respondent));
        let (from, to, limit) = (day(self.from), day(self.to), limit.to_string());
        let status = self.status.map(|status| match status {
            CaseStatus::Open => "open",
            CaseStatus::Closed => "closed",
        });
        let parameters = [
            ("q", Some(self.q.as_str())),
            ("designation", self.designation.map(Designation::as_str)),
            ("stage", self.stage.as_deref()),
            ("status", status),
            ("organ", organ.as_deref()),
            ("respondent", respondent.as_deref()),
            ("kind", self.kind.as_deref()),
            ("from", from.as_deref()),
            ("to", to.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("after", Some(after)),
        ];
        path(FOLDER, &parameters)
    }
}
