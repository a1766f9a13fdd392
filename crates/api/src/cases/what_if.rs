//! `GET /api/v1/cases/{id}/what-if`: what a verdict hangs on.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::{LEFT_OUT_MAX, WhatIfAsked};
use wenze_domain::words::Words;

use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::Supposed;

/// What is asked to be otherwise, and at which moment.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhatIfQuery {
    /// Versions of the acts that are left out, with commas between them: `7,9`; at most 20. What corrects or voids them is left out
    /// with them.
    without: Option<String>,
    /// The release of a rulebook that judges in the place of the one in use: `id@version`, one of `releases`.
    release: Option<String>,
    /// What had happened by then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant. Now
    /// when absent.
    as_of: Option<String>,
    /// What the office knew by then, written like `as_of`.
    known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What would stand otherwise in a case without some of its acts, or by another release of a rulebook: only obligations whose
/// verdict or last day would be another. Nothing is stored, and nothing of it is a finding.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/what-if", tag = "review", operation_id = "what_if",
    params(("id" = Uuid, Path, description = "The case"), WhatIfQuery),
    responses((status = 200, description = "What would stand otherwise", body = Supposed), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<WhatIfQuery>,
) -> Result<Answer, Fault> {
    let asked = WhatIfAsked {
        without: asked.without.as_deref().map(versions).transpose()?.unwrap_or_default(),
        release: asked.release,
        as_of: moment("as_of", asked.as_of.as_deref())?,
        known: moment("known", asked.known.as_deref())?,
    };
    let found = api.casework.what_if(id, &asked, Words::of(lang)).await?;
    Ok(Answer::of(&Supposed::of(found)).by_content().spoken(lang))
}

fn versions(text: &str) -> Result<Vec<i32>, Fault> {
    let wrong = || {
        let reason = format!("without is one to {LEFT_OUT_MAX} versions of the case, such as 7,9");
        Fault::new(Code::Query).because(&reason)
    };
    let read = |one: &str| one.trim().parse::<i32>().ok().filter(|version| *version > 0);
    let found: Option<Vec<i32>> = text.split(',').map(read).collect();
    found.filter(|found| found.len() <= LEFT_OUT_MAX).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_are_left_out_and_not_too_many() {
        assert_eq!(versions("7, 9").unwrap(), [7, 9]);
        let many = vec!["1"; LEFT_OUT_MAX + 1].join(",");
        for wrong in ["", "0", "-1", "seven", "7,", &many] {
            assert!(versions(wrong).is_err(), "{wrong}");
        }
    }
}
