//! Record first: an act that came late, out of order, by the wrong people or without its papers is recorded, because it
//! happened. Only a short closed list is refused.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Error, IMPORT_ROUTE, Place};
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::refusal::Refusal;
use wenze_domain::request::Draft;
use wenze_domain::words::{Lang, Words};
use wenze_ledger::{Derived, NewEvent, Stream, Write};
use wenze_testkit::sample;
use wenze_tests::acts::{command, confirmed, correction, every_kind, noted, report, request, sample_case, with};
use wenze_tests::node::Node;

/// A node whose registers hold the official and the organ that the samples name.
async fn node(owner: &PgPool) -> Node {
    let node = Node::beside(owner).await;
    for kind in [Kind::OrganRecorded, Kind::OfficialRecorded] {
        node.accept_command(&command(Place::Register, request(kind, "2020-01-01"))).await;
    }
    node
}

async fn head(node: &Node) -> i64 {
    node.casework.ledger().head().await.unwrap()
}

/// Records an act; where it is out of order it is asked about first, recorded once confirmed, and marked with what is missing.
async fn happens(node: &Node, case: Uuid, act: &Value) -> Vec<Missing> {
    let before = head(node).await;
    let asked = match node.record(Place::Case(case), act.clone()).await {
        Ok(_) => return Vec::new(),
        Err(Error::Refused(problem)) => match problem.refusal {
            Refusal::ConfirmNeeded { missing } => missing,
            other => panic!("{other:?}: {act:#}"),
        },
        Err(other) => panic!("{other}: {act:#}"),
    };
    assert!(!asked.is_empty(), "a question without its reason: {act:#}");
    assert_eq!(head(node).await, before, "a question records nothing");
    let receipt = node.accept(case, confirmed(act.clone())).await;
    let stands = node.casework.case(case).await.unwrap().case;
    let mark = stands.events.iter().find(|mark| mark.event_id == receipt.events[0].event_id).unwrap();
    assert_eq!(mark.missing, asked, "it is marked with what it was asked about: {act:#}");
    asked
}

fn person(name: &str) -> Value {
    json!({ "person_id": sample::object(name) })
}

fn filed() -> [Value; 3] {
    [
        request(Kind::CaseFilingProposed, "2024-01-02"),
        request(Kind::CaseFilingApproved, "2024-01-03"),
        request(Kind::CaseFiled, "2024-01-04"),
    ]
}

