//! `POST /api/v1/tokens`: make a token.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use wenze_access::{Scope, TokenAsked};

use crate::answer::Answer;
use crate::problem::{AccountProblems, Code, Fault};
use crate::request::{Entered, Spelled};
use crate::router::Api;
use crate::session::Own;
use crate::wire::MadeToken;

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenRequest {
    /// What it is for, on one line of at most 100 characters.
    #[schema(example = "nightly export")]
    name: String,
    /// What may be done with it: `read` or `record`.
    #[schema(example = "read")]
    scope: String,
    /// How long it lives: 1 to 366 days.
    #[schema(example = 90)]
    days: u32,
}

impl Spelled for TokenRequest {
    fn example() -> Value {
        json!({ "name": "nightly export", "scope": "read", "days": 90 })
    }
}

/// Makes a token with which a program acts as its owner. It is told this once.
#[utoipa::path(
    post, path = "/api/v1/tokens", tag = "account", operation_id = "make_token",
    request_body = TokenRequest,
    responses(
        (status = 201, description = "Made", body = MadeToken),
        (status = 409, description = "`too-many-tokens`", body = crate::Problem, content_type = "application/problem+json"),
        AccountProblems
    )
)]
pub(crate) async fn make(
    State(api): State<Api>,
    Own(own): Own,
    Entered(asked): Entered<TokenRequest>,
) -> Result<Answer, Fault> {
    own.session()?;
    let wrong =
        || Fault::new(Code::Malformed).at("/scope").said("scope 应为 read 或者 record", "scope is `read` or `record`");
    let scope = Scope::parse(&asked.scope).ok_or_else(wrong)?;
    let asked = TokenAsked { name: asked.name, scope, days: asked.days };
    let made = api.access.add_token(own.account.account_id, &asked).await?;
    Ok(Answer::of(&MadeToken::of(made)).status(StatusCode::CREATED).unkept())
}
