//! A whole case, with everything that happens to it, is recorded over HTTP and read back at every moment.

use chrono::Utc;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_testkit::generator::{Generator, RegisterAct, resolve_event_refs};
use wenze_tests::questions::{assert_gapless, assert_sound};

use super::server::{Reply, Server};

const SEED: u64 = 7;
/// A story with a sanction, an appeal in two instances and a changed decision, told in the usual order.
const STORY: &str = "appeal in two instances, decision changed";

async fn recorded(server: &Server, path: &str, act: &RegisterAct) -> Reply {
    let reply = server.post(path, act.actor, &act.request).await;
    assert_eq!(reply.status, 201, "{}: {}", act.request, reply.body);
    reply
}

async fn read(server: &Server, path: &str) -> Value {
    let reply = server.get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    reply.json()
}

fn renamed(request: &Value, from: &str, to: &str) -> Value {
    serde_json::from_str(&request.to_string().replace(from, to)).unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn from_the_first_letter_to_the_last_instance(owner: PgPool) {
    let server = Server::start(&owner).await;
    let generator = Generator::new(SEED, Utc::now().date_naive());
    let world = generator.world(0);
    for act in &world.organs {
        recorded(&server, "/api/v1/organs", act).await;
    }
    for act in &world.persons {
        recorded(&server, "/api/v1/persons", act).await;
    }
    let story = generator.story(STORY, 0).unwrap();
    let first = server.post("/api/v1/cases", story.acts[0].actor, &story.acts[0].request).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let case = first.header("location").unwrap().to_owned();
    let id: Uuid = case.rsplit_once('/').unwrap().1.parse().unwrap();
    let mut events: Vec<Uuid> = vec![first.json()["events"][0]["event_id"].as_str().unwrap().parse().unwrap()];
    let mut position = String::new();
    for act in &story.acts[1..] {
        // The story names its case by an id of its own, where the API gave another.
        let mut request = renamed(&act.request, &story.id.to_string(), &id.to_string());
        resolve_event_refs(&mut request, &events);
        let reply = server.post(&format!("{case}/acts"), act.actor, &request).await;
        assert_eq!(reply.status, 201, "a story told in order is never asked about: {request}: {}", reply.body);
        events.push(reply.json()["events"][0]["event_id"].as_str().unwrap().parse().unwrap());
        position = reply.header("wenze-position").unwrap().to_owned();
    }

    let shown = read(&server, &case).await;
    assert_eq!(shown["version"], json!(story.acts.len()));
    assert!(shown == server.node.casework.case(id).await.unwrap().answer(), "the API shows what the use case folds");
    let history = wenze_tests::questions::history(&server.node, id).await;
    for version in 1..=i32::try_from(story.acts.len()).unwrap() {
        let then = read(&server, &format!("{case}/state?version={version}")).await;
        let stage = history.case(id, Cut { version: Some(version), ..Cut::default() }).stage();
        assert_eq!(then["state"]["version"], version);
        assert_eq!(then["state"]["stage"], serde_json::to_value(stage).unwrap(), "at {version}");
    }
    assert_trail(&server, &case, &position, &events).await;
    assert_gapless(&owner).await;
    assert_sound(&server.node).await;
}

/// The trail has a line for every event, in both languages, and names people.
async fn assert_trail(server: &Server, case: &str, position: &str, events: &[Uuid]) {
    for lang in ["zh-CN", "en"] {
        let path = format!("{case}/audit?limit=200&lang={lang}");
        let head =
            format!("GET {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nwenze-position: {position}\r\n\r\n");
        let trail = server.send(&head, b"").await;
        assert_eq!(trail.status, 200, "{}", trail.body);
        let trail = trail.json();
        let lines = trail["items"].as_array().unwrap();
        let listed: Vec<Uuid> = lines.iter().map(|line| line["event_id"].as_str().unwrap().parse().unwrap()).collect();
        assert_eq!(listed, events);
        for line in lines {
            for field in ["title", "sentence", "occurred_words", "entered_by", "role", "office"] {
                assert!(line[field].as_str().is_some_and(|words| !words.is_empty()), "{field}: {line}");
            }
            assert!(line["out_of_order"].as_array().unwrap().is_empty(), "{line}");
        }
    }
}
