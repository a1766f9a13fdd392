//! Releases tried on past cases: work that goes on when the page that asked for it is answered, and whose result waits to be read.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use uuid::Uuid;
use wenze_casework::Flips;

use crate::failure::Failure;

/// How long a trial goes on, and its result waits to be read.
const KEPT: Duration = Duration::from_mins(10);
/// Most trials that are held at once.
const TRIALS_MAX: usize = 8;

/// The trials of this node.
#[derive(Clone, Default)]
pub(crate) struct Trials(Arc<Mutex<HashMap<(Uuid, String), Trial>>>);

/// One of them, under way or done. Dropped, it ends.
struct Trial {
    begun: Instant,
    work: JoinHandle<Result<Flips, Failure>>,
}

impl Drop for Trial {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Trials {
    fn with<T>(&self, use_it: impl FnOnce(&mut HashMap<(Uuid, String), Trial>) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether one is under way, or done and not read.
    pub(crate) fn holds(&self, person: Uuid, key: &str) -> bool {
        self.with(|all| all.get(&(person, key.to_owned())).is_some_and(|trial| trial.begun.elapsed() < KEPT))
    }

    /// Begins one. Whoever is signed in has one at a time: another that he asked for before ends.
    pub(crate) fn begin(
        &self,
        person: Uuid,
        key: &str,
        work: impl Future<Output = Result<Flips, Failure>> + Send + 'static,
    ) -> Result<(), Failure> {
        self.with(|all| {
            all.retain(|(own, _), trial| trial.begun.elapsed() < KEPT && (person.is_nil() || *own != person));
            if all.len() >= TRIALS_MAX {
                return Err(Failure::Unavailable);
            }
            let trial = Trial { begun: Instant::now(), work: tokio::spawn(work) };
            all.insert((person, key.to_owned()), trial);
            Ok(())
        })
    }

    /// What came of it, if it is done by now or in a moment; then it is read, and asked for again it begins anew.
    pub(crate) async fn result(&self, person: Uuid, key: &str, soon: Duration) -> Result<Option<Flips>, Failure> {
        let key = (person, key.to_owned());
        let Some(mut trial) = self.with(|all| all.remove(&key)) else { return Ok(None) };
        if let Ok(done) = timeout(soon, &mut trial.work).await {
            return done.map_err(|_| Failure::Fault)?.map(Some);
        }
        self.with(|all| all.insert(key, trial));
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn a_result_that_is_not_there_at_once_waits_and_is_read_once() {
        let (trials, person) = (Trials::default(), Uuid::from_u128(1));
        let work = async {
            tokio::time::sleep(SOON * 5).await;
            Ok(Flips { cases: 3, ..Flips::default() })
        };
        trials.begin(person, "a", work).unwrap();
        assert!(trials.result(person, "a", SOON).await.unwrap().is_none() && trials.holds(person, "a"));
        assert!(!trials.holds(Uuid::from_u128(2), "a"), "it is nobody else's");
        assert_eq!(trials.result(person, "a", KEPT).await.unwrap().map(|found| found.cases), Some(3));
        assert!(!trials.holds(person, "a"));
    }

    #[tokio::test]
    async fn they_are_bounded_by_person_by_number_and_by_time() {
        let trials = Trials::default();
        let endless = || std::future::pending::<Result<Flips, Failure>>();
        let of = |number: usize| Uuid::from_u128(number as u128 + 1);
        for number in 0..TRIALS_MAX {
            trials.begin(of(number), "a", endless()).unwrap();
        }
        assert_eq!(trials.begin(of(TRIALS_MAX), "a", endless()), Err(Failure::Unavailable));
        trials.begin(of(0), "b", endless()).unwrap();
        assert!(!trials.holds(of(0), "a") && trials.holds(of(0), "b"));
        trials.with(|all| {
            for trial in all.values_mut() {
                trial.begun = trial.begun.checked_sub(KEPT).unwrap();
            }
        });
        trials.begin(of(TRIALS_MAX), "a", endless()).unwrap();
        assert!(!trials.holds(of(1), "a") && trials.with(|all| all.len()) == 1);
    }
}
