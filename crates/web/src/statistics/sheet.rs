//! `/statistics/{name}/table.csv`: the table of a statistic for spreadsheets.

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use wenze_casework::statistics::Statistic;

use super::asked::asked;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::seen::Seen;

/// The table, as a file of its own.
pub(crate) async fn show(Seen(casework): Seen, Path(name): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let statistic = Statistic::named(&name).ok_or(Failure::NoPage)?;
    let wrong = |why: String| Failure::Unreadable(/* text */ "statistics-asked", why);
    let asked = asked(&reader, statistic).map_err(wrong)?;
    let view = casework.statistic(&asked, reader.words).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"wenze-{}.csv\"", statistic.name)),
    ];
    Ok((headers, view.csv(&asked, reader.words)).into_response())
}
