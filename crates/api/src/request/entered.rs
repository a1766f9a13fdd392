//! What somebody enters about his account, and from where.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::body;
use crate::problem::{Code, Fault};
use crate::router::Api;

/// Longest body about an account, in bytes.
const ENTERED_BYTES_MAX: usize = 16 * 1024;

/// A body that is spelled out where it cannot be read: no message of a parser tells what stood there, for it may be a password.
pub(crate) trait Spelled: DeserializeOwned {
    /// What the body must be.
    fn example() -> Value;
}

/// A body about an account.
#[derive(Debug)]
pub(crate) struct Entered<T>(pub(crate) T);

impl<T: Spelled> FromRequest<Api> for Entered<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &Api) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let entered = body::json(&parts.headers, body, ENTERED_BYTES_MAX).await?;
        let fault = |_| {
            let fault = Fault::new(Code::Malformed).at("");
            fault
                .said("请按 example 所示填写，不得有其他字段", "write it as `example` shows, and nothing else")
                .instead(T::example())
        };
        serde_json::from_value(entered).map(Self).map_err(fault)
    }
}

/// The address a request came from, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CameFrom(pub(crate) Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for CameFrom {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())))
    }
}
