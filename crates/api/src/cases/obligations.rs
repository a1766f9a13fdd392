//! `GET /api/v1/cases/{id}/obligations`: what rules asked for, and how that stands.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::{ProcedureAsked, Verdict};
use wenze_domain::words::Words;

use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Api;
use crate::wire::Obligations;

/// At which moment, and which obligations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ObligationsQuery {
    /// What had happened by then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant. Now
    /// when absent.
    as_of: Option<String>,
    /// What the office knew by then: written like `as_of`.
    known: Option<String>,
    /// Only what this rulebook asks for: its id.
    rulebook: Option<String>,
    /// Only these verdicts, with commas between them: `violated,pending`.
    verdict: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What rules asked for in a case and how that stands, at any moment, the worst first.
///
/// Findings are derived and never recorded: the same acts, rulebooks, calendar and moment give the same answer, and the
/// `stamp` says which they were.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/obligations", tag = "procedure", operation_id = "list_obligations",
    params(("id" = Uuid, Path, description = "The case"), ObligationsQuery),
    responses((status = 200, description = "The obligations", body = Obligations), ReadProblems)
)]
pub(crate) async fn list(
    State(api): State<Api>,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<ObligationsQuery>,
) -> Result<Answer, Fault> {
    let sheet = api.casework.procedure(id, &asked.read()?, Words::of(lang)).await?;
    Ok(Answer::of(&Obligations::of(sheet)).by_content().spoken(lang))
}

impl ObligationsQuery {
    /// What is asked for, read strictly: a misspelt verdict must not pass for none.
    pub(super) fn read(&self) -> Result<ProcedureAsked, Fault> {
        Ok(ProcedureAsked {
            as_of: moment("as_of", self.as_of.as_deref())?,
            known: moment("known", self.known.as_deref())?,
            rules: None,
            rulebook: self.rulebook.clone().filter(|id| !id.is_empty()),
            verdicts: self.verdict.as_deref().map(verdicts).transpose()?.unwrap_or_default(),
        })
    }
}

fn verdicts(text: &str) -> Result<Vec<Verdict>, Fault> {
    let read = |name: &str| serde_json::from_value(serde_json::Value::from(name.trim())).ok();
    let wrong = || Fault::new(Code::Query).because("verdict is one or more verdicts, such as violated,pending");
    text.split(',').map(|name| read(name).ok_or_else(wrong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_verdicts_that_exist_are_asked_for() {
        assert_eq!(verdicts("violated, pending").unwrap(), [Verdict::Violated, Verdict::Pending]);
        for wrong in ["", "broken", "violated,", "Violated"] {
            assert!(verdicts(wrong).is_err(), "{wrong}");
        }
    }
}
