//! Every route is closed to whoever is not signed in, but for those that let somebody in and tell what may be told to all.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use wenze_api::ApiOptions;

use crate::setting::{Ask, Setting, ask};

/// What answers without anybody signed in.
const OPEN: [&str; 6] = [
    "GET /api/openapi.json",
    "GET /api/v1/schemas/acts/{kind}",
    "GET /healthz",
    "GET /problems/{code}",
    "GET /readyz",
    "POST /api/v1/session",
];

/// A node that lets only those in who are signed in.
async fn guarded(owner: PgPool) -> Setting {
    let mut setting = Setting::without_views(owner).await;
    // What is told for ever would never be read to its end.
    setting.casework.end_feeds();
    let options = ApiOptions { named_actors: false, ..ApiOptions::default() };
    setting.router = wenze_api::router(setting.casework.clone(), options);
    setting
}

/// Every operation of the document with an address that stands for it.
fn operations() -> Vec<(String, String, String)> {
    let document = wenze_api::document();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let id = "0192f0c1-0000-7000-8000-00000000dead";
        let address = path
            .replace("{id}", id)
            .replace("{opening}", id)
            .replace("{kind}", "ReportReceived")
            .replace("{code}", "sign-in");
        for method in item.as_object().unwrap().keys() {
            all.push((method.to_uppercase(), path.clone(), address.clone()));
        }
    }
    all
}

async fn answered(setting: &Setting, prove: impl Fn(Ask) -> Ask) -> BTreeSet<String> {
    let mut open = BTreeSet::new();
    let operations = operations();
    assert!(operations.len() > 40, "the whole document was read");
    for (method, path, address) in operations {
        let reply = setting.send(prove(ask(&method, &address).json(&json!({})))).await;
        if reply.status == StatusCode::UNAUTHORIZED {
            reply.problem(401, "sign-in");
            assert!(reply.header("www-authenticate").starts_with("Bearer"), "{method} {path}");
        } else {
            open.insert(format!("{method} {path}"));
        }
    }
    open
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn without_somebody_signed_in_only_those_answer_that_are_listed(owner: PgPool) {
    let setting = guarded(owner).await;
    let listed: BTreeSet<String> = OPEN.iter().map(|&route| route.to_owned()).collect();
    let before = setting.stored().await;
    assert_eq!(answered(&setting, |ask| ask).await, listed, "nobody");
    assert_eq!(answered(&setting, Ask::acting).await, listed, "a name is no proof");
    let made_up = "A".repeat(43);
    let session = |ask: Ask| ask.header("cookie", &format!("wenze_session={made_up}"));
    assert_eq!(answered(&setting, session).await, listed, "nor is a session that was made up");
    let token = |ask: Ask| ask.header("authorization", &format!("Bearer wz_{made_up}"));
    assert_eq!(answered(&setting, token).await, listed, "nor a token");
    assert_eq!(setting.stored().await, before);
    assert_eq!(setting.get("/api/docs/").await.status, StatusCode::OK, "the page of the document is for everybody");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn where_names_are_taken_ones_own_account_and_what_is_sealed_are_closed(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    setting.casework.end_feeds();
    let open = answered(&setting, Ask::acting).await;
    let closed: Vec<String> = operations()
        .into_iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .filter(|route| !open.contains(route))
        .collect();
    assert_eq!(
        closed.into_iter().collect::<BTreeSet<_>>(),
        [
            "DELETE /api/v1/session",
            "DELETE /api/v1/sessions",
            "DELETE /api/v1/tokens/{id}",
            "GET /api/v1/cases/{id}/accesses",
            "GET /api/v1/erasures",
            "GET /api/v1/session",
            "GET /api/v1/special-access",
            "GET /api/v1/tokens",
            "POST /api/v1/cases/{id}/openings",
            "POST /api/v1/cases/{id}/openings/{opening}/decision",
            "POST /api/v1/cases/{id}/openings/{opening}/text",
            "POST /api/v1/cases/{id}/replays",
            "POST /api/v1/erasures",
            "POST /api/v1/erasures/{id}/carrying-out",
            "POST /api/v1/erasures/{id}/decision",
            "POST /api/v1/holds",
            "POST /api/v1/holds/{id}/lifting",
            "POST /api/v1/session/password",
            "POST /api/v1/special-access",
            "POST /api/v1/special-access/{id}/decision",
            "POST /api/v1/special-access/{id}/revocation",
            "POST /api/v1/tokens",
        ]
        .map(str::to_owned)
        .into()
    );
}
