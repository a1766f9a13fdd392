//! A file, or a part of one, on its way: who sends it, what is said of it, and the bytes as they come.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use futures_util::{Stream, TryStreamExt};
use wenze_domain::envelope::Actor as Acting;

use super::body::interrupted;
use super::{actor, idempotency, throw_away};
use crate::files::{UPLOAD_LENGTH, UPLOAD_OFFSET};
use crate::problem::{Code, Fault};
use crate::router::Api;

/// Whoever acts, where the request has no body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Actor(pub(crate) Acting);

impl FromRequestParts<Api> for Actor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Fault> {
        actor::actor(parts, api).map(Self)
    }
}

/// What is sent.
#[derive(Debug)]
pub(crate) struct Sending {
    pub(crate) actor: Acting,
    pub(crate) key: Option<String>,
    headers: HeaderMap,
    pub(crate) body: Body,
}

impl FromRequest<Api> for Sending {
    type Rejection = Fault;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let read = || -> Result<_, Fault> { Ok((actor::actor(&parts, api)?, idempotency::key(&parts.headers)?)) };
        match read() {
            Ok((actor, key)) => Ok(Self { actor, key, headers: parts.headers, body }),
            Err(fault) => {
                // Whoever is still sending would not get to read what is wrong.
                throw_away(body).await;
                Err(fault)
            }
        }
    }
}

impl Sending {
    /// The length of a file that comes in parts.
    pub(crate) fn upload_length(&self) -> Result<Option<u64>, Fault> {
        self.number(&UPLOAD_LENGTH)
    }

    /// Where the first byte stands.
    pub(crate) fn upload_offset(&self) -> Result<u64, Fault> {
        let absent =
            || Fault::new(Code::FileOffset).said("缺少请求头 Upload-Offset", "the header `Upload-Offset` is absent");
        self.number(&UPLOAD_OFFSET)?.ok_or_else(absent)
    }

    /// The length of the body.
    pub(crate) fn content_length(&self) -> Result<Option<u64>, Fault> {
        self.number(&CONTENT_LENGTH)
    }

    /// What is sent, without parameters and in lower case.
    pub(crate) fn media_type(&self) -> String {
        let told = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if essence.is_empty() { "application/octet-stream".to_owned() } else { essence }
    }

    /// The bytes, as they come.
    pub(crate) fn bytes(self) -> impl Stream<Item = Result<Bytes, Fault>> {
        self.body.into_data_stream().map_err(|error| interrupted(&error))
    }

    fn number(&self, name: &HeaderName) -> Result<Option<u64>, Fault> {
        let Some(value) = self.headers.get(name) else { return Ok(None) };
        let number = value.to_str().ok().and_then(|text| text.parse().ok());
        number.map(Some).ok_or_else(|| Fault::new(Code::FileLength).because("a length is a number of bytes"))
    }
}
