//! A reviewer marks what the rules found in a case; anybody can see how far the review went, and what nobody has looked at.

use chrono::Utc;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::generator::Generator;
use wenze_tests::acts::{clerk, correction};
use wenze_tests::generated;

use super::server::{Reply, Server, head};

const SEED: u64 = 7;
const CASES: usize = 4;

/// A case under review.
struct Reviewed {
    server: Server,
    case: Uuid,
    reviewer: Actor,
}

impl Reviewed {
    /// The longest of some made-up cases, with its registers.
    async fn start(owner: &PgPool) -> Self {
        let server = Server::start(owner).await;
        generated::record(&server.node.casework, SEED, CASES).await;
        server.node.caught_up().await;
        let world = Generator::new(SEED, Utc::now().date_naive()).world(CASES);
        let case = world.cases.iter().max_by_key(|case| case.acts.len()).unwrap();
        let reviewer = Actor { person_id: case.acts[0].actor.person_id, role: Role::Reviewer, ..case.acts[0].actor };
        Self { server, case: case.id, reviewer }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/cases/{}/{rest}", self.case)
    }

    async fn asked(&self, rest: &str) -> Value {
        let reply = self.server.get(&self.path(rest)).await;
        assert_eq!(reply.status, 200, "{rest}: {}", reply.body);
        reply.json()
    }

    async fn mark(&self, actor: Actor, body: &Value) -> Reply {
        self.server.post(&self.path("marks"), actor, body).await
    }
}

/// What the reviewer saw: an obligation on the sheet, and the moment of the sheet.
fn on(sheet: &Value, place: usize, mark: &str) -> Value {
    let stamp = &sheet["stamp"];
    json!({ "obligation": sheet["items"][place]["id"], "mark": mark, "as_of": stamp["as_of"], "known": stamp["known"] })
}

