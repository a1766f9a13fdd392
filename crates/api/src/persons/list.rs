//! `GET /api/v1/persons`: the persons, page by page.

use serde::Deserialize;
use utoipa::IntoParams;

use super::{FOLDER, REGISTER};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, rows};
use crate::router::Seen;
use crate::wire::{Page, PersonItem, path};

/// Which persons. Names are private, so there is no filter by name.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The persons of the register, in a fixed order.
#[utoipa::path(
    get, path = "/api/v1/persons", tag = "registers", operation_id = "list_persons",
    params(ListQuery, PositionHeader),
    responses((status = 200, description = "A page of persons", body = Page<PersonItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, position: Position, Asked(asked): Asked<ListQuery>) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, REGISTER).await?;
    let page = api.casework.persons(asked.cursor.as_deref(), limit).await?;
    let limit = limit.to_string();
    let next = page.next.map(|cursor| {
        path(FOLDER, &[("limit", Some(&limit)), ("lang", asked.lang.as_deref()), ("cursor", Some(&cursor))])
    });
    let items = page.items.into_iter().map(PersonItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content())
}