async fn filed_case(node: &Node) -> Uuid {
    let [proposed, approved, filed] = filed();
    let case = node.open(confirmed(proposed)).await.id;
    node.accept(case, approved).await;
    node.accept(case, filed).await;
    case
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_steps_before_it_are_missing(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    let missing = happens(&node, case, &request(Kind::DeterminationMade, "2024-02-01")).await;
    assert!(missing.iter().any(|one| one.acts.iter().any(|act| act == "ResponsibilityAttributed")), "{missing:?}");
    let of_it = json!([sample::object("determination")]);
    let appeal = with(request(Kind::AppealFiled, "2024-02-02"), "/refs/determination", of_it);
    let missing = happens(&node, case, &appeal).await;
    assert!(missing.iter().any(|one| one.acts == ["DecisionServed"]), "{missing:?}");
    let missing = happens(&node, case, &request(Kind::AppealDecided, "2024-02-03")).await;
    assert!(missing.iter().any(|one| one.machine == "appeal"), "{missing:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_only_one_of_nine_was_present(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    let meeting = with(request(Kind::DecisionMeetingHeld, "2024-02-01"), "/payload/entitled", json!(9));
    let meeting = with(with(meeting, "/payload/present", json!(1)), "/payload/attendees", json!([person("a")]));
    happens(&node, case, &with(meeting, "/payload/recused", json!([person("a")]))).await;
    let recorded = node.casework.events(case, 3, 1).await.unwrap().items.remove(0).event;
    assert_eq!((&recorded["payload"]["entitled"], &recorded["payload"]["present"]), (&json!(9), &json!(1)));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_it_was_approved_at_the_wrong_level(owner: PgPool) {
    let node = node(&owner).await;
    let [proposed, approved, _] = filed();
    let case = node.open(confirmed(proposed)).await.id;
    let approval = with(approved, "/payload/approvals/0/level", json!("township"));
    assert!(happens(&node, case, &approval).await.is_empty(), "the level is no matter of order");
    happens(&node, case, &request(Kind::DeterminationMade, "2024-02-01")).await;
    happens(
        &node,
        case,
        &with(request(Kind::DecisionApproved, "2024-02-02"), "/payload/approval/level", json!("township")),
    )
    .await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_the_same_person_investigated_reviewed_and_decided(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    let team = with(request(Kind::InvestigationTeamFormed, "2024-01-05"), "/payload/members", json!([person("a")]));
    let team = with(with(team, "/payload/lead", person("a")), "/payload/approval/by", person("a"));
    assert!(happens(&node, case, &team).await.is_empty());
    let review = with(request(Kind::ReviewTeamFormed, "2024-01-06"), "/payload/members", json!([person("a")]));
    happens(&node, case, &with(review, "/payload/lead", person("a"))).await;
    let meeting = request(Kind::DecisionMeetingHeld, "2024-01-07");
    happens(&node, case, &with(meeting, "/payload/attendees", json!([person("a")]))).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_nobody_heard_the_respondent(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    for kind in [
        Kind::ResponsibilityAttributed,
        Kind::DeterminationMade,
        Kind::SanctionImposed,
        Kind::DecisionDocumentIssued,
        Kind::DecisionServed,
    ] {
        happens(&node, case, &request(kind, "2024-02-01")).await;
    }
    let stands = node.casework.case(case).await.unwrap();
    assert!(stands.case.events.iter().all(|mark| mark.kind != "DefenceHeard"));
    assert_eq!(stands.case.measures.len(), 1, "the sanction stands all the same");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn late_undated_or_as_the_papers_have_it(owner: PgPool) {
    let mut node = node(&owner).await;
    let case = node.open(with(report(Uuid::from_u128(7), "2016-07-08"), "/entered_from", json!("paper"))).await.id;
    let letter = json!([Uuid::from_u128(7)]);
    let registered = with(request(Kind::ReportRegistered, "2016"), "/refs/report", letter.clone());
    node.accept(case, with(registered, "/occurred/date", json!(null))).await;
    node.accept(case, with(request(Kind::ReportAccepted, "2016-08"), "/refs/report", letter.clone())).await;
    let again = with(request(Kind::ReportRegistered, "2016-07-09"), "/refs/report", letter);
    let missing = happens(&node, case, &again).await;
    assert_eq!(missing.len(), 1);
    node.start_views();
    node.caught_up().await;
    let trail = node.casework.audit(case, 0, 10, Words::of(Lang::En)).await.unwrap().items;
    let remarks =
        |version: usize| trail[version - 1].remarks.iter().map(|one| format!("{:?}", one.kind)).collect::<Vec<_>>();
    assert!(remarks(1).contains(&"Late".into()) && remarks(1).contains(&"Paper".into()), "{:?}", remarks(1));
    assert!(remarks(2).contains(&"Undated".into()), "{:?}", remarks(2));
    assert!(remarks(4).contains(&"OutOfOrder".into()), "{:?}", remarks(4));
    assert_eq!(trail[3].out_of_order, missing);
    node.close().await;
}

/// Every field that the papers may be silent about, silent.
fn silent(mut request: Value) -> (Value, usize) {
    let fields: Vec<String> = request["payload"].as_object().unwrap().keys().cloned().collect();
    let mut silenced = 0;
    for field in fields {
        let mut changed = request.clone();
        changed["payload"][&field] = json!("not_recorded");
        // Lists that give ids to objects, and a label, are what the act is: they cannot be silent.
        let gives_ids = |one: &Value| ["respondent", "argument", "allegation"].iter().any(|id| one[id].is_string());
        let stays = request["payload"][&field].as_array().is_some_and(|list| list.iter().any(gives_ids));
        if !stays && field != "label" && Draft::read(changed.clone(), &mut Uuid::now_v7).is_ok() {
            (request, silenced) = (changed, silenced + 1);
        }
    }
    (request, silenced)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn though_the_papers_say_nothing_but_that_it_happened(owner: PgPool) {
    let node = node(&owner).await;
    let case = sample_case();
    let mut all_silenced = 0;
    for (place, act) in every_kind("2024-01-02").into_iter().enumerate() {
        let (act, silenced) = silent(with(act, "/occurred/date", json!(null)));
        all_silenced += silenced;
        if place == 0 {
            node.accept_command(&command(Place::NewCase(Some(case)), act)).await;
        } else {
            happens(&node, case, &act).await;
        }
    }
    assert!(all_silenced > 250, "only {all_silenced} fields were silent");
}

/// An import implies the confirmation: what is in another register has happened.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn without_a_question_when_it_comes_from_another_register(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    let act = with(request(Kind::DeterminationMade, "2024-02-01"), "/entered_from", json!("import"));
    let receipt = node.accept_command(&Command { route: IMPORT_ROUTE, ..command(Place::Case(case), act) }).await;
    let stands = node.casework.case(case).await.unwrap().case;
    let mark = stands.events.iter().find(|mark| mark.event_id == receipt.events[0].event_id).unwrap();
    assert!(!mark.missing.is_empty(), "it is marked all the same");
}

/// A kind that a later version of the program wrote.
async fn append_unknown_kind(node: &Node, case: Uuid) {
    let event_id = Uuid::now_v7();
    let event = NewEvent {
        event_id,
        kind: "OracleConsulted".into(),
        schema_version: 1,
        content: br#"{"kind":"OracleConsulted"}"#.to_vec(),
        derived: Derived { entered_from: "system".into(), ..Derived::default() },
        parts: Vec::new(),
    };
    let stream = Stream { kind: "case".into(), id: case };
    let write = Write { stream, expected: None, events: vec![event], take: Vec::new(), release: Vec::new() };
    let command =
        wenze_ledger::Command { command_id: event_id, request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
    node.casework.ledger().append(command).await.unwrap();
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn and_nothing_is_refused_but_the_closed_list(owner: PgPool) {
    let node = node(&owner).await;
    let case = filed_case(&node).await;
    let first = node.casework.events(case, 0, 1).await.unwrap().items.remove(0).event["event_id"].clone();
    let first: Uuid = first.as_str().unwrap().parse().unwrap();
    let before = head(&node).await;
    let file = json!({ "file_id": Uuid::from_u128(1), "media_type": "application/pdf", "digest": "ab".repeat(32) });
    let refused = [
        ("malformed", json!({ "kind": "ReportReceived", "occurred": { "date": "2024-01-02" }, "payload": {} })),
        ("malformed", with(noted("x", "2024-01-02"), "/payload/colour", json!("red"))),
        ("malformed", with(noted("x", "2024-01-02"), "/kind", json!("OracleConsulted"))),
        ("roles", with(noted("x", "2024-01-02"), "/refs", json!({ "wish": [first] }))),
        ("object-missing", request(Kind::ReportRegistered, "2024-01-05")),
        ("object-exists", report(sample::object("respondent"), "2024-01-05")),
        ("future", noted("x", "2999-01-01")),
        (
            "unknown-code",
            confirmed(with(
                request(Kind::AccountabilityInquiryStarted, "2024-01-05"),
                "/payload/situations",
                json!(["bad_weather"]),
            )),
        ),
        ("file", with(request(Kind::CaseFilingProposed, "2024-01-05"), "/payload/facts_known_ref", file)),
        ("correction", correction(first, "/kind", &json!("CaseFiled"), "2024-01-05")),
    ];
    for (code, act) in refused {
        let refusal = node.refuse(case, act.clone()).await;
        assert_eq!(refusal.code(), code, "{refusal:?}: {act:#}");
        assert!(!refusal.to_string().is_empty());
    }
    let stale = Command { if_match: Some(1), ..command(Place::Case(case), noted("x", "2024-01-02")) };
    let stale = node.casework.record(&stale).await;
    assert!(matches!(&stale, Err(Error::Refused(p)) if p.refusal.code() == "stale"), "{stale:?}");
    let [_, _, filing] = filed();
    let same_number = confirmed(with(filing, "/payload/respondents/0/respondent", json!(Uuid::from_u128(71))));
    let taken = node.record(Place::NewCase(None), with(same_number, "/refs", json!({}))).await;
    assert!(matches!(&taken, Err(Error::Taken { holder, .. }) if *holder == case), "{taken:?}");
    assert_eq!(head(&node).await, before, "nothing of it was recorded");

    append_unknown_kind(&node, case).await;
    assert_eq!(node.refuse(case, noted("x", "2024-01-02")).await.code(), "unreadable");
    assert_eq!(node.casework.case(case).await.unwrap().case.unreadable, [4], "the case stays readable");
}
