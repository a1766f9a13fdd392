//! `GET /api/v1/persons/{id}/dossier`: what stands of a person over all cases.

use axum::extract::State;
use chrono::Utc;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use super::{FOLDER, REGISTER};
use crate::answer::Answer;
use crate::cases::{BOARDS, moment};
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Api;
use crate::wire::{DossierItem, path};

/// On which day, and which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DossierQuery {
    /// The day on which something is barred or not: `YYYY-MM-DD`, or an RFC 3339 instant. Today when absent.
    as_of: Option<String>,
    /// Where the page of cases before ended.
    cursor: Option<String>,
    /// Cases of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// What stands of a person over all cases: roles and outcomes, restriction periods, what is barred on a day, honours
/// forfeited, and personnel actions with what is the matter with them. Entries of the register that were merged are one.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/dossier", tag = "boards", operation_id = "show_dossier",
    params(("id" = Uuid, Path, description = "The person"), DossierQuery, PositionHeader),
    responses((status = 200, description = "The dossier, with a page of the cases", body = DossierItem), ReadProblems)
)]
pub(crate) async fn show(
    State(api): State<Api>,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<DossierQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let at = moment("as_of", asked.as_of.as_deref())?.unwrap_or_else(Utc::now);
    position.reached(&api, BOARDS).await?;
    position.reached(&api, REGISTER).await?;
    let found = api.casework.dossier(id, at, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = found.cases.next.as_deref().map(|cursor| asked.next(id, cursor, limit));
    Ok(Answer::of(&DossierItem::of(found, next)).by_content().spoken(lang))
}

impl DossierQuery {
    fn next(&self, id: Uuid, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [
            ("as_of", self.as_of.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(&format!("{FOLDER}/{id}/dossier"), &parameters)
    }
}
