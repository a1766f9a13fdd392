//! `GET /api/v1/cases/{id}/state`: the case at a moment.

use axum::extract::Extension;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use wenze_domain::effective::Cut;

use super::accesses::replayed;
use crate::answer::Answer;
use crate::caller::Caller;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::CaseAtMoment;

/// The moment asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StateQuery {
    /// As the first events up to this version tell it.
    version: Option<i32>,
    /// What had happened by then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant.
    as_of: Option<String>,
    /// What the office knew by then: written like `as_of`.
    known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The case at a moment: by version, by what had happened, by what was known, or by several of them at once.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/state", tag = "cases", operation_id = "show_case_at",
    params(("id" = Uuid, Path, description = "The case"), StateQuery),
    responses(
        (status = 200, description = "The case then", body = CaseAtMoment, headers(
            ("ETag" = String, description = "Version of the case now, language, and what the stamp led to; `If-Match` takes it")
        )),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn state(
    Seen(api): Seen,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<StateQuery>,
) -> Result<Answer, Fault> {
    let cut = Cut {
        version: asked.version,
        as_of: moment("as_of", asked.as_of.as_deref())?,
        known: moment("known", asked.known.as_deref())?,
    };
    let at = api.casework.case_at(id, cut).await?;
    if cut != Cut::default() {
        replayed(&api, &caller, id, cut).await?;
    }
    Ok(Answer::of(&CaseAtMoment::of(&at, lang)).stamped(at.version_now, lang))
}

/// A moment as a query writes it.
pub(crate) fn moment(name: &str, text: Option<&str>) -> Result<Option<DateTime<Utc>>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let read = wenze_casework::moment(&with_plus(text));
    let reason = format!("{name} is a day (2024-03-05) or an instant (2024-03-05T10:00:00+08:00)");
    read.map(Some).ok_or_else(|| Fault::new(Code::Query).because(&reason))
}

/// An address means a space by `+`, so an offset that was not escaped arrives as ` 08:00`.
fn with_plus(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((instant, offset)) if offset.len() == 5 => format!("{instant}+{offset}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_that_was_not_escaped_is_understood() {
        let escaped = moment("known", Some("2024-03-05T10:00:00+08:00")).unwrap();
        assert_eq!(moment("known", Some("2024-03-05T10:00:00 08:00")).unwrap(), escaped);
        assert!(moment("known", Some("2024-03-05T10:00:00")).is_err());
        assert!(moment("known", Some("5 March")).is_err());
        assert_eq!(moment("known", None).unwrap(), None);
    }
}
