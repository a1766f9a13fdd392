//! `GET /api/v1/organs`: the organs, page by page.

use serde::Deserialize;
use utoipa::IntoParams;

use super::{FOLDER, REGISTER};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, rows};
use crate::router::Seen;
use crate::wire::{OrganItem, Page, path};

/// Which organs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Part of the name.
    name: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The organs of the register, in a fixed order.
#[utoipa::path(
    get, path = "/api/v1/organs", tag = "registers", operation_id = "list_organs",
    params(ListQuery, PositionHeader),
    responses((status = 200, description = "A page of organs", body = Page<OrganItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, position: Position, Asked(asked): Asked<ListQuery>) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, REGISTER).await?;
    let page = api.casework.organs(asked.name.as_deref(), asked.cursor.as_deref(), limit).await?;
    let next = page.next.map(|cursor| asked.next(&cursor, limit));
    let items = page.items.into_iter().map(OrganItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content())
}

impl ListQuery {
    fn next(&self, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [
            ("name", self.name.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(FOLDER, &parameters)
    }
}
