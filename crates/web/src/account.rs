//! One's own account: signing in and out, changing the password, choosing the role in use. The accounts are those of the API.

pub(crate) mod password;
#[cfg(feature = "oidc")]
pub(crate) mod provider;
pub(crate) mod role;
pub(crate) mod sign_in;
pub(crate) mod sign_out;

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::failure::Failure;

/// Goes on to a page with cookies set; what it says is never kept.
fn on_to(path: &str, cookies: &[String]) -> Result<Response, Failure> {
    with_cookies(Redirect::to(path).into_response(), cookies)
}

/// An answer that sets cookies.
fn with_cookies(mut answer: Response, cookies: &[String]) -> Result<Response, Failure> {
    for cookie in cookies {
        let value = HeaderValue::from_str(cookie).map_err(|_| Failure::Fault)?;
        answer.headers_mut().append(SET_COOKIE, value);
    }
    Ok(answer)
}

/// A form again, because of what was entered.
fn again(page: Result<Response, Failure>, status: StatusCode) -> Result<Response, Failure> {
    page.map(|page| (status, page).into_response())
}
