//! `wenze bench judge`: generated cases read from their stored bytes and judged by all shipped rulebooks.

use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::json;
use wenze_domain::effective::Cut;
use wenze_domain::history::History as Log;
use wenze_projections::judging;
use wenze_projections::procedure_check::ProcedureCheck;
use wenze_projector::Projection;
use wenze_rulebook::calendar::{Calendar, View};
use wenze_rulebook::history::History;
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::shipped;
use wenze_testkit::generator::Generator;
use wenze_testkit::record::Recorder;

use super::memory::peak_mib;
use crate::{Shared, report};

use stored::Stored;

mod curve;
mod stored;

/// What `bench judge` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Cases that are judged in parallel.
    #[arg(long, default_value_t = 100_000)]
    cases: usize,
    /// Threads; by default one for each core.
    #[arg(long)]
    threads: Option<usize>,
    /// Cases of each size that are measured alone; of each the median of several judgings counts.
    #[arg(long, default_value_t = 25)]
    sample: usize,
}

/// Sizes that are measured alone, in acts, each with how far a case may be from it.
const SIZES: [(usize, usize); 3] = [(30, 3), (70, 5), (170, 20)];
/// How often a case of the sample is judged.
const ROUNDS: usize = 9;
/// How many cases are made in search of the sample.
const SEARCHED: usize = 6_000;
const SEED: u64 = 7;

/// Everything a case is judged with.
struct Room {
    judge: Judge,
    view: View,
    clock: DateTime<Utc>,
    generator: Generator,
}

/// How long a judging took, step by step.
#[derive(Debug, Clone, Copy, Default)]
struct Took {
    /// From stored bytes to the folded case.
    fold: Duration,
    /// From there to what rules see.
    read: Duration,
    /// From there to findings.
    judge: Duration,
}

impl Took {
    fn whole(self) -> Duration {
        self.fold + self.read + self.judge
    }
}

/// What cases of one size cost, medians.
#[derive(Debug, Serialize)]
struct Size {
    acts: usize,
    within: usize,
    cases: usize,
    findings: f64,
    fold_ms: f64,
    read_ms: f64,
    judge_ms: f64,
    read_and_judge_ms: f64,
    whole_ms: f64,
    cases_per_second: f64,
    /// What the read model does when it is made anew: one judging for each instant at which anything can change.
    from_zero_ms: f64,
}

/// What many cases cost on several threads.
#[derive(Debug, Serialize)]
struct Parallel {
    cases: usize,
    acts: usize,
    threads: usize,
    judged_per_second: f64,
    /// With making and recording them.
    cases_per_second: f64,
    memory_peak_mib: u64,
}

pub(super) fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let room = Room::new()?;
    let sizes = room.sizes(options.sample)?;
    let curve = curve::measured(&room, options.sample * SIZES.len());
    let parallel = room.parallel(options)?;
    if shared.json {
        let document = json!({ "rules": room.rules(), "sizes": sizes, "curve": curve.json(), "parallel": parallel });
        report::json(&document)?;
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} rules; medians in ms of one core", room.rules());
    println!("      acts  cases    fold    read   judge  read + judge   whole  cases/s  from zero  findings");
    sizes.iter().for_each(Size::print);
    curve.print();
    parallel.print();
    Ok(ExitCode::SUCCESS)
}

impl Size {
    fn print(&self) {
        println!(
            "{:>4} ± {:<3} {:>6}  {:>6.2}  {:>6.2}  {:>6.2}  {:>12.2}  {:>6.2}  {:>7.0}  {:>9.1}  {:>8.0}",
            self.acts,
            self.within,
            self.cases,
            self.fold_ms,
            self.read_ms,
            self.judge_ms,
            self.read_and_judge_ms,
            self.whole_ms,
            self.cases_per_second,
            self.from_zero_ms,
            self.findings,
        );
    }
}

impl Parallel {
    fn print(&self) {
        println!(
            "{} cases, {} acts on {} threads: {:.0} cases/s judged, {:.0} cases/s with making and recording them; peak \
             memory {} MiB",
            self.cases, self.acts, self.threads, self.judged_per_second, self.cases_per_second, self.memory_peak_mib,
        );
    }
}

