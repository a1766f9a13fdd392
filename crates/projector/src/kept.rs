//! Rows that stay in memory between two batches, so that a case on which acts follow each other is not read each time.
//!
//! They are those of the tables as long as nobody else stored anything: the fence tells that no other owner came, and the
//! position that no batch was stored which these rows do not know.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::batch::held;
use crate::checkpoint::Lease;
use crate::{KEPT_BYTES, KEPT_ROWS, Projection, RowMap, Rows};

/// A row with the batch that touched it last, and what it holds.
struct Hot<P: Projection> {
    row: P::Row,
    batch: u64,
    bytes: usize,
}

/// The rows that stay, and of which tables they are.
pub(crate) struct Kept<P: Projection> {
    fence: i64,
    position: i64,
    batch: u64,
    bytes: usize,
    rows: HashMap<P::Key, Hot<P>>,
}

impl<P: Projection> Default for Kept<P> {
    fn default() -> Self {
        Self { fence: 0, position: 0, batch: 0, bytes: 0, rows: HashMap::new() }
    }
}

impl<P: Projection> Kept<P> {
    /// Takes what is kept, if it is that of these tables at this position. Until it is put back nothing is kept.
    pub(crate) fn take(kept: &Mutex<Self>, lease: &Lease, position: i64) -> Self {
        let taken = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
        if taken.fence == lease.fence() && taken.position == position {
            return taken;
        }
        Self { fence: lease.fence(), ..Self::default() }
    }

    /// Gives those of these rows that are kept, and leaves in `keys` those that are not.
    pub(crate) fn give(&mut self, keys: &mut Vec<P::Key>) -> RowMap<P> {
        let mut found = HashMap::new();
        keys.retain(|key| match self.rows.remove(key) {
            Some(hot) => {
                self.bytes -= hot.bytes;
                found.insert(key.clone(), hot.row);
                false
            }
            None => true,
        });
        found
    }

    /// Keeps rows that were stored with the batch up to a position, and of the others as many as fit, the last used first.
    pub(crate) fn put_back(mut self, kept: &Mutex<Self>, position: i64, rows: Rows<P>) {
        self.position = position;
        self.batch += 1;
        for (key, row) in rows {
            let bytes = held::<P>(&row);
            self.bytes += bytes;
            self.rows.insert(key, Hot { row, batch: self.batch, bytes });
        }
        self.trim();
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = self;
    }

    /// Half of the rows go at once, so that it is not done for every batch.
    fn trim(&mut self) {
        while self.rows.len() > KEPT_ROWS || self.bytes > KEPT_BYTES {
            let mut batches: Vec<u64> = self.rows.values().map(|hot| hot.batch).collect();
            let middle = batches.len() / 2;
            let (_, cut, _) = batches.select_nth_unstable(middle);
            let cut = *cut;
            self.rows.retain(|_, hot| hot.batch > cut);
            self.bytes = self.rows.values().map(|hot| hot.bytes).sum();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::tests::Positions;
    use uuid::Uuid;

    fn rows(ids: std::ops::Range<usize>, length: usize) -> Rows<Positions> {
        ids.map(|id| (Uuid::from_u128(id as u128), vec![0; length])).collect()
    }

    fn lease(fence: i64) -> Lease {
        Lease::for_tests(fence)
    }

    fn given(kept: &Mutex<Kept<Positions>>, lease: &Lease, position: i64, ids: std::ops::Range<usize>) -> usize {
        let mut keys: Vec<Uuid> = ids.map(|id| Uuid::from_u128(id as u128)).collect();
        let mut taken = Kept::take(kept, lease, position);
        let found = taken.give(&mut keys).len();
        taken.put_back(kept, position, Vec::new());
        found
    }

    #[test]
    fn rows_are_those_of_one_owner_at_one_position() {
        let kept = Mutex::new(Kept::<Positions>::default());
        Kept::take(&kept, &lease(3), 0).put_back(&kept, 10, rows(0..4, 1));
        assert_eq!(given(&kept, &lease(3), 10, 0..2), 2);
        assert_eq!(given(&kept, &lease(3), 10, 0..4), 2, "what was given is not there twice");
        assert_eq!(given(&kept, &lease(3), 11, 0..4), 0, "somebody stored what they do not know");
        Kept::take(&kept, &lease(3), 11).put_back(&kept, 12, rows(0..4, 1));
        assert_eq!(given(&kept, &lease(4), 12, 0..4), 0, "another owner came");
    }

    #[test]
    fn the_last_used_stay() {
        let kept = Mutex::new(Kept::<Positions>::default());
        Kept::take(&kept, &lease(1), 0).put_back(&kept, 1, rows(0..KEPT_ROWS, 1));
        Kept::take(&kept, &lease(1), 1).put_back(&kept, 2, rows(KEPT_ROWS..KEPT_ROWS + 10, 1));
        assert_eq!(given(&kept, &lease(1), 2, 0..KEPT_ROWS), 0);
        assert_eq!(given(&kept, &lease(1), 2, KEPT_ROWS..KEPT_ROWS + 10), 10);
    }
}
