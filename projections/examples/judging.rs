//! Measures reading and judging of generated cases: `judging RULEBOOKS-FOLDER [CASES]`.

#![expect(clippy::expect_used, reason = "an example ends at the first surprise")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_projections::judging;
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::rule::Rulebook;
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;

fn books(folder: &Path) -> Vec<Arc<Rulebook>> {
    let mut folders: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    let load = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path.join("rulebook.toml")).ok()?;
        let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).ok()?;
        Rulebook::load(&bundle).inspect_err(|e| eprintln!("{}: {:?}", path.display(), e.first())).ok().map(Arc::new)
    };
    folders.iter().filter_map(load).collect()
}

fn best(times: usize, mut run: impl FnMut()) -> Duration {
    let one = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..times).map(|_| one(&mut run)).min().unwrap_or_default()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().expect("a folder of rulebooks");
    let cases = args.next().map_or(60, |n| n.parse().expect("a number"));
    let judge = Judge::new(books(Path::new(&folder)));
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
        rows.push((items.len(), read, judged, folded, judge.judge(&history, moment).len()));
    }
    rows.sort_by_key(|row| row.0);
    for (acts, read, judged, folded, found) in rows {
        println!("{acts:4} acts: read {read:>10.1?} judge {judged:>10.1?} fold {folded:>10.1?} {found} findings");
    }
}
