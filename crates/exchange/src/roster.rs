//! Rosters: a table of persons and their posts fills the registers of persons and organs.
//!
//! One line is one post; a person with several posts has several lines under one number. Everything is read and checked
//! before the first act is recorded, and the same roster again records nothing twice.

mod columns;
mod entries;
mod lines;
mod send;

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;
use wenze_casework::Casework;

use crate::import::{ImportError, Reject, Rejects};

/// What to fill the registers from.
#[derive(Debug, Clone)]
pub struct RosterPlan {
    /// The table: CSV in UTF-8 with a line of headings.
    pub file: PathBuf,
    /// Check everything and record nothing.
    pub dry_run: bool,
    /// Where rejected lines are written, readable by this user only. Without it a report holds the first of them.
    pub rejects: Option<PathBuf>,
}

/// What became of a roster.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct RosterReport {
    /// Lines under the headings.
    pub lines: u64,
    /// Organs recorded now; in a dry run those that would be.
    pub organs: u64,
    /// Persons recorded now.
    pub persons: u64,
    /// Posts recorded now.
    pub posts: u64,
    /// Organs, persons and posts that were recorded before and say the same.
    pub unchanged: u64,
    /// Lines and entries of which nothing was recorded.
    pub rejected: u64,
    /// How long it took.
    pub seconds: f64,
    /// The first rejects, if no file was named for them.
    #[serde(skip)]
    pub first_rejects: Vec<Reject>,
}

/// Fills the registers. Organs that are recorded already are known again by their exact names, so the read model of the
/// registers must be up to date.
pub async fn run(casework: &Casework, plan: &RosterPlan) -> Result<RosterReport, ImportError> {
    let started = Instant::now();
    let mut rejects = Rejects::open(plan.rejects.as_deref(), false)?;
    let read = lines::read(&plan.file)?;
    let mut report = RosterReport { lines: read.seen, ..RosterReport::default() };
    let mut faults = read.faults;
    let known = send::known_organs(casework).await?;
    let entries = entries::gather(read.rows, &known, &mut faults);
    for fault in faults {
        report.rejected += 1;
        rejects.push(fault.reject(&plan.file))?;
    }
    send::all(casework, plan, &entries, &mut report, &mut rejects).await?;
    report.first_rejects = rejects.finish()?;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}
