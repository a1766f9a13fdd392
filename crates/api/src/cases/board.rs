//! What every board of a case is asked by.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::FOLDER;
use crate::wire::path;

/// Which rows of a board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BoardQuery {
    /// Where the page before ended.
    pub(super) cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    pub(super) lang: Option<String>,
}

impl BoardQuery {
    /// The address of the page after a cursor.
    pub(super) fn next(&self, id: Uuid, what: &str, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [("limit", Some(limit.as_str())), ("lang", self.lang.as_deref()), ("cursor", Some(cursor))];
        path(&format!("{FOLDER}/{id}/{what}"), &parameters)
    }
}
