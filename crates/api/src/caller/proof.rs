//! What a request brings to prove who calls: the cookie of a session, or a token of the API.

use std::fmt;

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE as COOKIES};
use wenze_access::{Secret, cookie};

use super::signed_in::{By, SignedIn};
use crate::problem::{Code, Fault};
use crate::request::actor::ACTOR;
use crate::router::Api;

/// Longest token that is looked for, in bytes.
const TOKEN_BYTES_MAX: usize = 128;

/// What proves who calls.
pub(crate) enum Proof {
    /// The token of a session, in a cookie.
    Session(Secret),
    /// A token of the API, in `Authorization`.
    Token(Secret),
}

impl fmt::Debug for Proof {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Session(_) => "Session(…)",
            Self::Token(_) => "Token(…)",
        })
    }
}

impl Proof {
    /// Reads the headers: one proof or none. Two of them, or one beside a header that names somebody, are refused, for one
    /// of them was meant to deceive.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Option<Self>, Fault> {
        let refused = |zh: &str, en: &str| Err(Fault::new(Code::Credentials).said(zh, en));
        let mut sessions = sessions(headers);
        let session = sessions.next();
        let mut bearers = headers.get_all(AUTHORIZATION).iter();
        let bearer = bearers.next();
        if sessions.next().is_some() || bearers.next().is_some() {
            return refused("会话或者令牌写了两次", "a session or token stands twice");
        }
        if session.is_some() && bearer.is_some() {
            return refused("同时携带了会话和令牌", "a session and a token stand beside each other");
        }
        let proof = match (session, bearer) {
            (Some(session), _) => Self::Session(session),
            (None, Some(bearer)) => {
                let token = bearer.to_str().ok().and_then(bearer_token).ok_or(Fault::new(Code::SignIn))?;
                Self::Token(Secret::presented(token))
            }
            (None, None) => return Ok(None),
        };
        if headers.contains_key(ACTOR) {
            return refused("同时携带了 Wenze-Actor", "the header `Wenze-Actor` stands beside a session or token");
        }
        Ok(Some(proof))
    }

    /// Who it proves to call. One that is over, revoked or made up is none, and which of it is not told.
    pub(crate) async fn checked(self, api: &Api) -> Result<SignedIn, Fault> {
        let stranger = || Fault::new(Code::SignIn);
        let (account, by) = match self {
            Self::Session(token) => {
                let session = api.access.session(token.reveal()).await?.ok_or_else(stranger)?;
                (session.account, By::Session { token, ends_at: session.ends_at })
            }
            Self::Token(token) => {
                let found = api.access.token(token.reveal()).await?.ok_or_else(stranger)?;
                (found.account, By::Token(found.scope))
            }
        };
        let grants = api.casework.grants_of(account.person_id, None).await?;
        Ok(SignedIn::new(account, by, grants))
    }
    /// Whether it still proves that somebody is signed in, for those who listen on. What cannot be found out now is no.
    pub(crate) async fn goes_on(&self, api: &Api) -> bool {
        match self {
            Self::Session(token) => api.access.session_goes_on(token.reveal()).await.unwrap_or_default(),
            Self::Token(token) => api.access.token(token.reveal()).await.is_ok_and(|found| found.is_some()),
        }
    }
}

/// The token of the session that a browser holds, whether it goes on or not.
pub(crate) fn session_of(headers: &HeaderMap) -> Option<Secret> {
    sessions(headers).next()
}

fn sessions(headers: &HeaderMap) -> impl Iterator<Item = Secret> {
    cookie::tokens(headers.get_all(COOKIES).iter().filter_map(|line| line.to_str().ok()))
}

fn bearer_token(text: &str) -> Option<&str> {
    let (scheme, token) = text.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= TOKEN_BYTES_MAX).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn told(lines: &[(&'static str, &'static str)]) -> String {
        match Proof::of(&headers(lines)) {
            Ok(None) => "none".to_owned(),
            Ok(Some(Proof::Session(token))) => format!("session {}", token.reveal()),
            Ok(Some(Proof::Token(token))) => format!("token {}", token.reveal()),
            Err(fault) => fault.code().as_str().to_owned(),
        }
    }

    #[test]
    fn a_request_brings_one_proof_or_none() {
        assert_eq!(told(&[]), "none");
        assert_eq!(told(&[("cookie", "theme=dark; wenze_session=abc; x=y")]), "session abc");
        assert_eq!(told(&[("cookie", "theme=dark"), ("cookie", "wenze_session=abc")]), "session abc");
        assert_eq!(told(&[("cookie", "wenze_session=; other=1")]), "none");
        assert_eq!(told(&[("authorization", "bearer  wz_abc ")]), "token wz_abc");
        assert_eq!(told(&[("authorization", "Basic YTpi")]), "sign-in");
        assert_eq!(told(&[("authorization", "Bearer")]), "sign-in");
    }

    #[test]
    fn two_proofs_are_refused_and_so_is_a_name_beside_one() {
        let session = ("cookie", "wenze_session=abc");
        let token = ("authorization", "Bearer wz_abc");
        let named = ("wenze-actor", "x");
        for lines in [
            &[session, token][..],
            &[session, ("cookie", "wenze_session=def")],
            &[("cookie", "wenze_session=abc; wenze_session=def")],
            &[token, token],
            &[session, named],
            &[token, named],
        ] {
            assert_eq!(told(lines), "credentials", "{lines:?}");
        }
        assert_eq!(told(&[named]), "none");
    }

    #[test]
    fn a_proof_is_not_printed() {
        let proof = Proof::of(&headers(&[("cookie", "wenze_session=abc")]));
        assert_eq!(format!("{proof:?}"), "Ok(Some(Session(…)))");
    }
}
