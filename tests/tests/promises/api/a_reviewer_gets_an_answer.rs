//! What a reviewer asks of a finished case, each question answered by one request.
//!
//! The cases are told by the generator and recorded as an importer would from a register that says when its office knew of
//! each act: at noon of the day on which it happened.

use chrono::Utc;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, IMPORT_ROUTE, Place};
use wenze_domain::acts::Kind;
use wenze_testkit::generator::{GeneratedAct, Generator, resolve_event_refs};
use wenze_tests::acts::{clerk, correction};
use wenze_tests::generated;

use super::server::Server;

const SEED: u64 = 7;
/// A story with a sanction, told from its report to its execution.
const STORY: &str = "party and governmental sanction";

/// A case on record.
struct Told {
    server: Server,
    case: Uuid,
    acts: Vec<GeneratedAct>,
    events: Vec<Uuid>,
}

impl Told {
    async fn by(owner: &PgPool, generator: &Generator) -> Self {
        let server = Server::start(owner).await;
        // Officials and organs are those of the world with this seed.
        generated::record(&server.node.casework, SEED, 0).await;
        let story = generator.story(STORY, 0).unwrap();
        let mut told = Self { server, case: story.id, acts: Vec::new(), events: Vec::new() };
        for act in story.acts {
            told.record(act, None).await;
        }
        told.server.node.caught_up().await;
        told
    }

    /// Records an act that the office knew of on its day, or on another.
    async fn record(&mut self, act: GeneratedAct, known_on: Option<&str>) -> i32 {
        let mut request = act.request.clone();
        resolve_event_refs(&mut request, &self.events);
        request["entered_from"] = json!("import");
        let day = known_on.map_or_else(|| day(&request).to_owned(), str::to_owned);
        request["known_at"] = json!(format!("{day}T04:00:00Z"));
        let place = if self.events.is_empty() { Place::NewCase(Some(self.case)) } else { Place::Case(self.case) };
        let acts = vec![request];
        let command =
            Command { route: IMPORT_ROUTE, place, acts, actor: act.actor, idempotency_key: None, if_match: None };
        let receipt = self.server.node.accept_command(&command).await;
        self.events.push(receipt.events[0].event_id);
        self.acts.push(act);
        receipt.version
    }

