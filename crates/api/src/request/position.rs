//! Reading one's own write: a list that is given the token of a write waits until it shows it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use utoipa::IntoParams;

use crate::answer::POSITION;
use crate::problem::{Code, Fault};
use crate::router::Api;

/// The token a list must wait for.
#[derive(Debug, Clone)]
pub(crate) struct Position(Option<String>);

/// The header, for the document.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the header that `Position` reads")]
pub(crate) struct PositionHeader {
    /// What `Wenze-Position` of an answer to a write said: the answer waits up to 2 s until it shows that write, and is
    /// 503 `view-behind` when it does not by then.
    #[param(rename = "Wenze-Position")]
    position: Option<String>,
}

impl Position {
    /// Waits until the read model shows the write.
    pub(crate) async fn reached(&self, api: &Api, model: &'static str) -> Result<(), Fault> {
        match &self.0 {
            Some(token) => Ok(api.casework.wait_for_view(model, token).await?),
            None => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Position {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let token = parts.headers.get(POSITION).map(|value| value.to_str().map(str::to_owned));
        Ok(Self(token.transpose().map_err(|_| Fault::new(Code::Token).because("position"))?))
    }
}
