//! `wenze bench access`: what a request takes longer because somebody asks: what does not exist to him is looked up, and the
//! policies are asked.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::ensure;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::{Asking, Casework, Command, Place, Seat, Viewer};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;

use super::filled::Filled;
use super::latency::Times;
use crate::{Shared, report};

/// What `bench access` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Events of the log.
    #[arg(long, default_value_t = 100_000)]
    events: i64,
    /// How often each person asks.
    #[arg(long, default_value_t = 2_000)]
    rounds: usize,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// The most that authorisation should add to the median request, in milliseconds.
const GOAL_MS: f64 = 0.3;
/// Roles that are asked about: one in use, or several of somebody who names none.
const ROLES: [&[Role]; 2] = [&[Role::Inspector], &[Role::Inspector, Role::Reviewer, Role::AppealOfficer]];

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let filled = Filled::open(&shared.data, options.keep.as_ref(), options.events).await?;
    let measured = measure(&filled, options.rounds.max(1)).await;
    let (cases, events) = (filled.cases, filled.events);
    filled.close().await?;
    let all = measured?;
    if shared.json {
        report::json(&json!({ "cases": cases, "events": events, "times": all }))?;
    } else {
        println!("{cases} cases, {events} events");
        all.iter().for_each(Times::print);
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(filled: &Filled, rounds: usize) -> anyhow::Result<Vec<Times>> {
    filled.build_views().await?;
    let persons: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/excluded_persons.sql"))
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    ensure!(!persons.is_empty(), "nobody is excluded from any case of this log");
    let (mut looked, mut asked, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=rounds {
        let person = persons[round % persons.len()];
        let roles = ROLES[round % ROLES.len()];
        let began = Instant::now();
        let hidden = filled.casework.hidden_from(&viewer(person, roles)).await?;
        let found = Instant::now();
        let asking = Asking { person, roles };
        ensure!(asking.may("show_case", Some(Uuid::from_u128(1)), &hidden), "a case that is not hidden is shown");
        let done = Instant::now();
        if round >= persons.len() {
            looked.push(found - began);
            asked.push(done - found);
            whole.push(done - began);
        }
    }
    let fresh = after_an_act(&filled.casework, &persons, rounds.min(200)).await?;
    Ok(vec![
        Times::of("what is hidden from a person", None, looked),
        Times::of("the policies asked once", None, asked),
        Times::of("authorisation of one request", Some(GOAL_MS), whole),
        fresh,
    ])
}

/// The same right after somebody recorded something, so that the end of the log must be looked at.
async fn after_an_act(casework: &Casework, persons: &[Uuid], rounds: usize) -> anyhow::Result<Times> {
    let mut took = Vec::new();
    for round in 0..rounds {
        casework.record(&note(persons[0])).await?;
        let person = persons[round % persons.len()];
        let began = Instant::now();
        let hidden = casework.hidden_from(&viewer(person, ROLES[0])).await?;
        ensure!(Asking { person, roles: ROLES[0] }.may("list_cases", None, &hidden), "an inspector lists cases");
        took.push(began.elapsed());
    }
    Ok(Times::of("the same after an act was recorded", None, took))
}

/// Somebody in his roles at an office that handles nothing.
fn viewer(person: Uuid, roles: &[Role]) -> Viewer {
    let seats = roles.iter().map(|role| Seat { role: *role, office: Uuid::nil() }).collect();
    Viewer { person, instead_of: None, seats, admitted: Vec::new() }
}

/// Something noted in a case of its own.
fn note(id: Uuid) -> Command {
    let act = json!({
        "kind": "OtherActRecorded", "occurred": { "date": "2024-01-01" },
        "payload": { "label": "bench", "note": "bench" }, "confirm_out_of_order": { "reason": "bench" },
    });
    let actor = Actor { person_id: id, role: Role::Clerk, office_id: id };
    Command {
        route: "bench",
        place: Place::NewCase(None),
        acts: vec![act],
        actor,
        idempotency_key: None,
        if_match: None,
    }
}
