//! A made-up world, recorded through the use cases: finished and unfinished cases, late, out of order, put right.

use chrono::{NaiveDate, Utc};
use futures_util::StreamExt;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::{Casework, Command, IMPORT_ROUTE, Place};
use wenze_ledger::TextKind;
use wenze_testkit::generator::{self, GeneratedAct, GeneratedCase, RegisterAct, World, resolve_event_refs, world};

/// Recorded at once; the log makes batches of them.
const CONCURRENCY: usize = 24;

/// Makes a world and records it, as an importer would; the ids of its cases.
pub async fn record(casework: &Casework, seed: u64, cases: usize) -> Vec<Uuid> {
    let world = world(seed, cases, today());
    record_registers(casework, &world).await;
    // A case that is linked with others waits until they exist.
    let (linked, alone): (Vec<_>, Vec<_>) =
        world.cases.iter().partition(|case| case.acts.iter().any(|act| act.request["kind"] == "CasesLinked"));
    for (group, at_once) in [(alone, CONCURRENCY), (linked, 1)] {
        let mut running =
            futures_util::stream::iter(group).map(|case| record_case(casework, case)).buffer_unordered(at_once);
        while running.next().await.is_some() {}
    }
    world.cases.iter().map(|case| case.id).collect()
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// A parent before what is under it, a person before the posts held.
async fn record_registers(casework: &Casework, world: &World) {
    for act in &world.organs {
        register(casework, act).await;
    }
    let mut persons: Vec<(Uuid, Vec<&RegisterAct>)> = Vec::new();
    // A merger names two persons, so it waits until all are recorded.
    let (mergers, others): (Vec<_>, Vec<_>) =
        world.persons.iter().partition(|act| act.request["kind"] == "OfficialsMerged");
    for act in others {
        match persons.iter_mut().find(|(id, _)| *id == act.stream.1) {
            Some((_, acts)) => acts.push(act),
            None => persons.push((act.stream.1, vec![act])),
        }
    }
    let one = |(_, acts): (Uuid, Vec<&RegisterAct>)| {
        let acts: Vec<RegisterAct> = acts.into_iter().cloned().collect();
        async move {
            for act in &acts {
                register(casework, act).await;
            }
        }
    };
    let mut running = futures_util::stream::iter(persons).map(one).buffer_unordered(CONCURRENCY);
    while running.next().await.is_some() {}
    for act in mergers {
        register(casework, act).await;
    }
    for text in &world.texts {
        let kind = match text.kind {
            generator::TextKind::Rulebook => TextKind::Rulebook,
            generator::TextKind::Calendar => TextKind::Calendar,
        };
        casework.store_text(kind, &text.body).await.unwrap();
    }
    for act in &world.rulebooks {
        let act = GeneratedAct { request: act.request.clone(), actor: act.actor };
        send(casework, Place::Rulebooks, &act, "register").await;
    }
    for act in &world.grants {
        let act = GeneratedAct { request: act.request.clone(), actor: act.actor };
        send(casework, Place::Grants, &act, "register").await;
    }
}

async fn register(casework: &Casework, act: &RegisterAct) {
    let act = GeneratedAct { request: act.request.clone(), actor: act.actor };
    send(casework, Place::Register, &act, "register").await;
}

async fn record_case(casework: &Casework, case: &GeneratedCase) {
    let mut recorded: Vec<Uuid> = Vec::new();
    for (place, act) in case.acts.iter().enumerate() {
        let mut act = act.clone();
        resolve_event_refs(&mut act.request, &recorded);
        let to = if place == 0 { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
        recorded.push(send(casework, to, &act, &format!("{}#{place}", case.id)).await);
    }
}

async fn send(casework: &Casework, place: Place, act: &GeneratedAct, row: &str) -> Uuid {
    let mut request = act.request.clone();
    request["entered_from"] = json!("import");
    request["origin"] = json!({ "set": "world", "row": row });
    let command = Command {
        route: IMPORT_ROUTE,
        place,
        acts: vec![request],
        actor: act.actor,
        idempotency_key: None,
        if_match: None,
    };
    match casework.record(&command).await {
        Ok(receipt) => receipt.events[0].event_id,
        Err(error) => panic!("{error}: {:#}", command.acts[0]),
    }
}
