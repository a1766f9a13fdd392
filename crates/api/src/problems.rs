//! `GET /problems/{code}`: what a problem means, at the address that its `type` names.

use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use wenze_domain::words::Lang;

use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::Spoken;

/// What a kind of problem means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemKind {
    /// Its code.
    code: &'static str,
    /// Its address, the `type` of a problem.
    #[serde(rename = "type")]
    address: String,
    /// The status of an answer with it.
    status: u16,
    /// Its name.
    title: &'static str,
    /// What it means and what to do.
    meaning: &'static str,
}

/// What a kind of problem means and what to do about it.
#[utoipa::path(
    get, path = "/problems/{code}", tag = "system", operation_id = "show_problem_kind",
    params(("code" = String, Path, description = "Code of the problem", example = "confirm-needed")),
    responses((status = 200, description = "Its meaning, in the language asked for", body = ProblemKind), ReadProblems)
)]
pub(crate) async fn show(Path(code): Path<String>, Spoken(lang): Spoken) -> Result<Answer, Fault> {
    let code = Code::ALL.iter().find(|known| known.as_str() == code).ok_or(Fault::new(Code::NotFound))?;
    Ok(Answer::of(&kind(*code, lang)).by_content().spoken(lang))
}

fn kind(code: Code, lang: Lang) -> ProblemKind {
    ProblemKind {
        code: code.as_str(),
        address: code.address(),
        status: code.status().as_u16(),
        title: code.title(lang),
        meaning: code.meaning(lang),
    }
}
