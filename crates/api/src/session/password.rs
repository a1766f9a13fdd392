//! `POST /api/v1/session/password`: change one's own password.

use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use wenze_access::{Changed, Password};

use super::Own;
use crate::answer::Answer;
use crate::caller::cookie;
use crate::problem::{AccountProblems, Code, Fault};
use crate::request::{Entered, Spelled};
use crate::router::Api;

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The password of now.
    #[schema(example = "…")]
    old: String,
    /// The one to come: 12 to 128 characters, not the login.
    #[schema(example = "…")]
    new: String,
}

impl Spelled for PasswordChange {
    fn example() -> Value {
        json!({ "old": "…", "new": "…" })
    }
}

/// Changes the password. Every other session ends, and this one goes on under another token.
#[utoipa::path(
    post, path = "/api/v1/session/password", tag = "account", operation_id = "change_password",
    request_body = PasswordChange,
    responses(
        (status = 204, description = "Changed", headers(("Set-Cookie" = String, description = "The session"))),
        (status = 422, description = "`password`: the new one cannot be used", body = crate::Problem, content_type = "application/problem+json"),
        AccountProblems
    )
)]
pub(crate) async fn change(
    State(api): State<Api>,
    Own(own): Own,
    Entered(asked): Entered<PasswordChange>,
) -> Result<Answer, Fault> {
    own.session()?;
    let old = Password::typed(&asked.old).map_err(|_| Fault::new(Code::SignInFailed))?;
    match api.access.change_password(&own.account, &old, &asked.new).await? {
        Changed::Done(session) => Ok(Answer::done().cookie(&cookie(&session))),
        Changed::Wrong => Err(Fault::new(Code::SignInFailed)),
        Changed::Later { seconds } => Err(Fault::new(Code::TooManyAttempts).after(seconds)),
    }
}
