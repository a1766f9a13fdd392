//! `GET /api/v1/schemas/acts/{kind}`: what a request to record an act must look like.

use axum::extract::Path;
use wenze_domain::acts::Kind;
use wenze_domain::schema;

use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};

/// The JSON Schema (2020-12) of a request to record an act of this kind.
#[utoipa::path(
    get, path = "/api/v1/schemas/acts/{kind}", tag = "acts", operation_id = "show_act_schema",
    params(("kind" = String, Path, description = "Kind of act, as `GET /api/v1/cases/{id}/acts` lists them", example = "ReportReceived")),
    responses((status = 200, description = "The schema", body = Object, content_type = "application/schema+json"), ReadProblems)
)]
pub(crate) async fn show(Path(kind): Path<String>) -> Result<Answer, Fault> {
    let kind = Kind::parse(&kind).ok_or(Fault::new(Code::NotFound))?;
    Ok(Answer::of(&schema::request(kind)).media_type("application/schema+json").by_content())
}
