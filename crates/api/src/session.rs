//! `/api/v1/session`: signing in and out; one file per verb.

pub(crate) mod begin;
pub(crate) mod end;
pub(crate) mod password;
pub(crate) mod show;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::sync::Arc;

use crate::caller::{Caller, SignedIn};
use crate::problem::{Code, Fault};

/// Whoever is signed in; on these routes somebody is.
pub(crate) struct Own(pub(crate) Arc<SignedIn>);

impl<S: Send + Sync> FromRequestParts<S> for Own {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        match parts.extensions.get::<Caller>() {
            Some(Caller::SignedIn(signed_in)) => Ok(Self(Arc::clone(signed_in))),
            _ => Err(Fault::new(Code::SignIn)),
        }
    }
}
