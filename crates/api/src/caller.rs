//! Who calls: found before any handler runs, by a session, by a token, or not at all.
//!
//! Every route needs somebody who is signed in, but for those that [`Reach::of`] lists; a route that is added is closed until
//! it stands there. `named_actors` lets those in who are not, while a server is reached by nobody else. What whoever is signed
//! in may do in his role, policies say ([`may`]).

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::{Code, Fault};
use crate::request::throw_away;
use crate::router::Api;

mod may;
mod proof;
mod signed_in;

pub(crate) use may::may_record;
use may::permitted;
pub(crate) use proof::{Proof, session_of};
pub(crate) use signed_in::{AS_EXAMPLE, By, SignedIn};
pub(crate) use wenze_access::cookie::{NAME as COOKIE, none as no_cookie, of as cookie};

/// Routes that nobody need be signed in for: signing in, health, what problems and schemas mean, the document and its page.
const OPEN: [(&str, &str); 9] = [
    ("POST", "/api/v1/session"),
    ("GET", "/api/v1/schemas/acts/{kind}"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/docs"),
    ("GET", "/api/docs/"),
    ("GET", "/api/docs/{*rest}"),
    ("GET", "/problems/{code}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
];
/// Of those, the ones by which a machine asks whether the server is well.
const WELL: [&str; 2] = ["/healthz", "/readyz"];
/// Routes about one's own account: somebody must be signed in, whichever roles he holds and whatever the server takes.
const OWN: [(&str, &str); 7] = [
    ("GET", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("DELETE", "/api/v1/sessions"),
    ("POST", "/api/v1/session/password"),
    ("GET", "/api/v1/tokens"),
    ("POST", "/api/v1/tokens"),
    ("DELETE", "/api/v1/tokens/{id}"),
];
/// Routes that a first password opens.
const BEFORE_THE_CHANGE: [&str; 3] = ["/api/v1/session", "/api/v1/sessions", "/api/v1/session/password"];

/// Who calls.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// Nobody is signed in.
    Unknown,
    /// Somebody is.
    SignedIn(std::sync::Arc<SignedIn>),
}

/// Who reaches a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Everybody.
    Open,
    /// Whoever is signed in, about his own account.
    Own,
    /// Whoever is signed in and holds a role.
    Closed,
}

impl Reach {
    fn of(method: &Method, route: &str) -> Self {
        // Whoever may read may ask for the head alone.
        let method = if method == Method::HEAD { "GET" } else { method.as_str() };
        if OPEN.contains(&(method, route)) {
            Self::Open
        } else if OWN.contains(&(method, route)) {
            Self::Own
        } else {
            Self::Closed
        }
    }
}

/// Finds out who calls, and lets no further who may not.
pub(crate) async fn found(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let asked = Asked { method: &method, route: &route, headers: request.headers(), from };
    match caller(&api, asked).await {
        Ok(caller) => match permitted(&api, &caller, (&method, &route, &path)).await {
            Ok(seen) => {
                let extensions = request.extensions_mut();
                extensions.insert(caller);
                if let Some(seen) = seen {
                    extensions.insert(seen);
                }
                next.run(request).await
            }
            Err(fault) => refused(request, fault).await,
        },
        Err(fault) => refused(request, fault).await,
    }
}

async fn refused(request: Request, fault: Fault) -> Response {
    throw_away(request.into_body()).await;
    fault.into_response()
}

/// A request, as far as it tells who sent it.
struct Asked<'r> {
    method: &'r Method,
    route: &'r str,
    headers: &'r HeaderMap,
    from: Option<IpAddr>,
}

async fn caller(api: &Api, asked: Asked<'_>) -> Result<Caller, Fault> {
    let Asked { method, route, headers, from } = asked;
    let reach = Reach::of(method, route);
    if reach == Reach::Open {
        // Whether the server is well is asked by machines, again and again.
        return if WELL.contains(&route) { Ok(Caller::Unknown) } else { paced(api, from).map(|()| Caller::Unknown) };
    }
    let Some(proof) = Proof::of(headers)? else {
        paced(api, from)?;
        let may = reach == Reach::Closed && api.named_actors;
        return if may { Ok(Caller::Unknown) } else { Err(Fault::new(Code::SignIn)) };
    };
    let mut signed_in = match proof.checked(api).await {
        Ok(signed_in) => signed_in,
        // A proof that proves nothing may be a guess.
        Err(fault) => return paced(api, from).and(Err(fault)),
    };
    api.pace.of_account(signed_in.account.account_id)?;
    if signed_in.account.must_change && !BEFORE_THE_CHANGE.contains(&route) {
        return Err(Fault::new(Code::PasswordChange));
    }
    if signed_in.only_reads() && !method.is_safe() {
        return Err(Fault::new(Code::TokenScope));
    }
    if reach == Reach::Closed {
        signed_in.take_role(headers)?;
        signed_in.check_delegation(api).await?;
    }
    Ok(Caller::SignedIn(std::sync::Arc::new(signed_in)))
}

/// Counts a request of nobody in particular. Where anybody may name himself the server is reached by nobody else.
fn paced(api: &Api, from: Option<IpAddr>) -> Result<(), Fault> {
    if api.named_actors { Ok(()) } else { api.pace.of_address(from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_that_nobody_listed_is_closed() {
        let reach = |method: Method, route: &str| Reach::of(&method, route);
        assert_eq!(reach(Method::GET, "/api/v1/a-route-of-tomorrow"), Reach::Closed);
        assert_eq!(reach(Method::GET, "/metrics"), Reach::Closed);
        assert_eq!(reach(Method::POST, "/healthz"), Reach::Closed, "a method that was not listed either");
        assert_eq!((reach(Method::GET, "/healthz"), reach(Method::HEAD, "/healthz")), (Reach::Open, Reach::Open));
        assert_eq!(reach(Method::POST, "/api/v1/session"), Reach::Open);
        assert_eq!(reach(Method::DELETE, "/api/v1/session"), Reach::Own);
    }
}
