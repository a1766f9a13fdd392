//! Answers: a body, the tag by which it is asked for again, and what a write adds.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, LOCATION, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wenze_casework::Receipt;
use wenze_domain::words::Lang;

use crate::wire::Accepted;

/// The token of a write, on its answer and on the requests of lists that must show it.
pub(crate) const POSITION: HeaderName = HeaderName::from_static("wenze-position");
/// Says that the command had been accepted before and this is its first answer.
pub(crate) const REPEATED: HeaderName = HeaderName::from_static("wenze-repeated");

/// The hash keys of this process: a digest of private bytes that everybody could compute would itself be private.
static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);

/// One answer.
pub(crate) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    /// 200 with a JSON body.
    pub(crate) fn of(body: &impl Serialize) -> Self {
        // Every body here is made of strings, numbers and lists, which always serialise.
        let body = serde_json::to_vec(body).unwrap_or_default();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self { status: StatusCode::OK, headers, body }
    }

    /// 200 with a table for spreadsheets.
    pub(crate) fn csv(text: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
        Self { status: StatusCode::OK, headers, body: text.into_bytes() }
    }

    /// 204: it was done, and there is nothing to say of it.
    pub(crate) fn done() -> Self {
        Self { status: StatusCode::NO_CONTENT, headers: HeaderMap::new(), body: Vec::new() }
    }

    /// Gives the browser a cookie. What is told beside it is kept by nobody.
    pub(crate) fn cookie(self, cookie: &str) -> Self {
        self.header(SET_COOKIE, cookie).unkept()
    }

    /// Says that nobody keeps the answer: it holds a secret.
    pub(crate) fn unkept(self) -> Self {
        self.header(CACHE_CONTROL, "no-store")
    }

    /// 201 for an accepted command: where the case, person or organ is, its version, and the token of the write.
    pub(crate) fn accepted(receipt: &Receipt, folder: &str) -> Self {
        Self::accepted_at(receipt, &format!("{folder}/{}", receipt.id))
    }

    /// The same where what was written is read at an address of its own.
    pub(crate) fn accepted_at(receipt: &Receipt, location: &str) -> Self {
        let answer = Self::of(&Accepted::of(receipt)).version(receipt.version);
        let mut answer = answer.header(LOCATION, location);
        answer.status = StatusCode::CREATED;
        let answer = answer.header(POSITION, &receipt.position);
        if receipt.repeated { answer.header(REPEATED, "true") } else { answer }
    }

    /// Tags the answer with the version of its stream, which `If-Match` takes.
    pub(crate) fn version(self, version: i32) -> Self {
        self.header(ETAG, &format!("\"{version}\""))
    }

    /// Tags the answer with a digest of its bytes, for answers that no single version stands for.
    pub(crate) fn by_content(self) -> Self {
        let tag = format!("\"{}\"", digest(&self.body));
        self.header(ETAG, &tag)
    }

    /// Tags the answer with a digest of what it means: its body without what changes from one request to the next though it
    /// says the same. The tag is weak, for whoever holds the answer holds other bytes.
    pub(crate) fn by_meaning(self, meaning: &impl Serialize) -> Self {
        let tag = format!("W/\"{}\"", digest(&serde_json::to_vec(meaning).unwrap_or_default()));
        self.header(ETAG, &tag)
    }

    /// Tags an answer that bears its stamp: with the version of the case, the language, and a digest of the bytes, stamp and
    /// all. The stamp alone would not do: a name in the register can change, and a text be erased, without the case moving on.
    /// `If-Match` takes the tag for the version that stands first in it.
    pub(crate) fn stamped(self, version: i32, lang: Lang) -> Self {
        let tag = format!("\"{version}-{}-{}\"", lang.as_str(), digest(&self.body));
        self.header(ETAG, &tag).spoken(lang)
    }

    /// Says in which language it speaks.
    pub(crate) fn spoken(self, lang: Lang) -> Self {
        self.header(CONTENT_LANGUAGE, lang.as_str()).header(VARY, "accept-language")
    }

    /// Says that `Accept` chose between two forms of what is told.
    pub(crate) fn in_form_accepted(self) -> Self {
        self.header(VARY, "accept, accept-language")
    }

    /// Names another media type.
    pub(crate) fn media_type(self, media_type: &'static str) -> Self {
        self.header(CONTENT_TYPE, media_type)
    }

    /// The same body with another status.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}

fn digest(bytes: &[u8]) -> String {
    let [a, b] = LazyLock::force(&KEYS);
    format!("{:016x}{:016x}", a.hash_one(bytes), b.hash_one(bytes))
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status, self.headers, self.body).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_follows_the_bytes_and_tells_nothing_of_them() {
        let tag = |body: &str| Answer::of(&body).by_content().headers[ETAG].clone();
        assert_eq!(tag("举报"), tag("举报"));
        assert_ne!(tag("举报"), tag("申诉"));
        assert_eq!(tag("举报").len(), 34);
    }
}
