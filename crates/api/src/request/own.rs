//! What somebody who is signed in does as himself and nobody does in his stead: reading what is not for everybody.

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use wenze_casework::Acting;
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::{Refusal, Undelegated};

use super::{body, idempotency};
use crate::caller::Caller;
use crate::problem::{Code, Fault};
use crate::router::Api;

/// Whoever is signed in and acts as himself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Oneself(pub(crate) Actor);

impl Oneself {
    fn of(parts: &Parts) -> Result<Self, Fault> {
        match parts.extensions.get::<Caller>() {
            Some(Caller::SignedIn(signed_in)) if signed_in.acting() == Acting::Oneself => signed_in.actor().map(Self),
            Some(Caller::SignedIn(_)) => Err(Fault::barred(Refusal::Undelegated { why: Undelegated::OtherActs })),
            _ => Err(Fault::new(Code::SignIn)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Oneself {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Self::of(parts)
    }
}

/// What somebody sends as himself.
#[derive(Debug)]
pub(crate) struct OwnWrite<T> {
    pub(crate) actor: Actor,
    pub(crate) key: Option<String>,
    pub(crate) body: T,
}

impl<T: DeserializeOwned> FromRequest<Api> for OwnWrite<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let body = body::json(&parts.headers, body, api.body_bytes_max).await;
        let Oneself(actor) = Oneself::of(&parts)?;
        let key = idempotency::key(&parts.headers)?;
        let malformed = |error: serde_json::Error| Fault::new(Code::Malformed).at("").because(&error.to_string());
        Ok(Self { actor, key, body: serde_json::from_value(body?).map_err(malformed)? })
    }
}

/// A case and an object of it, from the address. What is no id names nothing, so it is not found rather than malformed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids(pub(crate) Uuid, pub(crate) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let ids = Path::<(Uuid, Uuid)>::from_request_parts(parts, state).await;
        ids.map(|Path((case, other))| Self(case, other)).map_err(|_| Fault::new(Code::NotFound))
    }
}
