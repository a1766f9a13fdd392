//! Who reaches the server: beyond loopback only what a named proxy brings, by TLS.

use sqlx::PgPool;

use crate::http::ask;
use crate::program::Installation;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn beyond_loopback_it_is_reached_through_its_proxy_only(owner: PgPool) {
    let installation = Installation::on(&owner);
    let refused = installation.refused(&["serve", "--listen", "0.0.0.0:0"]).await;
    assert!(refused.contains("--behind-proxy") && refused.contains("--host"), "{refused}");

    let node = installation.serve_with(&["--behind-proxy", "127.0.0.1", "--host", "wenze.example"]).await;
    let get =
        async |path: &str, headers: &[(&str, &str)]| ask(node.address, &format!("GET {path}"), headers, None).await;
    assert_eq!(get("/api/v1/cases", &[]).await.0, 401, "whoever is brought by a proxy must say who he is");
    let from = ("x-forwarded-for", "203.0.113.9");
    assert_eq!(get("/healthz", &[from]).await.0, 403, "the proxy was not reached by TLS");
    let (status, head, _) = get("/healthz", &[from, ("x-forwarded-proto", "https")]).await;
    assert_eq!(status, 200, "{head}");
    assert!(head.contains("strict-transport-security"), "{head}");
    node.stop().await;
}
