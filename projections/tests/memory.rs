//! What rows say they hold is about what they hold: a rebuild keeps to its bound only if this is true.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::fs;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wenze_projections::audit_trail::AuditTrail;
use wenze_projections::boards::Boards;
use wenze_projections::case_file::CaseFile;
use wenze_projections::procedure_check::ProcedureCheck;
use wenze_projections::search::Search;
use wenze_projections::statistics::Statistics;
use wenze_projector::ledger::{Derived, Recorded, Stream};
use wenze_projector::{Folded, Projection};
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;

/// Memory of this process, in bytes. Only Linux tells.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a resident size");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") * 1024
}

/// The streams of generated cases, as the log would hand them over.
fn streams() -> Vec<Vec<Recorded>> {
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let clock: DateTime<Utc> = "2025-06-01T08:00:00Z".parse().expect("a moment");
    let mut recorder = Recorder::new(clock).with_every_stream_known();
    recorder.record_world(&world(7, 12, today));
    let as_recorded = |(id, stream): (wenze_domain::envelope::StreamId, &wenze_testkit::record::Stream)| {
        let of = Stream { kind: id.kind.as_str().to_owned(), id: id.id };
        let events = stream.stored.iter().zip(&stream.history.events).map(|(stored, event)| Recorded {
            position: 1,
            event_id: stored.event_id,
            stream: of.clone(),
            stream_version: stored.version,
            kind: event.envelope.kind.clone(),
            schema_version: event.envelope.schema_version,
            recorded_at: stored.recorded_at,
            command_id: Uuid::nil(),
            content: stored.content.clone(),
            content_hash: [0; 32],
            record_hash: [0; 32],
            derived: Derived::default(),
        });
        events.collect::<Vec<_>>()
    };
    let all = recorder.streams().map(as_recorded);
    all.filter(|events| events.first().is_some_and(|event| event.stream.kind == "case")).collect()
}

fn row<P: Projection>(projection: &P, events: &[Recorded]) -> P::Row {
    let mut row = P::Row::default();
    let id = projection.keys(&events[0]).expect("no poison").remove(0);
    if events.iter().all(|event| projection.fold(&id, &mut row, event).expect("no poison") == Folded::Done) {
        return row;
    }
    projection.refold(&events[0].stream, events).expect("no poison").remove(0).1
}

/// Memory that so many rows take and the bytes they tell of. As many rows are made first and kept, so that what the
/// allocator has kept from making the cases is used up.
fn measured<P: Projection>(projection: &P, streams: &[Vec<Recorded>], rows: usize) -> (usize, usize) {
    let make = || -> Vec<P::Row> { (0..rows).map(|n| row(projection, &streams[n % streams.len()])).collect() };
    let kept = make();
    let before = resident();
    let rows = make();
    let held = resident() - before;
    let told = rows.iter().map(P::bytes).sum();
    // Given back, this memory would serve the next measurement.
    std::mem::forget((kept, rows));
    (held, told)
}

/// One test, because all measure the memory of the whole process.
#[test]
fn rows_hold_about_what_they_say() {
    let long = streams();
    // Most cases of a real register are short, and then what every row holds counts more than its events.
    let short: Vec<Vec<Recorded>> = long.iter().map(|events| events.iter().take(4).cloned().collect()).collect();
    let check = ProcedureCheck::default();
    for (name, (held, told)) in [
        ("case_file", measured(&CaseFile, &long, 2_000)),
        ("audit_trail", measured(&AuditTrail, &long, 500)),
        ("boards", measured(&Boards, &long, 1_000)),
        ("statistics", measured(&Statistics, &long, 500)),
        ("search", measured(&Search::over_what_is_open(), &long, 1_000)),
        ("procedure_check", measured(&check, &long, 60)),
        ("short case_file", measured(&CaseFile, &short, 8_000)),
        ("short audit_trail", measured(&AuditTrail, &short, 2_000)),
        ("short boards", measured(&Boards, &short, 4_000)),
        ("short statistics", measured(&Statistics, &short, 4_000)),
        ("short search", measured(&Search::over_what_is_open(), &short, 4_000)),
        ("short procedure_check", measured(&check, &short, 400)),
    ] {
        eprintln!("{name}: {held} bytes held, {told} told");
        assert!(held * 2 > told && told * 2 > held, "{name} tells of {told} bytes and holds {held}");
    }
    // Ranges of a rebuild are planned by the number of events before rows made anew from whole streams can be asked.
    for (name, streams) in [("long", &long), ("short", &short)] {
        let told: usize = streams.iter().map(|events| ProcedureCheck::bytes(&row(&check, events))).sum();
        let planned = streams.iter().map(Vec::len).sum::<usize>() * ProcedureCheck::REFOLDED_EVENT_BYTES;
        eprintln!("{name} procedure_check: {planned} bytes planned, {told} told");
        assert!(told < planned * 2 && planned < told * 4, "{name}: {planned} bytes planned for {told}");
    }
}
