//! `wenze serve`: API and pages, on loopback until accounts exist.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, bail};
use tokio::net::TcpListener;

use crate::Shared;
use crate::node::Node;

/// What `serve` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where to listen; only loopback until accounts exist.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let listener = listen(options.listen).await?;
    let mut node = Node::open(&shared.data).await?;
    node.start_views();
    println!("http://{}", listener.local_addr()?);
    println!("Listening on loopback only: there are no accounts yet, the header Wenze-Actor names who records.");
    until_stopped(node, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Binds to a loopback address and to no other.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() {
        bail!("{address} is not a loopback address; until accounts exist the system listens on loopback only");
    }
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on; choose another with --listen"))
}

/// Serves until Ctrl-C or SIGTERM, then stops everything in order.
pub(crate) async fn until_stopped(node: Node, listener: TcpListener) -> anyhow::Result<()> {
    let api = wenze_api::router(node.casework.clone(), wenze_api::ApiOptions::default());
    let router = api.merge(wenze_web::router(node.casework.clone()));
    let served = axum::serve(listener, router).with_graceful_shutdown(stop_signal()).await;
    eprintln!("Stopping …");
    node.close().await?;
    served.context("the server stopped")
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
