//! In which form a table is told: JSON, or CSV where `Accept` prefers it.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::http::request::Parts;

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableForm {
    /// As everything here is told.
    Json,
    /// For spreadsheets.
    Csv,
}

impl TableForm {
    /// CSV is told to whoever names it and wants JSON less.
    fn of(headers: &HeaderMap) -> Self {
        let accepted =
            || headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
        let weight = |media_type: &str| accepted().find_map(|one| weight(one, media_type)).unwrap_or(0.0);
        let csv = weight("text/csv");
        if csv > 0.0 && csv > weight("application/json") { Self::Csv } else { Self::Json }
    }
}

/// How much a media type is wanted, if this part of the header names it.
fn weight(accepted: &str, media_type: &str) -> Option<f32> {
    let mut pieces = accepted.split(';').map(str::trim);
    pieces.next().filter(|name| name.eq_ignore_ascii_case(media_type))?;
    let given = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse::<f32>().ok());
    Some(given.unwrap_or(1.0))
}

impl<S: Send + Sync> FromRequestParts<S> for TableForm {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_told_to_whoever_asks_for_it() {
        let form = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            TableForm::of(&headers)
        };
        for csv in ["text/csv", "Text/CSV; charset=utf-8", "application/json;q=0.5, text/csv", "text/csv, */*;q=0.1"] {
            assert_eq!(form(csv), TableForm::Csv, "{csv}");
        }
        for json in ["", "*/*", "text/*", "application/json", "application/json, text/csv", "text/csv;q=0"] {
            assert_eq!(form(json), TableForm::Json, "{json}");
        }
    }
}
