//! Connections: how many there are, how long one may take to say what it wants, and how all end.
//!
//! `axum::serve` bounds none of it: whoever opens thousands of connections, or sends a header a byte at a time, would keep
//! everybody else out.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// What connections may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Most connections at once; who comes then waits to be let in.
    pub(crate) connections: usize,
    /// Most connections from one address, which a proxy that is trusted is not held to.
    pub(crate) per_address: usize,
    /// Longest time until a request has said what it wants, and longest rest of a connection between two of them.
    pub(crate) headers: Duration,
    /// Longest time that requests under way have when the server stops.
    pub(crate) ending: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connections: 2_048, per_address: 256, headers: Duration::from_secs(15), ending: Duration::from_secs(30) }
    }
}

/// Longest pause after the system had no more connections to give.
const NO_MORE_FILES: Duration = Duration::from_millis(200);

/// How many connections each address has.
#[derive(Debug, Default, Clone)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// The place of a connection among those of its address.
struct Place {
    addresses: Addresses,
    address: IpAddr,
}

impl Addresses {
    fn take(&self, address: IpAddr, most: usize) -> Option<Place> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = held.entry(address).or_default();
        if *own >= most {
            return None;
        }
        *own += 1;
        Some(Place { addresses: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.addresses.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = held.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                held.remove(&self.address);
            }
        }
    }
}

/// Serves until `stopped`, then lets what is under way come to its end. `trusted` are proxies that bring other people's requests.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    trusted: &[IpAddr],
    stopped: impl Future<Output = ()>,
) {
    let (places, addresses, graceful) =
        (Arc::new(Semaphore::new(bounds.connections)), Addresses::default(), GracefulShutdown::new());
    let mut http = http1::Builder::new();
    // The time for the headers runs while a connection rests, too.
    http.timer(TokioTimer::new()).header_read_timeout(bounds.headers);
    let mut stopped = pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stopped => break,
        };
        let (stream, from, permit) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // A connection that broke while it was let in is nobody else's matter; a process without files waits for some.
                if !is_of_one_connection(&error) {
                    tracing::warn!(%error, "no connection can be let in, trying again");
                    sleep(NO_MORE_FILES).await;
                }
                continue;
            }
        };
        let address = from.ip().to_canonical();
        let most = if trusted.contains(&address) { bounds.connections } else { bounds.per_address };
        // One address that holds all its places open is cut off, and nobody else.
        let Some(place) = addresses.take(address, most) else { continue };
        let named = router.clone().map_request(move |mut request: Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(from));
            request
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(named)));
        tokio::spawn(async move {
            // How a connection ends is between it and its other end.
            let _ = connection.await;
            drop((place, permit));
        });
    }
    drop(listener);
    let _ = timeout(bounds.ending, graceful.shutdown()).await;
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, from) = listener.accept().await?;
    // Answers are written at once: waiting for more to send would only delay them.
    stream.set_nodelay(true)?;
    Ok((stream, from, permit))
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    const BOUNDS: Bounds =
        Bounds { connections: 4, per_address: 3, headers: Duration::from_millis(300), ending: Duration::from_secs(5) };

    async fn served() -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", axum::routing::get(|| async { "here" }));
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let serving =
            tokio::spawn(async move { serve(listener, router, BOUNDS, &[], async { drop(stopped.await) }).await });
        (address, stop, serving)
    }

    /// What comes back until the other side ends the connection.
    async fn heard(stream: &mut TcpStream) -> String {
        let mut text = Vec::new();
        let _ = timeout(Duration::from_secs(10), stream.read_to_end(&mut text)).await.expect("it is never ended");
        String::from_utf8_lossy(&text).into_owned()
    }

    #[tokio::test]
    async fn whoever_sends_a_header_byte_by_byte_is_cut_off_and_others_are_served() {
        let (address, stop, serving) = served().await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").await.unwrap();
        let mut quick = TcpStream::connect(address).await.unwrap();
        quick.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
        assert!(heard(&mut quick).await.ends_with("here"), "and then it rests for too long");
        assert!(!heard(&mut slow).await.contains("here"));
        stop.send(()).unwrap();
        serving.await.unwrap();
    }

    #[tokio::test]
    async fn an_address_that_holds_all_its_places_is_cut_off() {
        let (address, stop, serving) = served().await;
        let mut held = Vec::new();
        for _ in 0..BOUNDS.per_address {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET").await.unwrap();
            held.push(stream);
        }
        sleep(Duration::from_millis(50)).await;
        let mut one_more = TcpStream::connect(address).await.unwrap();
        assert_eq!(heard(&mut one_more).await, "");
        stop.send(()).unwrap();
        serving.await.unwrap();
    }

    #[test]
    fn an_address_has_so_many_places_and_gets_them_back() {
        let addresses = Addresses::default();
        let (one, other): (IpAddr, IpAddr) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let first = addresses.take(one, 2);
        let second = addresses.take(one, 2);
        assert!(first.is_some() && second.is_some());
        assert!(addresses.take(one, 2).is_none());
        assert!(addresses.take(other, 2).is_some(), "nobody else is kept out");
        drop(first);
        assert!(addresses.take(one, 2).is_some());
        drop(second);
        assert!(addresses.0.lock().unwrap().is_empty());
    }
}