    async fn asked(&self, question: &str) -> Value {
        let path = format!("/api/v1/cases/{}/{question}", self.case);
        let reply = self.server.get(&path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.json()
    }

    /// The first act of a kind: its place in the story.
    fn place(&self, kind: Kind) -> usize {
        self.acts.iter().position(|act| act.request["kind"] == kind.as_str()).unwrap()
    }

    fn act(&self, kind: Kind) -> &GeneratedAct {
        &self.acts[self.place(kind)]
    }

    /// The first respondent, and the first of the pair's tracks.
    fn pair(&self) -> (String, String) {
        let track = self.act(Kind::DeterminationMade).request["refs"]["track"][0].as_str().unwrap().to_owned();
        let (respondent, code) = track.split_once('/').unwrap();
        (respondent.to_owned(), code.to_owned())
    }
}

fn day(request: &Value) -> &str {
    request["occurred"]["date"].as_str().unwrap()
}

fn evidence(day: &str, id: Uuid, respondent: &str) -> GeneratedAct {
    let mut request = wenze_tests::acts::request(Kind::EvidenceCollected, day);
    request["refs"] = json!({ "evidence": [id], "respondent": [respondent] });
    GeneratedAct { request, actor: clerk() }
}

fn versions(rows: &[Value], mark: &str) -> Vec<i64> {
    rows.iter().filter(|row| row[mark] == json!(true)).map(|row| row["version"].as_i64().unwrap()).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_did_the_meeting_know_about_this_respondent(owner: PgPool) {
    let mut told = Told::by(&owner, &Generator::new(SEED, Utc::now().date_naive())).await;
    let meeting = day(&told.act(Kind::DecisionMeetingHeld).request).to_owned();
    let (respondent, _) = told.pair();
    // Taken before the meeting, and in the hands of the office only long after it.
    let before = day(&told.act(Kind::InvestigationReportSubmitted).request).to_owned();
    let after = day(&told.acts.last().unwrap().request).to_owned();
    let kept_back = i64::from(told.record(evidence(&before, Uuid::from_u128(9), &respondent), Some(&after)).await);

    let answer = told.asked(&format!("events?as_of={meeting}&known={meeting}&about={respondent}&limit=200")).await;
    let rows = answer["items"].as_array().unwrap();
    let (future, unknown) = (versions(rows, "future"), versions(rows, "unknown"));
    assert!(unknown.contains(&kept_back) && !future.contains(&kept_back), "it had happened and nobody there knew");
    let known: Vec<&Value> = rows.iter().filter(|row| row["unknown"] == json!(false)).collect();
    let held = i64::try_from(told.place(Kind::DecisionMeetingHeld)).unwrap() + 1;
    assert!(known.iter().any(|row| row["version"] == json!(held)), "the meeting itself");
    for (act, version) in told.acts.iter().zip(1_i64..) {
        let is_known = known.iter().any(|row| row["version"] == json!(version));
        let is_about = act.request.to_string().contains(&respondent);
        assert_eq!(is_known, is_about && day(&act.request) <= &*meeting && version != kept_back, "{version}");
    }
    assert!(known.iter().all(|row| !row["sentence"].as_str().unwrap().is_empty()), "in words");
    assert_eq!((&answer["stamp"]["known"], &answer["next"]), (&answer["stamp"]["as_of"], &Value::Null));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn which_evidence_came_after_review_was_accepted(owner: PgPool) {
    let mut told = Told::by(&owner, &Generator::new(SEED, Utc::now().date_naive())).await;
    let accepted = told.place(Kind::ReviewAccepted);
    let (on, version) = (day(&told.acts[accepted].request).to_owned(), accepted + 1);
    let (respondent, _) = told.pair();
    let reported = day(&told.act(Kind::ReviewReportSubmitted).request).to_owned();
    let before = day(&told.act(Kind::InvestigationReportSubmitted).request).to_owned();
    let (late, entered_late) = (Uuid::from_u128(8), Uuid::from_u128(9));
    told.record(evidence(&reported, late, &respondent), None).await;
    let last = told.record(evidence(&before, entered_late, &respondent), Some(&reported)).await;

    let added = |answer: &Value| -> Vec<(String, String)> {
        let events = answer["actors"].as_array().unwrap().iter().flat_map(|actor| actor["events"].as_array().unwrap());
        let objects = events.flat_map(|event| event["added"].as_array().unwrap().iter().map(move |one| (event, one)));
        let own = objects.filter(|(_, object)| object["role"] == "evidence");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        own.map(|(event, object)| (text(&object["object"]), text(&event["occurred"]))).collect()
    };
    // What came to be after that day, by the clock of what happened.
    let happened = added(&told.asked(&format!("diff?from={on}&to={reported}")).await);
    assert!(happened.contains(&(late.to_string(), reported.clone())), "{happened:?}");
    assert!(happened.iter().all(|(id, day)| *day > on && *id != entered_late.to_string()), "{happened:?}");
    // What came into the record after that act, whenever it had been taken.
    let recorded = added(&told.asked(&format!("diff?from={version}&to={last}")).await);
    assert!(recorded.contains(&(entered_late.to_string(), before)) && recorded.len() > happened.len() - 1);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_changed_the_proposal_on_its_way_to_the_decision_and_from_what(owner: PgPool) {
    let told = Told::by(&owner, &Generator::new(SEED, Utc::now().date_naive())).await;
    let (respondent, track) = told.pair();
    let answer = told.asked(&format!("blame?field=/respondents/{respondent}/tracks/{track}/proposal")).await;
    let field = |name: &str| {
        let fields = answer["fields"].as_array().unwrap();
        fields.iter().find(|one| one["field"].as_str().unwrap().ends_with(name)).unwrap().clone()
    };
    let event =
        |version: &Value| answer["events"].as_array().unwrap().iter().find(|one| one["version"] == *version).unwrap();
    let by = field("/by");
    let mut course: Vec<String> = vec![by["value"].as_str().unwrap().to_owned()];
    course.extend(by["earlier"].as_array().unwrap().iter().filter_map(|one| one["value"].as_str().map(str::to_owned)));
    course.reverse();
    assert_eq!(course.first().map(String::as_str), Some(Kind::InvestigationReportSubmitted.as_str()), "{course:?}");
    assert!(course.iter().any(|kind| kind == Kind::ReviewReportSubmitted.as_str()), "{course:?}");
    assert_eq!(course.last().map(String::as_str), Some(Kind::SanctionImposed.as_str()), "{course:?}");
    let texts: Vec<String> = field("/text")["earlier"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| {
            let kind = event(&one["version"])["kind"].as_str().unwrap().to_owned();
            one["value"]["text"].as_str().map(|text| format!("{kind}: {text}"))
        })
        .collect();
    assert!(texts.iter().any(|one| one.starts_with("ReviewReportSubmitted: ")), "{texts:?}");
    assert!(texts.iter().any(|one| one.starts_with("InvestigationReportSubmitted: ")), "{texts:?}");
    for event in answer["events"].as_array().unwrap() {
        let (by, role) = (event["by"].as_str().unwrap(), event["role_title"].as_str().unwrap());
        assert!(!by.is_ascii() && !role.is_empty(), "by name: {event:#}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn which_verdicts_changed_when_this_record_was_corrected(owner: PgPool) {
    let mut told = Told::by(&owner, &Generator::careful(SEED, Utc::now().date_naive())).await;
    let reported = told.place(Kind::ReviewReportSubmitted);
    let last = day(&told.acts.last().unwrap().request).to_owned();
    let mut request = correction(told.events[reported], "/occurred/date", &json!(last), &last);
    request["payload"]["reason"] = json!("报告日期登记有误");
    let version = told.record(GeneratedAct { request, actor: clerk() }, None).await;

    let answer = told.asked(&format!("diff?from={}&to={version}", version - 1)).await;
    let turned = answer["obligations"].as_array().unwrap();
    assert!(!turned.is_empty(), "{answer:#}");
    for one in turned {
        assert!(one["from"] != one["to"] && !one["words"].as_str().unwrap().is_empty(), "{one:#}");
    }
    let broken = turned.iter().find(|one| one["to"]["verdict"] == "violated" && one["from"]["verdict"] == "satisfied");
    let broken = broken.unwrap_or_else(|| panic!("{turned:#?}"));
    assert!(broken["because"].as_array().unwrap().contains(&json!(version)), "{broken:#}");
    let breach = &told.acts[usize::try_from(broken["obligation"]["breach"]["version"].as_u64().unwrap()).unwrap() - 1];
    assert!(breach.request["kind"].is_string(), "a client can go there");
    let by = answer["turned_by"].as_array().unwrap().iter().find(|one| one["version"] == json!(version)).unwrap();
    assert_eq!((&by["kind"], &by["reason"]), (&json!("RecordCorrected"), &json!("报告日期登记有误")));
    // Nothing but the correction lies between the two versions.
    let events: Vec<&Value> =
        answer["actors"].as_array().unwrap().iter().flat_map(|one| one["events"].as_array().unwrap()).collect();
    assert!(events.iter().all(|event| event["version"] == json!(version)), "{events:#?}");
}
