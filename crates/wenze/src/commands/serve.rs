//! `wenze serve`: API and pages, on loopback until people are let in by policy.

use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use anyhow::{Context, bail};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

use crate::Shared;
use crate::node::Node;

/// What `serve` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where to listen; only loopback.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    /// Let only those in who are signed in, to the API and to the pages.
    #[arg(long)]
    accounts_only: bool,
}

/// What is said where only those come in who are signed in.
const ACCOUNTS_ONLY: &str = "Listening on loopback only, for whoever is signed in, to the API and to the pages.";
/// What is said where everybody comes in.
const EVERYBODY: &str = "Listening on loopback only: whoever reaches it may read, and who is not signed in records under the \
                         name in the header Wenze-Actor. With --accounts-only nobody does.";

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let listener = listen(options.listen).await?;
    let mut node = Node::open(&shared.data).await?;
    node.start_views();
    println!("http://{}", listener.local_addr()?);
    println!("{}", if options.accounts_only { ACCOUNTS_ONLY } else { EVERYBODY });
    until_stopped(node, listener, !options.accounts_only).await?;
    Ok(ExitCode::SUCCESS)
}

/// Binds to a loopback address and to no other.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() {
        bail!(
            "{address} is not a loopback address; until people are let in by policy the system listens on loopback only"
        );
    }
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on; choose another with --listen"))
}

/// Serves until Ctrl-C or SIGTERM, then stops everything in order.
pub(crate) async fn until_stopped(node: Node, listener: TcpListener, named_actors: bool) -> anyhow::Result<()> {
    let options = wenze_api::ApiOptions { named_actors, ..wenze_api::ApiOptions::default() };
    let api = wenze_api::router(node.casework.clone(), options);
    let router = api.merge(wenze_web::router(node.casework.clone(), node.access(), !named_actors));
    let router = router.layer(middleware::from_fn(own_host)).into_make_service_with_connect_info::<SocketAddr>();
    let casework = node.casework.clone();
    let stopped = async move {
        stop_signal().await;
        // Those who listen to what is recorded would keep the process waiting for ever.
        casework.end_feeds();
    };
    let served = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
    eprintln!("Stopping …");
    node.close().await?;
    served.context("the server stopped")
}

/// Refuses requests that were addressed to another host: while nobody need be signed in, a page of a stranger whose name leads to
/// this machine (DNS rebinding) must not read or record anything in its visitor's browser.
async fn own_host(request: Request, next: Next) -> Response {
    let named = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let header = || request.headers().get(HOST).and_then(|value| value.to_str().ok()).map(str::to_owned);
    if named.or_else(header).is_some_and(|host| is_own(&host)) {
        return next.run(request).await;
    }
    let words = "此服务只接受发往本机地址的请求，请使用 http://127.0.0.1 或 http://localhost 访问。\n\
                 This server answers only to this machine's own addresses; open it as http://127.0.0.1 or http://localhost.\n";
    (StatusCode::MISDIRECTED_REQUEST, words).into_response()
}

/// Whether a host with or without a port is this machine by a name that nobody else can give it.
fn is_own(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.is_loopback())
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for own in ["127.0.0.1", "127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "127.1.2.3:1"] {
            assert!(is_own(own), "{own}");
        }
        for other in
            ["", "evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1:8080", "127.0.0.1.nip.io"]
        {
            assert!(!is_own(other), "{other}");
        }
    }
}