fn sum(coverage: &Value) -> u64 {
    let counts = coverage.as_object().unwrap().iter().filter(|(state, _)| *state != "gone");
    counts.map(|(_, count)| count.as_u64().unwrap()).sum()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_obligation_is_either_marked_or_shown_as_not_yet_looked_at(owner: PgPool) {
    let review = Reviewed::start(&owner).await;
    let sheet = review.asked("obligations").await;
    let applying = sheet["items"].as_array().unwrap().iter().filter(|one| one["verdict"] != "not_applicable").count();
    let nothing = review.asked("marks").await;
    assert_eq!((&nothing["coverage"]["unmarked"], &nothing["items"]), (&json!(applying), &json!([])));

    for (place, mark) in ["seen", "question", "accepted"].into_iter().enumerate() {
        let mut body = on(&sheet, place, mark);
        if mark == "question" {
            body["note"] = json!("卷内未见送达回证");
        }
        let reply = review.mark(review.reviewer, &body).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        assert_eq!(reply.header("location"), Some(review.path("marks").as_str()));
    }
    let marked = review.asked("marks?lang=en").await;
    let coverage = &marked["coverage"];
    assert_eq!([&coverage["seen"], &coverage["question"], &coverage["accepted"]], [1, 1, 1]);
    assert_eq!(sum(coverage), applying as u64, "{coverage}");
    let first = &marked["items"][0];
    assert_eq!(
        (&first["id"], &first["state"]),
        (&sheet["items"][1]["id"], &json!("question")),
        "what is open stands first"
    );
    assert_eq!(first["marks"][0]["note"], "卷内未见送达回证");
    assert_eq!(first["marks"][0]["by"], json!(review.reviewer.person_id));
    assert_eq!(marked["reviewers"][0]["marks"], json!({ "seen": 1, "question": 1, "accepted": 1 }));
    // What is left to do is a list, and as long as it is said to be.
    let left = review.asked("marks?state=unmarked").await;
    assert_eq!(json!(left["items"].as_array().unwrap().len()), coverage["unmarked"]);
    // The case itself did not move.
    assert_eq!(review.asked("obligations").await["stamp"]["case_version"], sheet["stamp"]["case_version"]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_question_stands_until_who_asked_it_is_content(owner: PgPool) {
    let review = Reviewed::start(&owner).await;
    let sheet = review.asked("obligations").await;
    let colleague = Actor { person_id: Uuid::from_u128(77), ..review.reviewer };
    let state = async || review.asked("marks").await["items"][0]["state"].clone();
    assert_eq!(review.mark(review.reviewer, &on(&sheet, 0, "question")).await.status, 201);
    assert_eq!(review.mark(colleague, &on(&sheet, 0, "accepted")).await.status, 201);
    assert_eq!(state().await, "question", "another's acceptance settles no question");
    assert_eq!(review.mark(review.reviewer, &on(&sheet, 0, "seen")).await.status, 201);
    assert_eq!(state().await, "accepted");
    let own = review.asked(&format!("marks?by={}", review.reviewer.person_id)).await;
    assert_eq!(own["items"][0]["state"], "seen");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_mark_says_nothing_of_a_verdict_that_came_after_it(owner: PgPool) {
    let review = Reviewed::start(&owner).await;
    let before = Utc::now();
    let sheet = review.asked("obligations").await;
    for place in 0..sheet["items"].as_array().unwrap().len().min(40) {
        assert_eq!(review.mark(review.reviewer, &on(&sheet, place, "accepted")).await.status, 201);
    }
    // The report is put a year later: whatever ran from it or was late is judged anew.
    let events = review.asked("events?view=raw&limit=1").await;
    let first: Uuid = serde_json::from_value(events["items"][0]["event"]["event_id"].clone()).unwrap();
    let later = Utc::now().date_naive().to_string();
    let act = correction(first, "/occurred/date", &json!(later), &later);
    let reply = review.server.post(&review.path("acts"), clerk(), &act).await;
    assert_eq!(reply.status, 201, "{}", reply.body);

    let after = review.asked("marks").await;
    let turned =
        after["items"].as_array().unwrap().iter().filter(|one| one["state"] == "outdated" || one["state"] == "gone");
    let turned: Vec<&Value> = turned.collect();
    assert!(!turned.is_empty(), "{}", after["coverage"]);
    for one in turned {
        let mark = &one["marks"][0];
        assert_ne!(mark["verdict"], one["verdict"], "{one:#}");
        assert_eq!(mark["is_outdated"], true);
    }
    // By what was known before the review began there are no marks; at the moment of the sheet nothing was outdated.
    let then =
        review.asked(&format!("marks?known={}", before.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))).await;
    assert_eq!(then["items"], json!([]));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_mark_that_cannot_be_is_refused_with_the_reason(owner: PgPool) {
    let review = Reviewed::start(&owner).await;
    let sheet = review.asked("obligations").await;
    let with = |name: &str, value: Value| {
        let mut body = on(&sheet, 0, "seen");
        body[name] = value;
        body
    };
    let unknown = with("obligation", json!(Uuid::from_u128(5)));
    review.mark(review.reviewer, &unknown).await.problem(404, "not-found");
    for wrong in [
        with("mark", json!("approved")),
        with("known", json!("2999-01-01T00:00:00Z")),
        with("as_of", json!("yesterday")),
        with("note", json!("长".repeat(2_001))),
        with("verdict", json!("satisfied")),
        json!({}),
        json!([]),
    ] {
        let problem = review.mark(review.reviewer, &wrong).await.problem(400, "malformed");
        let detail = problem["detail"].as_str().unwrap();
        let is_english = |w: &[u8]| w[0].is_ascii_lowercase() && w[1] == b' ' && w[2].is_ascii_lowercase();
        assert!(!detail.as_bytes().windows(3).any(is_english), "in Chinese: {detail}");
    }
    let nowhere = format!("/api/v1/cases/{}/marks", Uuid::from_u128(6));
    review.server.post(&nowhere, review.reviewer, &on(&sheet, 0, "seen")).await.problem(404, "not-found");
    assert_eq!(review.server.get(&review.path("marks?state=open")).await.status, 400);
    assert_eq!(review.asked("marks").await["items"], json!([]), "nothing of this was recorded");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_same_request_marks_once(owner: PgPool) {
    let review = Reviewed::start(&owner).await;
    let sheet = review.asked("obligations").await;
    let body = on(&sheet, 0, "seen").to_string().into_bytes();
    let request = head(&review.path("marks"), review.reviewer, body.len(), "idempotency-key: once\r\n");
    let first = review.server.send(&request, &body).await;
    let again = review.server.send(&request, &body).await;
    assert_eq!((first.status, again.status), (201, 201), "{}", again.body);
    assert_eq!((again.header("wenze-repeated"), &again.json()), (Some("true"), &first.json()));
    assert_eq!(first.json()["version"], 1);
}
