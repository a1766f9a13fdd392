//! To whoever's roles do not reach a case, because another office handles it or its mark is above him, every answer and every page is
//! the same, byte by byte, whether the case is there or not; and where it is linked with a case that he reads, nothing names it.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_testkit::sample;
use wenze_tests::acts::{command, confirmed, noted, report, request, sample_case, with};

use super::province::{BESIDE, COUNTY, Province, clerk_at};
use super::what_somebody_may_not_know_of_does_not_exist::{Person, World, assert_same, bytes};
use crate::api::server::Reply;
use crate::web::forms::{encoded, hidden};

/// A number that the samples give their case.
const FILING: Kind = Kind::CaseFiled;

/// The world with a case that both counties handle, and who asks.
async fn begin(owner: &PgPool) -> (World, [Person; 2], Person) {
    let office = Province::with_pages(owner).await.office;
    office.enter(sample::object("official"), None).await;
    let opened = command(Place::NewCase(None), report(Uuid::from_u128(0x0b), "2024-02-01"));
    let open = office.server.node.accept_command(&Command { actor: clerk_at(BESIDE), ..opened }).await.id;
    let seen = command(Place::Case(open), noted("来文登记", "2024-02-02"));
    office.server.node.accept_command(&Command { actor: clerk_at(COUNTY), ..seen }).await;
    let world = World::of(office, open);
    let beside = employ(&world, BESIDE, "wang", Role::Inspector).await;
    let below = employ(&world, COUNTY, "zhao", Role::Inspector).await;
    let clerk = employ(&world, BESIDE, "chen", Role::Clerk).await;
    (world, [beside, below], clerk)
}

async fn employ(world: &World, organ: Uuid, login: &str, role: Role) -> Person {
    let id = world.office.employ_at(organ, login, role).await;
    Person { id, cookie: world.office.sign_in(login).await }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn to_the_office_beside_and_to_whom_its_mark_is_above(owner: PgPool) {
    let (world, readers, clerk) = begin(&owner).await;
    // A form that is sent is kept as a draft, so others send it than those whose pages are compared.
    let senders =
        [employ(&world, BESIDE, "sun", Role::Inspector).await, employ(&world, COUNTY, "qian", Role::Inspector).await];
    world.office.server.node.caught_up().await;
    let mut before = Vec::new();
    for (reader, sender) in readers.iter().zip(&senders) {
        before.push((world.told(reader).await, similar(&world, sender).await));
    }

    world.keep(clerk_at(COUNTY), Some("sealed")).await;
    // At the very next request, however far the read models have come.
    for reader in &readers {
        assert_eq!(world.read(reader, &format!("/api/v1/cases/{}", sample_case())).await.status, 404);
    }
    world.office.server.node.caught_up().await;
    for ((reader, sender), (told, hints)) in readers.iter().zip(&senders).zip(&before) {
        assert_same(told, &world.told(reader).await);
        assert_eq!(*hints, similar(&world, sender).await, "what is alike is looked for among what he reads");
    }
    // Its number is free to whoever does not reach it.
    let filing = with(confirmed(request(FILING, "2024-01-05")), "/entered_from", json!("paper"));
    let lines = [("cookie", clerk.cookie.as_str())];
    let filed = world.office.server.ask("POST", "/api/v1/cases", &lines, Some(&filing)).await;
    assert_eq!(filed.status, 201, "{filed:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn and_nothing_names_it_where_it_is_linked(owner: PgPool) {
    let (world, readers, _) = begin(&owner).await;
    world.keep(clerk_at(COUNTY), Some("sealed")).await;
    let link = with(request(Kind::CasesLinked, "2024-02-05"), "/refs/case", json!([world.open, sample_case()]));
    let link = Command { actor: clerk_at(COUNTY), ..command(Place::Case(world.open), confirmed(link)) };
    world.office.server.node.accept_command(&link).await;
    world.office.server.node.caught_up().await;
    let secret = sample_case();
    let names = [secret.to_string(), secret.simple().to_string()[24..].to_owned()];
    let mut told = 0;
    for reader in &readers {
        let about_it = ["/replay?from=1&to=3", "/blame", "/story", "/sheet", "/record"]
            .map(|page| format!("/cases/{}{page}", world.open));
        let lists = world.addresses(reader).into_iter().filter(|address| !address.contains(&names[0]));
        for address in lists.chain(about_it) {
            let reply = world.read(reader, &address).await;
            told += usize::from(reply.status == 200);
            let named =
                names.iter().find(|name| reply.body.contains(name.as_str()) || reply.head.contains(name.as_str()));
            assert_eq!(named, None, "{address}: {}", reply.body);
        }
    }
    assert!(told > 60, "{told} answers and pages were read");
    let events = format!("/api/v1/cases/{}/events", world.open);
    let linked = world.read(&readers[0], &events).await.json();
    let refs = &linked["items"].as_array().unwrap().last().unwrap()["event"]["refs"]["case"];
    assert_eq!(*refs, json!([world.open, Uuid::nil()]), "that it is linked stands there, with what does not");
}

/// What the page for a new report answers to one that tells the same as the samples do.
async fn similar(world: &World, reader: &Person) -> (u16, String, String) {
    let form = world.read(reader, "/cases/new").await;
    let sample = request(Kind::ReportReceived, "2024-01-02");
    let summary = sample["payload"]["summary"].as_str().unwrap();
    let typed = [
        ("step", "check"),
        ("blank", "1"),
        ("key", "the-same"),
        ("a0.occurred.date", "2024-01-02"),
        ("a0.payload.summary", summary),
        ("a0.payload.source_kind", "letter"),
        ("a0.payload.subjects.0.name", sample["payload"]["subjects"][0]["name"].as_str().unwrap_or("示例")),
    ];
    let own = hidden(&form.body);
    let own = own.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> =
        own.filter(|(name, _)| typed.iter().all(|(one, _)| one != name)).chain(typed).collect();
    bytes(&send(world, reader, "/cases/new", &encoded(&fields)).await)
}

async fn send(world: &World, reader: &Person, path: &str, body: &str) -> Reply {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        reader.cookie,
        body.len()
    );
    world.office.server.send(&head, body.as_bytes()).await
}
