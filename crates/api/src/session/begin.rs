//! `POST /api/v1/session`: sign in.

use axum::extract::State;
use axum::http::HeaderMap;
use chrono::Utc;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use wenze_access::{Password, SignIn};
use wenze_domain::time::office_day;

use crate::answer::Answer;
use crate::caller::{cookie, session_of};
use crate::problem::{AccountProblems, Code, Fault};
use crate::request::{CameFrom, Entered, Spelled};
use crate::router::Api;
use crate::wire::{HeldRole, SessionItem};

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInRequest {
    /// The login, in upper or lower case.
    #[schema(example = "wang.fang")]
    login: String,
    /// The password.
    #[schema(example = "…")]
    password: String,
}

impl Spelled for SignInRequest {
    fn example() -> Value {
        json!({ "login": "wang.fang", "password": "…" })
    }
}

/// Signs in: the session comes as a cookie that no script reads. Whether there is an account with a login is not told.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "account", operation_id = "sign_in",
    request_body = SignInRequest,
    responses(
        (status = 200, description = "Signed in", body = SessionItem, headers(("Set-Cookie" = String, description = "The session"))),
        AccountProblems
    )
)]
pub(crate) async fn begin(
    State(api): State<Api>,
    CameFrom(from): CameFrom,
    headers: HeaderMap,
    Entered(asked): Entered<SignInRequest>,
) -> Result<Answer, Fault> {
    let password = Password::typed(&asked.password).map_err(|_| Fault::new(Code::SignInFailed))?;
    let (account, session) = match api.access.sign_in(&asked.login, &password, from).await? {
        SignIn::Done(account, session) => (account, session),
        SignIn::Wrong => return Err(Fault::new(Code::SignInFailed)),
        SignIn::Later { seconds } => return Err(Fault::new(Code::TooManyAttempts).after(seconds)),
    };
    // Whatever session the browser held before, it does not go on under somebody else's eyes.
    if let Some(earlier) = session_of(&headers) {
        api.access.end_session(earlier.reveal()).await?;
    }
    let grants = api.casework.grants_of(account.person_id, None).await?;
    let held = grants.held_on(office_day(Utc::now())).into_iter().map(HeldRole::of).collect();
    Ok(Answer::of(&SessionItem::of(&account, held).until(session.ends_at)).cookie(&cookie(&session)))
}
