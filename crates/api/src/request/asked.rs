//! The query of an address, read strictly: a misspelt filter must not pass for an empty one.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use wenze_casework::PAGE_ROWS_MAX;

use crate::problem::{Code, Fault};

/// Rows of a page when the caller does not say.
const PAGE_ROWS_DEFAULT: u32 = 50;
/// Longest query of an address, in bytes.
const QUERY_BYTES_MAX: usize = 4096;

/// The query of the address; `T` refuses unknown names.
#[derive(Debug, Clone)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let query = parts.uri.query().unwrap_or_default();
        if query.len() > QUERY_BYTES_MAX {
            return Err(Fault::new(Code::Query).because("the query is longer than 4096 bytes"));
        }
        // The database has no text with this character, and nobody searches for it.
        if query.contains("%00") {
            return Err(Fault::new(Code::Query).because("a parameter holds the character U+0000"));
        }
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(refused) => Err(Fault::new(Code::Query).because(&refused.body_text())),
        }
    }
}

/// The rows of a page, within the bound.
pub(crate) fn rows(limit: Option<u32>) -> Result<u32, Fault> {
    let limit = limit.unwrap_or(PAGE_ROWS_DEFAULT);
    if (1..=PAGE_ROWS_MAX).contains(&limit) {
        return Ok(limit);
    }
    Err(Fault::new(Code::Query).because(&format!("limit is 1 to {PAGE_ROWS_MAX}")))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        limit: Option<u32>,
    }

    async fn asked(address: &str) -> Option<Option<u32>> {
        let (mut parts, ()) = Request::get(address).body(()).unwrap().into_parts();
        Asked::<Sample>::from_request_parts(&mut parts, &()).await.ok().map(|Asked(sample)| sample.limit)
    }

    #[tokio::test]
    async fn what_is_not_asked_for_as_written_is_refused() {
        assert_eq!(asked("/a?limit=7").await, Some(Some(7)));
        assert_eq!(asked("/a").await, Some(None));
        for bad in ["/a?limit=x", "/a?limits=7", "/a?limit=1&limit=2", "/a?limit=%00"] {
            assert_eq!(asked(bad).await, None, "{bad}");
        }
        assert_eq!(rows(Some(200)).ok(), Some(200));
        assert!(rows(Some(0)).is_err() && rows(Some(201)).is_err());
    }
}
