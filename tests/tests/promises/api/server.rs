//! A node that listens, and a client that speaks no more HTTP than it must, so that it can also speak it badly.

use std::net::SocketAddr;

use axum::Router;
use serde_json::Value;
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use wenze_access::Access;
use wenze_api::{ApiOptions, Hashing};
use wenze_casework::Casework;
use wenze_domain::envelope::Actor;
use wenze_tests::node::Node;

/// A node on a port of its own.
pub(crate) struct Server {
    pub(crate) node: Node,
    pub(crate) address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(owner: &PgPool) -> Self {
        Self::living(owner, ApiOptions::default()).await
    }

    /// A node whose read models stand still, with its API as told.
    pub(crate) async fn still(owner: &PgPool, options: ApiOptions) -> Self {
        Self::of(Node::beside(owner).await, options).await
    }

    /// A node whose read models follow, with its API as told.
    pub(crate) async fn living(owner: &PgPool, options: ApiOptions) -> Self {
        let mut node = Node::beside(owner).await;
        node.start_views();
        Self::of(node, options).await
    }

    /// A node with its pages beside the API.
    pub(crate) async fn with_pages(owner: &PgPool) -> Self {
        let mut node = Node::beside(owner).await;
        node.start_views();
        let api = wenze_api::router(node.casework.clone(), ApiOptions::default());
        let pages = wenze_web::router(node.casework.clone(), Self::accounts(&node.casework), true);
        Self::serving(node, api.merge(pages)).await
    }

    /// A node whose read models follow, with its API as told and its pages, for whoever is signed in.
    pub(crate) async fn whole(owner: &PgPool, options: ApiOptions) -> Self {
        let mut node = Node::beside(owner).await;
        node.start_views();
        let api = wenze_api::router(node.casework.clone(), options);
        let pages = wenze_web::router(node.casework.clone(), Self::accounts(&node.casework), true);
        Self::serving(node, api.merge(pages)).await
    }

    /// The accounts of a node, hashed as cheaply as can be.
    pub(crate) fn accounts(casework: &Casework) -> Access {
        wenze_api::access(casework, Hashing { memory_kib: 8, passes: 1, lanes: 1 })
    }

    async fn of(node: Node, options: ApiOptions) -> Self {
        let router = wenze_api::router(node.casework.clone(), options);
        Self::serving(node, router).await
    }

    async fn serving(node: Node, router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { node, address, serving }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\n\r\n"), b"").await
    }

    /// Sends an act and reads the answer.
    pub(crate) async fn post(&self, path: &str, actor: Actor, body: &Value) -> Reply {
        let body = body.to_string().into_bytes();
        self.send(&head(path, actor, body.len(), ""), &body).await
    }

    /// Asks with these header lines and this body, if there is one.
    pub(crate) async fn ask(&self, method: &str, path: &str, lines: &[(&str, &str)], body: Option<&Value>) -> Reply {
        let body = body.map(|body| body.to_string().into_bytes());
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\n");
        for (name, value) in lines {
            head += &[name, ": ", value, "\r\n"].concat();
        }
        if let Some(body) = &body {
            let length = body.len().to_string();
            head += &["content-type: application/json\r\ncontent-length: ", &length, "\r\n"].concat();
        }
        self.send(&(head + "\r\n"), &body.unwrap_or_default()).await
    }

    /// Sends bytes and reads until the other side closes.
    pub(crate) async fn send(&self, head: &str, body: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        // A server that closes early is no failure here: what it said before is what counts.
        let _ = stream.write_all(body).await;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        Reply::read(&bytes)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The head of a request to record; `more` are further header lines, each with its end.
pub(crate) fn head(path: &str, actor: Actor, length: usize, more: &str) -> String {
    let Actor { person_id, role, office_id } = actor;
    format!(
        "POST {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\ncontent-type: application/json\r\n\
         wenze-actor: {person_id};role={role};office={office_id}\r\ncontent-length: {length}\r\n{more}\r\n"
    )
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    /// The answer must be a problem of this kind.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.header("content-type")), (status, Some("application/problem+json")), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem:#}");
        problem
    }
}
