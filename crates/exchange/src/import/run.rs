//! The run: a thread reads ahead, tasks offer cases to the log, one place counts what became of them.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinSet;
use uuid::Uuid;
use wenze_casework::Casework;

use super::delivery::{Courier, Delivery, Item};
use super::mark::{Finished, Mark};
use super::rehearsal::rehearse;
use super::rejects::{Reject, Rejects};
use super::send::{Fate, Outcome, send};
use super::{ImportError, ImportPlan, Progress, Report};
use crate::CASES_AHEAD_MAX;
use crate::mapping::Mapping;

/// Imports files. `progress` is called after every case.
pub async fn run(
    casework: &Casework,
    plan: ImportPlan,
    progress: impl FnMut(&Progress) + Send,
) -> Result<Report, ImportError> {
    let started = Instant::now();
    let continued = Mark::find(&plan, casework).await?;
    let (to, items) = mpsc::channel(CASES_AHEAD_MAX);
    let bytes = Arc::new(AtomicU64::new(0));
    let mapping = Arc::new(plan.mapping.clone());
    let courier = Courier {
        files: plan.files.clone(),
        mapping: Arc::clone(&mapping),
        bytes: Arc::clone(&bytes),
        skip: continued.as_ref().map_or(0, |mark| mark.done),
        sort_bytes: plan.sort_bytes,
        sort_folder: plan.sort_folder.clone(),
        to,
    };
    let reading = tokio::task::spawn_blocking(move || courier.run());
    let mut tally = Tally::new(plan, continued, bytes, progress)?;
    let offering = Offering { casework: casework.clone(), mapping, concurrency: tally.plan.concurrency.max(1) };
    let offered = offering.all(items, &mut tally).await;
    // Whatever stopped the run, the reader has nobody to send to any more and ends.
    let read = reading.await;
    offered?;
    read.map_err(|_| ImportError::TaskEnded)?;
    tally.finish(started.elapsed().as_secs_f64())
}

/// The cases in flight.
struct Offering {
    casework: Casework,
    mapping: Arc<Mapping>,
    concurrency: usize,
}

impl Offering {
    async fn all(self, mut items: Receiver<Item>, tally: &mut Tally<impl FnMut(&Progress)>) -> Result<(), ImportError> {
        let mut in_flight: JoinSet<Outcome> = JoinSet::new();
        let mut has_more = true;
        while has_more || !in_flight.is_empty() {
            tokio::select! {
                item = items.recv(), if has_more && in_flight.len() < self.concurrency => match item {
                    Some(Item::Case(mut delivery)) => {
                        tally.remarked(std::mem::take(&mut delivery.remarks))?;
                        self.begin(&mut in_flight, delivery, tally.plan.dry_run);
                    }
                    Some(Item::Reject(sequence, reject)) => tally.rejected(sequence, reject)?,
                    Some(Item::Stopped(error)) => return Err(error),
                    None => has_more = false,
                },
                Some(outcome) = in_flight.join_next() => {
                    tally.add(outcome.map_err(|_| ImportError::TaskEnded)?)?;
                }
            }
        }
        Ok(())
    }

    fn begin(&self, in_flight: &mut JoinSet<Outcome>, delivery: Delivery, dry_run: bool) {
        let (casework, mapping) = (self.casework.clone(), Arc::clone(&self.mapping));
        if dry_run {
            in_flight.spawn_blocking(move || rehearse(&mapping, &delivery));
        } else {
            in_flight.spawn(async move { send(&casework, &mapping, &delivery).await });
        }
    }
}

/// What became of the cases so far.
struct Tally<P> {
    plan: ImportPlan,
    mark: Mark,
    finished: Finished,
    rejects: Rejects,
    report: Report,
    acts: u64,
    bytes: Arc<AtomicU64>,
    of_bytes: u64,
    progress: P,
}

impl<P: FnMut(&Progress)> Tally<P> {
    fn new(plan: ImportPlan, continued: Option<Mark>, bytes: Arc<AtomicU64>, progress: P) -> Result<Self, ImportError> {
        let rejects = Rejects::open(plan.rejects.as_deref(), continued.is_some())?;
        let mark = continued.unwrap_or_else(|| Mark::new(&plan));
        let report = Report {
            cases: mark.done,
            unchanged: mark.done.saturating_sub(mark.rejected),
            rejected: mark.rejected,
            ..Report::default()
        };
        let of_bytes = plan.files.iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum();
        let finished = Finished::from(&mark);
        Ok(Self { plan, mark, finished, rejects, report, acts: 0, bytes, of_bytes, progress })
    }

    fn add(&mut self, outcome: Outcome) -> Result<(), ImportError> {
        for (kind, count) in outcome.stored {
            *self.report.acts.entry(kind).or_default() += count;
            self.acts += count;
        }
        match outcome.fate {
            Fate::Stored => {}
            Fate::Unchanged => self.report.unchanged += 1,
            Fate::Rejected(reject) => return self.rejected(outcome.sequence, reject),
            Fate::Stopped(error) => return Err(error.into()),
        }
        self.done(outcome.sequence, false, outcome.command_id)
    }

    fn remarked(&mut self, remarks: Vec<Reject>) -> Result<(), ImportError> {
        for remark in remarks {
            *self.report.remarks.entry(remark.code.clone()).or_default() += 1;
            self.rejects.push(remark)?;
        }
        Ok(())
    }

    fn rejected(&mut self, sequence: u64, reject: Reject) -> Result<(), ImportError> {
        self.report.rejected += 1;
        self.rejects.push(reject)?;
        self.done(sequence, true, None)
    }

    fn done(&mut self, sequence: u64, is_rejected: bool, command_id: Option<Uuid>) -> Result<(), ImportError> {
        self.report.cases += 1;
        self.finished.add(sequence, is_rejected);
        if command_id.is_some() && self.finished.done >= self.mark.done + self.plan.mark_every_cases {
            self.mark.keep(&self.plan, &mut self.rejects, &self.finished, command_id)?;
        }
        let progress = Progress {
            cases: self.report.cases,
            acts: self.acts,
            rejected: self.report.rejected,
            bytes: self.bytes.load(Ordering::Relaxed),
            of_bytes: self.of_bytes,
        };
        (self.progress)(&progress);
        Ok(())
    }

    fn finish(mut self, seconds: f64) -> Result<Report, ImportError> {
        self.report.first_rejects = self.rejects.finish()?;
        self.report.seconds = seconds;
        Mark::forget(&self.plan);
        Ok(self.report)
    }
}
