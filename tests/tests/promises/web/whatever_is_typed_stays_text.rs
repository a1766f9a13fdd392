//! Whatever somebody types into any field of any act is shown as he typed it: it is no statement of the database, no piece
//! of a page, no template and no formula, whoever reads it and wherever.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::ACCEPT_LANGUAGE;
use serde_json::{Value, json};
use sqlx::PgPool;
use tower::ServiceExt;
use uuid::Uuid;
use wenze_api::ApiOptions;
use wenze_casework::Place;
use wenze_domain::acts::Kind;
use wenze_testkit::sample;
use wenze_tests::acts::{command, confirmed, every_kind, request, sample_case, with};
use wenze_tests::node::Node;
use wenze_tests::questions::assert_sound;

use crate::private_text_stays_private::private_places;

/// What would do something where text is taken for more: in a page, in an attribute, in a statement, in a template, in a message.
const TYPED: &str = "</td></script><script>alert(1)</script>\" onmouseover=\"x' or 1=1; drop table log.event; -- {{7*7}} ${7*7} { $case } %s \\u0041 &lt;";
/// How a page shows its beginning: every sign that a page could take for its own is written as a reference.
const SHOWN: &str = "&#60;/td&#62;&#60;/script&#62;&#60;script&#62;alert(1)";
const PAGE_BYTES_MAX: usize = 16 << 20;

/// The request with [`TYPED`] in every text that somebody can type.
fn typed(mut request: Value, fields: &mut usize) -> Value {
    for (at, _, value) in private_places(&request) {
        // A digest and a list of names are no text that is typed into one field.
        let is_text = value.as_str().is_some_and(|text| !(text.len() == 64 && text.is_ascii()));
        if let Some(place) = request.pointer_mut(&at).filter(|_| is_text) {
            *place = json!(TYPED);
            *fields += 1;
        }
    }
    request
}

async fn recorded(node: &Node) -> (Uuid, usize) {
    let mut fields = 0;
    for kind in [Kind::OrganRecorded, Kind::OfficialRecorded, Kind::PostHeld] {
        let mut entry = typed(request(kind, "2020-01-01"), &mut fields);
        // The name of an organ is open, and stands on every page.
        if let Some(name) = entry.pointer_mut("/payload/name").filter(|name| name.is_string()) {
            *name = json!(TYPED);
        }
        node.accept_command(&command(Place::Register, entry)).await;
    }
    let proxy = json!({ "person": { "person_id": sample::object("person"), "as_named": "x" }, "post": "x" });
    for (number, act) in every_kind("2024-01-02").into_iter().enumerate() {
        let act = typed(with(confirmed(act), "/on_behalf_of", proxy.clone()), &mut fields);
        let place = if number == 0 { Place::NewCase(Some(sample_case())) } else { Place::Case(sample_case()) };
        node.accept_command(&command(place, act)).await;
    }
    (sample_case(), fields)
}

async fn asked(site: &Router, path: &str, lang: &str) -> (u16, String) {
    let request = Request::get(path).header(ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap();
    let answer = site.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), PAGE_BYTES_MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn on_every_page_in_every_answer_and_in_the_database(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    let (case, fields) = recorded(&node).await;
    assert!(fields > 150, "only {fields} fields were filled");
    node.caught_up().await;
    let api = wenze_api::router(node.casework.clone(), ApiOptions::default());
    let access = wenze_api::access(&node.casework, wenze_api::Hashing::default());
    let site = api.merge(wenze_web::router(node.casework.clone(), access, false));
    for lang in ["zh-CN", "en"] {
        for path in [format!("/cases/{case}"), "/cases".to_owned()] {
            let (status, page) = asked(&site, &path, lang).await;
            assert_eq!(status, 200, "{path}");
            assert!(!page.contains("<script>") && !page.contains("\" onmouseover"), "{path} runs what was typed");
            let tells = path != "/cases";
            assert!(!tells || page.contains(SHOWN) && page.contains("{{7*7}} ${7*7} { $case } %s \\u0041"), "{path}");
        }
        let (status, told) = asked(&site, &format!("/api/v1/cases/{case}/audit?limit=200"), lang).await;
        assert_eq!(status, 200);
        assert!(serde_json::from_str::<Value>(&told).unwrap().to_string().contains("drop table log.event"));
    }
    // What is asked for is no statement either.
    for path in ["/cases?q=", "/api/v1/search?q=", "/api/v1/persons?name=", "/cases?office="] {
        let query = "%27%20or%201%3D1%3B%20drop%20table%20log.event%3B%20--%20%7B%7B7*7%7D%7D%3Cscript%3E";
        let (status, answer) = asked(&site, &format!("{path}{query}"), "en").await;
        // What is no page is no page to a browser either: it is JSON, and says so.
        let runs = !path.starts_with("/api/") && answer.contains("<script>");
        assert!(status < 500 && !runs, "{path} answers {status}: {answer}");
    }
    assert_sound(&node).await;
    node.close().await;
}
