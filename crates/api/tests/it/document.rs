//! The document, its page, and that it tells of every route there is.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::Value;
use sqlx::PgPool;
use wenze_domain::acts::Kind;

use crate::setting::{Setting, ask};

/// Routes that are not operations: the docs page with its files, and the answer to addresses where nothing is.
const NOT_OPERATIONS: [&str; 5] = ["/api", "/api/{*rest}", "/api/docs", "/api/docs/", "/api/docs/{*rest}"];
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The paths of a router, which only tells them when it is printed.
fn paths(router: &axum::Router) -> BTreeSet<String> {
    let printed = format!("{router:?}");
    let (before_fallback, _) = printed.split_once("fallback_router").unwrap();
    before_fallback.split('"').filter(|text| text.starts_with('/')).map(str::to_owned).collect()
}

fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let document = wenze_api::document();
    let methods = |item: &Value| item.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
    document["paths"].as_object().unwrap().iter().map(|(path, item)| (path.clone(), methods(item))).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_route_stands_in_the_document_and_nothing_else_does(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    // What is told for ever would never be read to its end.
    setting.casework.end_feeds();
    let mut routed = paths(&setting.router);
    for path in NOT_OPERATIONS {
        assert!(routed.remove(path), "{path} is no route any more: strike it from the list");
    }
    let documented = documented();
    assert_eq!(routed, documented.keys().cloned().collect());
    for (path, methods) in documented {
        let address =
            path.replace("{id}", "0192f0c1-0000-7000-8000-00000000dead").replace("{kind}", "x").replace("{code}", "x");
        for method in METHODS {
            let reply = setting.send(ask(method, &address)).await;
            let is_refused = reply.status == StatusCode::METHOD_NOT_ALLOWED;
            assert_eq!(is_refused, !methods.contains(method), "{method} {path}: {}", reply.status);
            if is_refused {
                reply.problem(405, "method");
                assert!(!reply.header("allow").is_empty());
            }
        }
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_document_is_served_as_it_is_committed(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let served = setting.get("/api/openapi.json").await;
    assert_eq!(served.json()["openapi"], "3.1.0");
    let committed: Value = serde_json::from_str(include_str!("../../openapi.json")).unwrap();
    assert!(served.json() == committed, "the committed document is stale: cargo xtask openapi");
    let again = setting.send(ask("GET", "/api/openapi.json").header("if-none-match", served.header("etag"))).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_docs_page_loads_nothing_from_another_host(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let page = setting.get("/api/docs/").await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("http"), "{policy}");
    let html = page.text();
    assert!(html.contains("swagger-ui"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("=\"//"), "{html}");
    let is_file = |text: &&str| [".js", ".css", ".png"].iter().any(|ending| text.ends_with(ending));
    let loaded: Vec<&str> = html.split('"').filter(is_file).collect();
    assert!(loaded.len() >= 4, "{loaded:?}");
    for file in loaded {
        let reply = setting.get(&format!("/api/docs/{}", file.trim_start_matches("./"))).await;
        assert_eq!(reply.status, StatusCode::OK, "{file}");
    }
    let script = setting.get("/api/docs/swagger-initializer.js").await.text();
    assert!(script.contains("/api/openapi.json"), "{script}");
    assert!(script.contains("\"validatorUrl\": \"none\"") || script.contains("\"validatorUrl\":\"none\""), "{script}");
    assert!(!script.contains("http"), "{script}");
    setting.get("/api/docs/lost.js").await.problem(404, "not-found");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_kind_of_act_has_its_schema(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    for kind in Kind::ALL {
        let reply = setting.get(&format!("/api/v1/schemas/acts/{}", kind.as_str())).await;
        assert_eq!(reply.header("content-type"), "application/schema+json");
        assert_eq!(reply.json()["properties"]["kind"]["const"], kind.as_str());
    }
    setting.get("/api/v1/schemas/acts/ReportLost").await.problem(404, "not-found");
    for path in ["/api", "/api/v2/cases", "/api/v1/cases/x/y/z", "/api/v1"] {
        setting.get(path).await.problem(404, "not-found");
    }
    let healthy = setting.get("/healthz").await;
    assert_eq!((healthy.status, healthy.json()["status"].as_str()), (StatusCode::OK, Some("ok")));
}
