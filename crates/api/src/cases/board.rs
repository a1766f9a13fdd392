//! What boards are asked by.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{FOLDER, moment};
use crate::problem::Fault;
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

/// On which day, and which rows: of a board that tells how something stands on a day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DayBoardQuery {
    /// The day on which an item is overdue or something barred, or not: `YYYY-MM-DD`, or an RFC 3339 instant. Today when
    /// absent.
    as_of: Option<String>,
    /// Where the page before ended.
    pub(crate) cursor: Option<String>,
    /// Rows of the page; 50 when absent. Rows of a dossier are cases.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

impl DayBoardQuery {
    /// The moment asked for.
    pub(crate) fn at(&self) -> Result<DateTime<Utc>, Fault> {
        Ok(moment("as_of", self.as_of.as_deref())?.unwrap_or_else(Utc::now))
    }

    /// The address of the page of a board after a cursor.
    pub(crate) fn next(&self, board: &str, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [
            ("as_of", self.as_of.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(board, &parameters)
    }
}