impl Room {
    fn new() -> anyhow::Result<Self> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).context("a date")?;
        let clock = today.and_hms_opt(8, 0, 0).context("a time")?.and_utc();
        let judge = Judge::new(shipped::all().iter().map(|shipped| shipped.book.clone()));
        let view = Calendar::shipped().known(clock);
        Ok(Self { judge, view, clock, generator: Generator::new(SEED, today) })
    }

    fn rules(&self) -> usize {
        self.judge.books().map(|book| book.rules.len()).sum()
    }

    /// A generated case, recorded.
    fn recorded(&self, number: usize) -> Stored {
        let case = self.generator.case(number);
        let mut recorder = Recorder::new(self.clock).with_every_stream_known();
        recorder.record_case(&case);
        Stored::of(case.id, recorder.stream(wenze_testkit::record::case_stream(case.id)))
    }

    /// What rules see of a stored case, and how long it took to get there.
    fn read(stored: &Stored) -> (History, Took) {
        let start = Instant::now();
        let mut log = Log::default();
        for event in &stored.events {
            log.push(event.stream_version, event.recorded_at, event.content.clone());
        }
        let items = log.effective(Cut::default());
        let case = log.case(stored.id, Cut::default());
        let fold = start.elapsed();
        let start = Instant::now();
        let history = judging::history(&items, &case, judging::NO_REGISTER);
        (history, Took { fold, read: start.elapsed(), ..Took::default() })
    }

    /// Judges once; how many findings there were.
    fn judged(&self, stored: &Stored) -> (Took, usize) {
        let (history, took) = Self::read(stored);
        let start = Instant::now();
        let found = self.judge.judge(&history, Moment { as_of: self.clock, calendar: &self.view });
        (Took { judge: start.elapsed(), ..took }, found.len())
    }

    /// Cases of each size, each judged several times.
    fn sizes(&self, sample: usize) -> anyhow::Result<Vec<Size>> {
        let mut found: Vec<Vec<Stored>> = SIZES.iter().map(|_| Vec::new()).collect();
        for number in 0..SEARCHED {
            if found.iter().all(|cases| cases.len() >= sample) {
                break;
            }
            let stored = self.recorded(number);
            let fits = |(acts, within): &(usize, usize)| stored.events.len().abs_diff(*acts) <= *within;
            if let Some(at) = SIZES.iter().position(fits).filter(|at| found[*at].len() < sample) {
                found[at].push(stored);
            }
        }
        let sizes = SIZES.iter().zip(&found);
        sizes.map(|((acts, within), cases)| self.size(*acts, *within, cases)).collect()
    }

    fn size(&self, acts: usize, within: usize, cases: &[Stored]) -> anyhow::Result<Size> {
        anyhow::ensure!(!cases.is_empty(), "no generated case has about {acts} acts");
        let runs: Vec<(Took, usize)> = cases.iter().map(|stored| self.typical(stored)).collect();
        let ms = |of: fn(Took) -> Duration| median(runs.iter().map(|(took, _)| of(*took).as_secs_f64() * 1e3));
        let whole_ms = ms(Took::whole);
        Ok(Size {
            acts,
            within,
            cases: cases.len(),
            findings: median(runs.iter().map(|(_, count)| as_f64(*count))),
            fold_ms: ms(|t| t.fold),
            read_ms: ms(|t| t.read),
            judge_ms: ms(|t| t.judge),
            read_and_judge_ms: ms(|t| t.read + t.judge),
            whole_ms,
            cases_per_second: 1e3 / whole_ms,
            from_zero_ms: median(cases.iter().map(from_zero)),
        })
    }

    /// The median run of one case.
    fn typical(&self, stored: &Stored) -> (Took, usize) {
        let mut runs: Vec<(Took, usize)> = (0..ROUNDS).map(|_| self.judged(stored)).collect();
        runs.sort_by_key(|(took, _)| took.whole());
        runs[ROUNDS / 2]
    }

    /// Many cases, made, recorded, judged and dropped again one by one, on several threads.
    fn parallel(&self, options: &Options) -> anyhow::Result<Parallel> {
        let threads = match options.threads {
            Some(threads) => threads.max(1),
            None => std::thread::available_parallelism()?.get(),
        };
        let style = ProgressStyle::with_template("{pos}/{len} cases {wide_bar} {per_sec} {eta}")?;
        let bar = ProgressBar::new(options.cases as u64).with_style(style);
        let next = AtomicUsize::new(0);
        let start = Instant::now();
        let work = || {
            let (mut judging, mut acts) = (Duration::ZERO, 0);
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= options.cases {
                    return (judging, acts);
                }
                let stored = self.recorded(number);
                judging += self.judged(&stored).0.whole();
                acts += stored.events.len();
                bar.inc(1);
            }
        };
        let done: Vec<(Duration, usize)> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            handles.into_iter().filter_map(|handle| handle.join().ok()).collect()
        });
        anyhow::ensure!(done.len() == threads, "a thread ended early: its message stands above");
        bar.finish_and_clear();
        let judging: f64 = done.iter().map(|(time, _)| time.as_secs_f64()).sum();
        Ok(Parallel {
            cases: options.cases,
            acts: done.iter().map(|(_, acts)| acts).sum(),
            threads,
            judged_per_second: as_f64(options.cases * threads) / judging,
            cases_per_second: as_f64(options.cases) / start.elapsed().as_secs_f64(),
            memory_peak_mib: peak_mib(),
        })
    }
}

/// How long the read model takes to make its rows of a case anew, in ms.
fn from_zero(stored: &Stored) -> f64 {
    let start = Instant::now();
    let row = ProcedureCheck::default().refold(&stored.stream(), &stored.in_their_time());
    let took = start.elapsed().as_secs_f64() * 1e3;
    drop(row);
    took
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

/// The middle one; 0 of none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
