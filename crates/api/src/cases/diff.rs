//! `GET /api/v1/cases/{id}/diff`: what differs between two points of the history, and who made it so.

use axum::extract::Extension;
use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::Point;
use wenze_domain::words::Words;

use super::accesses::replayed;
use super::state::moment;
use crate::answer::Answer;
use crate::caller::Caller;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::Difference;

/// The two points.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DiffQuery {
    /// A version of the case (`7`), or what had happened by then: `YYYY-MM-DD`, meaning the end of that day in
    /// Asia/Shanghai, or an RFC 3339 instant.
    from: String,
    /// The other point, written like `from`.
    to: String,
    /// What the office knew by then, at both points; now when absent.
    known: Option<String>,
    /// What it knew at `from`, where that is another knowledge: the same moment with two knowledges is what was learnt of it.
    from_known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What differs between two points of the history: fields and objects under the persons and events that changed them, and
/// the obligations whose verdict is another.
///
/// Points that name a version are judged at one moment, `known` or now, so that only the record makes a difference; with
/// `from_known` each at the knowledge of its own. Points that name a moment are each judged at theirs, so that time that
/// passed does too.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/diff", tag = "review", operation_id = "show_case_diff",
    params(("id" = Uuid, Path, description = "The case"), DiffQuery),
    responses(
        (status = 200, description = "What differs", body = Difference, headers(
            ("ETag" = String, description = "Of the stamp and what it led to")
        )),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn diff(
    Seen(api): Seen,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<DiffQuery>,
) -> Result<Answer, Fault> {
    let known = moment("known", asked.known.as_deref())?;
    let from_known = moment("from_known", asked.from_known.as_deref())?.or(known);
    let from = point("from", &asked.from)?.cut(from_known);
    let to = point("to", &asked.to)?.cut(known);
    let found = Difference::of(api.casework.diff(id, from, to, Words::of(lang)).await?);
    replayed(&api, &caller, id, to).await?;
    Ok(Answer::of(&found).stamped(found.stamp.case_version, lang))
}

/// A version, or a moment. A year alone would be taken for a version, so that a moment names at least its month.
fn point(name: &str, text: &str) -> Result<Point, Fault> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let version = text.parse().map_err(|_| Fault::new(Code::NotFound))?;
        return Ok(Point::Version(version));
    }
    let reason = format!("{name} is a version (7), a day (2024-03-05) or an instant (2024-03-05T10:00:00+08:00)");
    let wrong = || Fault::new(Code::Query).because(&reason);
    moment(name, Some(text)).map_err(|_| wrong())?.map(Point::Moment).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_a_version_or_a_moment() {
        assert_eq!(point("from", "7").unwrap(), Point::Version(7));
        assert!(matches!(point("from", "2024-03-05").unwrap(), Point::Moment(_)));
        assert!(matches!(point("from", "2024-03-05T10:00:00 08:00").unwrap(), Point::Moment(_)));
        for wrong in ["", "-1", "v7", "yesterday", "99999999999999"] {
            assert!(point("from", wrong).is_err(), "{wrong}");
        }
    }
}
