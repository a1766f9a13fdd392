//! Folded cases by (stream, version). The append itself checks the version, so a stale entry costs a retry, never a wrong answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use wenze_domain::case::Case;

pub(crate) struct CaseCache {
    cases_max: usize,
    inner: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    clock: u64,
    cases: HashMap<Uuid, (u64, Arc<Case>)>,
}

impl CaseCache {
    pub(crate) fn new(cases_max: usize) -> Self {
        Self { cases_max, inner: Mutex::default() }
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<Arc<Case>> {
        let mut kept = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let clock = kept.clock;
        let (used, case) = kept.cases.get_mut(&id)?;
        *used = clock;
        Some(Arc::clone(case))
    }

    /// Keeps a case unless a newer version of it is kept already.
    pub(crate) fn put(&self, case: Arc<Case>) {
        let mut kept = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let clock = kept.clock;
        if kept.cases.get(&case.id).is_some_and(|(_, held)| held.version > case.version) {
            return;
        }
        kept.cases.insert(case.id, (clock, case));
        if kept.cases.len() > self.cases_max {
            // Dropping a quarter at once keeps the cost of finding the oldest away from the single put.
            let mut ages: Vec<u64> = kept.cases.values().map(|(used, _)| *used).collect();
            ages.sort_unstable();
            let cut = ages[ages.len() / 4];
            kept.cases.retain(|_, (used, _)| *used > cut);
        }
    }

    pub(crate) fn forget(&self, id: Uuid) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).cases.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(id: u128, version: i32) -> Arc<Case> {
        let mut case = Case::new(Uuid::from_u128(id));
        case.version = version;
        Arc::new(case)
    }

    #[test]
    fn the_oldest_are_dropped_and_the_newest_version_stays() {
        let cache = CaseCache::new(4);
        (1..=4).for_each(|id| cache.put(case(id, 1)));
        cache.get(Uuid::from_u128(1));
        cache.put(case(5, 1));
        assert!(cache.get(Uuid::from_u128(2)).is_none());
        assert!(cache.get(Uuid::from_u128(1)).is_some());
        cache.put(case(1, 7));
        cache.put(case(1, 6));
        assert_eq!(cache.get(Uuid::from_u128(1)).unwrap().version, 7);
    }
}
