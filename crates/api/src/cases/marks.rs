//! `/api/v1/cases/{id}/marks`: what reviewers made of the obligations of a case, and what nobody has looked at.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::{MarksAsked, ReviewState};
use wenze_domain::words::Words;

use super::{FOLDER, moment};
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems, WriteProblems};
use crate::request::{Asked, Id, MarkHeaders, MarkRequest, MarkWrite, Spoken};
use crate::router::Seen;
use crate::wire::{Accepted, CaseReview};

/// At which moment, whose marks, and which obligations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MarksQuery {
    /// What had happened by then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant. Now
    /// when absent.
    as_of: Option<String>,
    /// What the office knew by then, written like `as_of`; marks set later are left out.
    known: Option<String>,
    /// Only marks of this person.
    by: Option<Uuid>,
    /// Only obligations in these states, with commas between them: `question`, `outdated`, `unmarked`, `seen`, `accepted`,
    /// `gone`. When absent, everything that was marked.
    state: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// How far the review of a case went: how many obligations were seen, questioned and accepted, by whom, and which nobody has
/// looked at (`state=unmarked`).
///
/// A mark speaks of the verdict that stood when it was set. Where the verdict is another at the moment asked for, the obligation
/// is `outdated`. `coverage` counts every obligation that applies or was marked, whatever was filtered out.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/marks", tag = "procedure", operation_id = "list_marks",
    params(("id" = Uuid, Path, description = "The case"), MarksQuery),
    responses((status = 200, description = "The review", body = CaseReview), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<MarksQuery>,
) -> Result<Answer, Fault> {
    let review = api.casework.review(id, &asked.read()?, Words::of(lang)).await?;
    Ok(Answer::of(&CaseReview::of(review)).by_content().spoken(lang))
}

/// Marks an obligation as it stood at a moment. The mark is an act of its own, in the record of the review: nothing in the case
/// changes. A later mark of the same person on the same obligation takes the place of the earlier one; both stay in the record.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/marks", tag = "procedure", operation_id = "mark_obligation",
    params(("id" = Uuid, Path, description = "The case"), MarkHeaders), request_body = MarkRequest,
    responses(
        (status = 201, description = "Recorded", body = Accepted, headers(
            ("Location" = String, description = "The marks of the case"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn mark(Seen(api): Seen, Id(id): Id, write: MarkWrite) -> Result<Answer, Fault> {
    let receipt = api.casework.mark(id, &write.marking()).await.map_err(|error| Fault::of(error, false))?;
    Ok(Answer::accepted_at(&receipt, &format!("{FOLDER}/{id}/marks")))
}

impl MarksQuery {
    fn read(&self) -> Result<MarksAsked, Fault> {
        Ok(MarksAsked {
            as_of: moment("as_of", self.as_of.as_deref())?,
            known: moment("known", self.known.as_deref())?,
            by: self.by,
            states: self.state.as_deref().map(states).transpose()?.unwrap_or_default(),
        })
    }
}

/// Read strictly: a misspelt state must not pass for none.
fn states(text: &str) -> Result<Vec<ReviewState>, Fault> {
    let read = |name: &str| ReviewState::ALL.into_iter().find(|state| state.as_str() == name.trim());
    let wrong = || Fault::new(Code::Query).because("state is one or more states, such as unmarked,question");
    text.split(',').map(|name| read(name).ok_or_else(wrong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_states_that_exist_are_asked_for() {
        assert_eq!(states("unmarked, question").unwrap(), [ReviewState::Unmarked, ReviewState::Question]);
        for wrong in ["", "open", "seen,", "Seen"] {
            assert!(states(wrong).is_err(), "{wrong}");
        }
    }
}
