//! The end of the log, read once for all models of a process: they follow each other closely, and each needs every event.

use tokio::sync::Mutex;
use wenze_ledger::{Ledger, Recorded};

use crate::{Result, TAIL_BYTES, TAIL_EVENTS};

/// The events that this process read last, without a gap, in order.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    held: Mutex<Vec<Recorded>>,
}

impl Tail {
    /// Events after a position, in order: up to `until` at least, which is at most [`TAIL_EVENTS`] further on.
    ///
    /// Whoever comes while the log is read waits for what is read, and finds it there.
    pub(crate) async fn after(&self, ledger: &Ledger, position: i64, until: i64) -> Result<Vec<Recorded>> {
        let mut held = self.held.lock().await;
        let first = held.first().map_or(i64::MAX, |event| event.position);
        let last = held.last().map_or(0, |event| event.position);
        if position + 1 < first || position > last {
            *held = ledger.read_log(position, TAIL_EVENTS).await?;
        } else if last < until {
            let more = ledger.read_log(last, TAIL_EVENTS).await?;
            held.extend(more);
        }
        let wanted = held.partition_point(|event| event.position <= position);
        let found = held.get(wanted..).unwrap_or_default().to_vec();
        trim(&mut held);
        Ok(found)
    }
}

/// Forgets the oldest beyond the bounds.
fn trim(held: &mut Vec<Recorded>) {
    let (mut events, mut bytes) = (0, 0);
    let fits = |event: &&Recorded| {
        events += 1;
        bytes += event.content.len();
        events <= TAIL_EVENTS && bytes <= TAIL_BYTES
    };
    let kept = held.iter().rev().take_while(fits).count();
    held.drain(..held.len() - kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::tests::event;

    #[test]
    fn what_is_held_is_bounded_by_number_and_by_bytes() {
        let mut held: Vec<Recorded> = (1..=TAIL_EVENTS + 5).map(|position| event(position, "Added")).collect();
        trim(&mut held);
        assert_eq!((held.len(), held[0].position), (usize::try_from(TAIL_EVENTS).unwrap(), 6));
        for one in &mut held {
            one.content = vec![0; TAIL_BYTES / 4].into();
        }
        trim(&mut held);
        assert_eq!((held.len(), held[3].position), (4, TAIL_EVENTS + 5));
        for one in &mut held {
            one.content = vec![0; TAIL_BYTES + 1].into();
        }
        trim(&mut held);
        assert!(held.is_empty());
    }
}
