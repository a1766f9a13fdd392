//! What files hold, without a log: every case read, translated and decided in memory.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::sync::mpsc;

use super::delivery::{Courier, Item};
use super::rehearsal::rehearse;
use super::send::Fate;
use super::{ImportError, ImportPlan};
use crate::CASES_AHEAD_MAX;

/// Reads files and decides their acts: how many cases could be stored, and how many could not. It needs no log, so that what
/// other streams hold is taken for known. Blocks, so it must not be called where tasks run.
pub fn sift(plan: &ImportPlan) -> Result<(u64, u64), ImportError> {
    let (to, mut items) = mpsc::channel(CASES_AHEAD_MAX);
    let mapping = Arc::new(plan.mapping.clone());
    let courier = Courier {
        files: plan.files.clone(),
        mapping: Arc::clone(&mapping),
        bytes: Arc::new(AtomicU64::new(0)),
        skip: 0,
        sort_bytes: plan.sort_bytes,
        sort_folder: plan.sort_folder.clone(),
        to,
    };
    let reading = std::thread::spawn(move || courier.run());
    let (mut sound, mut rejected) = (0, 0);
    while let Some(item) = items.blocking_recv() {
        match item {
            Item::Case(delivery) => match rehearse(&mapping, &delivery).fate {
                Fate::Rejected(_) => rejected += 1,
                _ => sound += 1,
            },
            Item::Reject(..) => rejected += 1,
            Item::Stopped(error) => return Err(error),
        }
    }
    reading.join().map_err(|_| ImportError::TaskEnded)?;
    Ok((sound, rejected))
}
