//! `wenze serve`: API and pages, on loopback, or beyond it behind a proxy that speaks TLS.

use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use axum::middleware;
use tokio::net::TcpListener;

use crate::node::Node;
use crate::{Shared, files_in};

mod connections;
mod front;
#[cfg(feature = "oidc")]
mod provider;

pub(crate) use front::Front;

/// What `serve` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where to listen; beyond loopback only behind a proxy.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    /// Let only those in who are signed in, to the API and to the pages.
    #[arg(long)]
    accounts_only: bool,
    /// The address of a proxy that speaks TLS and says where requests come from; only those in who are signed in.
    #[arg(long, value_name = "ADDRESS")]
    behind_proxy: Vec<IpAddr>,
    /// A name people reach the system by, besides this machine's own.
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    #[cfg(feature = "oidc")]
    #[command(flatten)]
    provider: provider::ProviderOptions,
}

/// What is said where only those come in who are signed in.
const ACCOUNTS_ONLY: &str = "Listening for whoever is signed in, to the API and to the pages.";
/// What is said where everybody comes in.
const EVERYBODY: &str = "Listening on loopback only: whoever reaches it may read, and who is not signed in records under the \
                         name in the header Wenze-Actor. With --accounts-only nobody does.";

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let front = Front::on(options.listen, &options.host, &options.behind_proxy)?;
    #[cfg(feature = "oidc")]
    let provider = options.provider.provider()?;
    let listener = listen(options.listen).await?;
    let mut node = Node::open(shared).await?;
    if let Err(error) = files_in::try_out(node.casework.files_kept()).await {
        node.close().await?;
        return Err(error);
    }
    node.start_views();
    println!("http://{}", listener.local_addr()?);
    // Whoever comes through a proxy is not at this machine, and must say who he is.
    let named_actors = !options.accounts_only && options.behind_proxy.is_empty();
    println!("{}", if named_actors { EVERYBODY } else { ACCOUNTS_ONLY });
    #[cfg(feature = "oidc")]
    let access = provider.into_iter().fold(node.access(), wenze_access::Access::with_provider);
    #[cfg(not(feature = "oidc"))]
    let access = node.access();
    until_stopped(node, access, listener, front, named_actors).await?;
    Ok(ExitCode::SUCCESS)
}

/// Binds to an address that [`Front::on`] took.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on; choose another with --listen"))
}

/// Serves until Ctrl-C or SIGTERM, then stops everything in order.
pub(crate) async fn until_stopped(
    node: Node,
    access: wenze_access::Access,
    listener: TcpListener,
    front: Front,
    named_actors: bool,
) -> anyhow::Result<()> {
    let options = wenze_api::ApiOptions { named_actors, ..wenze_api::ApiOptions::default() };
    let api = wenze_api::router(node.casework.clone(), options);
    let router = api.merge(wenze_web::router(node.casework.clone(), access, !named_actors));
    let proxies = front.proxies.clone();
    let router = router.layer(middleware::from_fn_with_state(Arc::new(front), front::admit));
    let casework = node.casework.clone();
    let stopped = async move {
        stop_signal().await;
        // Those who listen to what is recorded would keep the process waiting for ever.
        casework.end_feeds();
    };
    connections::serve(listener, router, connections::Bounds::default(), &proxies, stopped).await;
    eprintln!("Stopping …");
    node.close().await
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
