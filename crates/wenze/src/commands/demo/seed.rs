//! Recording the made-up cases, as an import from an invented register: each act with the time that register knew of it.
//!
//! Every act has its own key, so a start that was interrupted goes on where it stopped.

use std::time::Duration;

use anyhow::{Context, anyhow};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use futures_util::StreamExt;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_casework::{Casework, Command, Error, IMPORT_ROUTE, Place, Receipt};
use wenze_domain::envelope::StreamKind;
use wenze_domain::time::Occurred;
use wenze_ledger::TextKind;
use wenze_testkit::generator::{self, GeneratedAct, GeneratedCase, RegisterAct, World, resolve_event_refs};

use crate::node::Node;
use crate::report;

/// Cases recorded at once.
const CONCURRENCY: usize = 32;
/// How long the views may take to show the made-up cases.
const VIEWS_WAIT: Duration = Duration::from_mins(2);

/// `today` bounds what can have been known, and is kept from start to start, so that a resumed start sends the same requests.
pub(super) async fn record(node: &Node, world: &World, today: NaiveDate) -> anyhow::Result<()> {
    let casework = &node.casework;
    for text in &world.texts {
        let kind = match text.kind {
            generator::TextKind::Rulebook => TextKind::Rulebook,
            generator::TextKind::Calendar => TextKind::Calendar,
        };
        casework.store_text(kind, &text.body).await?;
    }
    let registers = [&world.organs, &world.persons, &world.rulebooks, &world.grants, &world.delegations];
    let bar = report::bar("registers", registers.iter().map(|r| r.len() as u64).sum());
    for acts in registers {
        for (place, act) in acts.iter().enumerate() {
            register(casework, place, act)
                .await
                .map_err(|e| anyhow!("{e}"))
                .with_context(|| act.request.to_string())?;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    let bar = report::bar("cases", world.cases.len() as u64);
    // A case that is linked with others waits until they exist.
    let (linked, alone): (Vec<_>, Vec<_>) =
        world.cases.iter().enumerate().partition(|(_, c)| c.acts.iter().any(|a| a.request["kind"] == "CasesLinked"));
    for (group, at_once) in [(alone, CONCURRENCY), (linked, 1)] {
        let run = |(number, one)| case(casework, number, one, today);
        let mut running = futures_util::stream::iter(group).map(run).buffer_unordered(at_once);
        while let Some(done) = running.next().await {
            done?;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

async fn register(casework: &Casework, place: usize, act: &RegisterAct) -> Result<Receipt, Error> {
    let mut request = act.request.clone();
    imported(&mut request, "register", place, None);
    let key = format!("demo/{}/{place}", act.stream.1);
    let to = match act.stream.0 {
        StreamKind::Rulebook | StreamKind::Calendar => Place::Rulebooks,
        StreamKind::Grants => Place::Grants,
        StreamKind::Delegations => Place::Delegations,
        _ => Place::Register,
    };
    send(casework, to, request, act.actor, key).await
}

async fn case(casework: &Casework, number: usize, case: &GeneratedCase, today: NaiveDate) -> anyhow::Result<()> {
    let mut recorded: Vec<Uuid> = Vec::new();
    let mut known: Option<DateTime<Utc>> = None;
    for (place, act) in case.acts.iter().enumerate() {
        let mut request = act.request.clone();
        resolve_event_refs(&mut request, &recorded);
        known = known_at(act, known, today);
        imported(&mut request, &format!("{}", number + 1), place, known);
        let to = if place == 0 { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
        let key = format!("demo/{}/{place}", case.id);
        let receipt = send(casework, to, request, act.actor, key).await;
        let receipt = receipt
            .map_err(|e| anyhow!("{e}"))
            .with_context(|| format!("{} act {place}: {}", case.title_hint, act.request))?;
        recorded.extend(receipt.events.first().map(|e| e.event_id));
    }
    Ok(())
}

async fn send(
    casework: &Casework,
    place: Place,
    act: Value,
    actor: wenze_domain::envelope::Actor,
    key: String,
) -> Result<Receipt, Error> {
    let command =
        Command { route: IMPORT_ROUTE, place, acts: vec![act], actor, idempotency_key: Some(key), if_match: None };
    casework.record(&command).await
}

fn imported(request: &mut Value, row: &str, place: usize, known: Option<DateTime<Utc>>) {
    request["entered_from"] = json!("import");
    request["origin"] = json!({ "set": "demo", "row": format!("{row}#{place}") });
    if let Some(known) = known {
        request["known_at"] = json!(known);
    }
}

/// An act entered in the system was known the same day, one from paper some weeks later, and none before the one before it.
fn known_at(act: &GeneratedAct, before: Option<DateTime<Utc>>, today: NaiveDate) -> Option<DateTime<Utc>> {
    let occurred: Option<Occurred> = serde_json::from_value(act.request["occurred"].clone()).ok();
    let (from, until) = occurred.and_then(|o| o.window())?;
    let lag =
        if act.request["entered_from"] == "paper" { chrono::Duration::days(20) } else { chrono::Duration::hours(-6) };
    let known = (until + lag).max(from + chrono::Duration::hours(9));
    let known = before
        .map_or(known, |b| known.max(b + chrono::Duration::minutes(5)))
        .min(today.and_time(NaiveTime::MIN).and_utc());
    // The log keeps microseconds.
    DateTime::from_timestamp_micros(known.timestamp_micros())
}

/// Waits until every view shows the whole log.
pub(super) async fn wait_for_views(node: &Node) -> anyhow::Result<()> {
    let head = node.casework.ledger().head().await?;
    for view in node.projector.status().await? {
        node.casework.views().reached(view.name, head, VIEWS_WAIT).await?;
    }
    Ok(())
}
