//! Measures reading and judging of generated cases: `judging [CASES]`.

#![expect(clippy::expect_used, reason = "an example ends at the first surprise")]

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_projections::judging;
use wenze_projections::procedure_check::ProcedureCheck;
use wenze_projector::Projection;
use wenze_projector::ledger::{Derived, Recorded, Stream};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::finding::Verdict;
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::shipped;
use wenze_testkit::generator::world;
use wenze_testkit::record::{Recorder, Stream as Stored};

fn best(times: usize, mut run: impl FnMut()) -> Duration {
    let one = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..times).map(|_| one(&mut run)).min().unwrap_or_default()
}

/// The events as the log would hand them over, each recorded ten hours into the day on which it happened.
fn as_recorded(id: Uuid, stream: &Stored) -> Vec<Recorded> {
    let mut clock = DateTime::<Utc>::UNIX_EPOCH;
    let events = stream.stored.iter().zip(&stream.history.events).map(|(stored, event)| {
        let happened = event.envelope.occurred.window().map_or(clock, |(from, _)| from + chrono::Duration::hours(10));
        clock = clock.max(happened);
        Recorded {
            position: 1,
            event_id: stored.event_id,
            stream: Stream { kind: "case".to_owned(), id },
            stream_version: stored.version,
            kind: event.envelope.kind.clone(),
            schema_version: event.envelope.schema_version,
            recorded_at: clock,
            command_id: Uuid::nil(),
            content: stored.content.clone(),
            content_hash: [0; 32],
            record_hash: [0; 32],
            derived: Derived::default(),
        }
    });
    events.collect()
}

fn main() {
    let cases = std::env::args().nth(1).map_or(60, |n| n.parse().expect("a number"));
    let judge = Judge::new(shipped::all().iter().map(|shipped| shipped.book.clone()));
    println!("{} rulebooks, {} rules", judge.books().count(), judge.books().map(|b| b.rules.len()).sum::<usize>());
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let clock: DateTime<Utc> = "2025-06-01T08:00:00Z".parse().expect("a moment");
    let mut recorder = Recorder::new(clock).with_every_stream_known();
    recorder.record_world(&world(7, cases, today));
    let view = Calendar::shipped().known(clock);
    let mut rows = Vec::new();
    for (id, stream) in recorder.streams().filter(|(id, _)| id.kind == StreamKind::Case) {
        let items = stream.history.effective(Cut::default());
        let case = stream.history.case(id.id, Cut::default());
        let read = best(20, || drop(std::hint::black_box(judging::history(&items, &case, &|_| None))));
        let history = judging::history(&items, &case, &|_| None);
        let moment = Moment { as_of: clock, calendar: &view };
        let judged = best(20, || drop(std::hint::black_box(judge.judge(&history, moment))));
        let folded = best(5, || drop(std::hint::black_box(stream.history.case(id.id, Cut::default()))));
        let found = judge.judge(&history, moment);
        let applied = found.iter().filter(|finding| finding.verdict != Verdict::NotApplicable).count();
        let stored = as_recorded(id.id, stream);
        let of = Stream { kind: "case".to_owned(), id: id.id };
        let replayed = best(2, || drop(ProcedureCheck::default().refold(&of, &stored)));
        rows.push((items.len(), read, judged, folded, replayed, (found.len(), applied)));
    }
    rows.sort_by_key(|row| row.0);
    for (acts, read, judged, folded, replayed, found) in rows {
        println!(
            "{acts:4} acts: read {read:>10.1?} judge {judged:>10.1?} fold {folded:>10.1?} from zero {replayed:>10.1?} {found:?} findings, applied"
        );
    }
}
