//! `GET /api/v1/cases/{id}/obligations`: what rules asked for, and how that stands.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::{ProcedureAsked, Verdict};
use wenze_domain::words::Words;

use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::{Obligations, Stamped};

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
    responses(
        (status = 200, description = "The obligations", body = Obligations),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<ObligationsQuery>,
) -> Result<Answer, Fault> {
    let asked = asked.read()?;
    let sheet = api.casework.procedure(id, &asked, Words::of(lang)).await?;
    Ok(judged(Obligations::of(sheet), &asked).spoken(lang))
}

/// The answer with its tag. A moment that was not named is now: it stands in the stamp and moves on from request to request,
/// and what is judged by it only does when something is recorded or a day ends. So it is left out of the tag: who holds what
/// was judged a moment ago, and would get the same but for the stamp, is told so.
pub(super) fn judged(mut told: impl Stamped, asked: &ProcedureAsked) -> Answer {
    let answer = Answer::of(&told);
    if asked.as_of.is_some() && asked.known.is_some() {
        return answer.by_content();
    }
    let stamp = told.stamp();
    stamp.as_of = asked.as_of.unwrap_or_default();
    stamp.known = asked.known.unwrap_or_default();
    answer.by_meaning(&told)
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
