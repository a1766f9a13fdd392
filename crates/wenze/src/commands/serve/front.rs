//! Who may reach the server at all: by which name, from which address, and by whose hand.
//!
//! Beyond loopback every request comes through a proxy that is named and speaks TLS: passwords and texts never cross a network in
//! the clear, and nobody else can say in a header where a request came from.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use anyhow::bail;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{HOST, SET_COOKIE, STRICT_TRANSPORT_SECURITY};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The addresses a request came by, the last hand last.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// How the first hand was reached.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// For a year a browser comes back by TLS only.
const TLS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

const OTHER_HOST: &str = "此服务只接受发往本机地址或者所配置名称的请求。\n\
                          This server answers only to this machine's own addresses and to the names it was given with --host.\n";
const OTHER_HAND: &str = "此服务只能通过所配置的代理访问。\nThis server is reached through its proxy only.\n";
const NO_TLS: &str = "请使用 https 访问。\nCome by https.\n";

/// What requests are let in by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Front {
    /// Names besides this machine's own, in lower case.
    pub(crate) hosts: Vec<String>,
    /// Proxies that are trusted.
    pub(crate) proxies: Vec<IpAddr>,
    /// Whether others than this machine can reach the address that is listened on.
    is_exposed: bool,
}

impl Front {
    /// For this address. Beyond loopback there must be a proxy and a name.
    pub(crate) fn on(listen: SocketAddr, hosts: &[String], proxies: &[IpAddr]) -> anyhow::Result<Self> {
        let is_exposed = !listen.ip().is_loopback();
        if is_exposed && (proxies.is_empty() || hosts.is_empty()) {
            bail!(
                "{listen} can be reached from other machines, and the system speaks no TLS itself: put a proxy before it that does, \
                 and name it with --behind-proxy ADDRESS and the name people use with --host NAME; or listen on 127.0.0.1"
            );
        }
        let hosts = hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
        // Who listens on both kinds of address hears of the old kind in the spelling of the new.
        let proxies = proxies.iter().map(IpAddr::to_canonical).collect();
        Ok(Self { hosts, proxies, is_exposed })
    }

    fn answers_to(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_own = name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.is_loopback());
        is_own || self.hosts.iter().any(|host| name.eq_ignore_ascii_case(host))
    }

    /// The address a request came from before it came to a trusted proxy. What stands left of it anybody can have written.
    fn origin(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
        let hands: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let read = |hand: &&str| hand.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        let mut known = hands.iter().rev().map_while(read);
        known.find(|address| !self.proxies.contains(address))
    }
}

/// Lets a request in, or says why not.
pub(crate) async fn admit(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    let named = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let header = || request.headers().get(HOST).and_then(|value| value.to_str().ok()).map(str::to_owned);
    // A page of a stranger whose name leads to this machine (DNS rebinding) must not read or record anything in its visitor's browser.
    if !named.or_else(header).is_some_and(|host| front.answers_to(&host)) {
        return (StatusCode::MISDIRECTED_REQUEST, OTHER_HOST).into_response();
    }
    let peer =
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical());
    let is_by_proxy =
        peer.is_some_and(|peer| front.proxies.contains(&peer)) && request.headers().contains_key(FORWARDED_FOR);
    if !is_by_proxy {
        if front.is_exposed {
            return (StatusCode::FORBIDDEN, OTHER_HAND).into_response();
        }
        return next.run(request).await;
    }
    if request.headers().get(FORWARDED_PROTO).is_none_or(|by| by != "https") {
        return (StatusCode::FORBIDDEN, NO_TLS).into_response();
    }
    if let Some(origin) = front.origin(request.headers()) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(origin, 0)));
    }
    by_tls(next.run(request).await)
}

/// What is told by TLS is sent back by TLS only.
fn by_tls(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(STRICT_TRANSPORT_SECURITY, TLS_ONLY);
    let cookies: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies {
        let secure = [cookie.as_bytes(), b"; Secure"].concat();
        headers.append(SET_COOKIE, HeaderValue::from_bytes(&secure).unwrap_or(cookie));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(hosts: &[&str], proxies: &[&str]) -> Front {
        let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        Front::on("127.0.0.1:1".parse().unwrap(), &hosts, &proxies).unwrap()
    }

    #[test]
    fn it_answers_to_names_of_this_machine_and_to_those_it_was_given() {
        let front = front(&["Wenze.example"], &[]);
        for own in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "localhost:8080",
            "LOCALHOST",
            "[::1]:8080",
            "127.1.2.3:1",
            "wenze.example:443",
        ] {
            assert!(front.answers_to(own), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "10.0.0.1:8080",
            "127.0.0.1.nip.io",
            "a.wenze.example",
        ] {
            assert!(!front.answers_to(other), "{other}");
        }
    }

    #[test]
    fn beyond_loopback_there_is_a_proxy_and_a_name() {
        let on =
            |listen: &str, hosts: &[String], proxies: &[IpAddr]| Front::on(listen.parse().unwrap(), hosts, proxies);
        let (host, proxy) = (["wenze.example".to_owned()], ["10.0.0.2".parse().unwrap()]);
        for refused in [on("0.0.0.0:80", &[], &[]), on("10.0.0.1:80", &host, &[]), on("[::]:80", &[], &proxy)] {
            assert!(refused.unwrap_err().to_string().contains("--behind-proxy"));
        }
        assert!(on("0.0.0.0:80", &host, &proxy).is_ok());
        assert!(on("[::1]:80", &[], &[]).is_ok());
    }

    #[test]
    fn the_origin_is_what_the_last_trusted_hand_saw() {
        let front = front(&[], &["10.0.0.2", "10.0.0.3"]);
        let origin = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
            }
            front.origin(&headers).map(|address| address.to_string())
        };
        assert_eq!(origin(&["203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(origin(&["1.2.3.4, 203.0.113.9, 10.0.0.3"]).as_deref(), Some("203.0.113.9"), "the left is hearsay");
        assert_eq!(
            origin(&["203.0.113.9, ::ffff:10.0.0.3"]).as_deref(),
            Some("203.0.113.9"),
            "one address in two spellings"
        );
        assert_eq!(origin(&["1.2.3.4", "203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(origin(&["1.2.3.4, nonsense"]), None, "nothing left of what cannot be read");
    }

    #[test]
    fn what_came_by_tls_goes_back_by_tls() {
        let mut answer = StatusCode::OK.into_response();
        answer.headers_mut().append(SET_COOKIE, HeaderValue::from_static("a=1; HttpOnly"));
        answer.headers_mut().append(SET_COOKIE, HeaderValue::from_static("b=2"));
        let answer = by_tls(answer);
        let cookies: Vec<_> = answer.headers().get_all(SET_COOKIE).iter().collect();
        assert_eq!(cookies, ["a=1; HttpOnly; Secure", "b=2; Secure"]);
        assert!(answer.headers().contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
