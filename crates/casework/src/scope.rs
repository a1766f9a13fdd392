//! Which cases exist to whoever reads in his roles at their offices: those of the organ and of organs below it, and what the
//! policies let him see besides.
//!
//! What decides that is held in memory for every case, from the read model up to its position and from the log beyond, so that
//! it counts from the request after the act that brought it. Which cases a set of roles does not reach is kept until one of them
//! changes its place.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use uuid::Uuid;
use wenze_access::policy::{Policies, Principal, ReachAsked};
use wenze_domain::codes::{CodeList, Role};
use wenze_projections::scope::Line;

use crate::SCOPES_CACHED_MAX;

mod reading;
mod viewer;

pub use viewer::{Seat, Viewer};

/// As policies call what is marked no higher.
const ORDINARY: &str = "ordinary";
/// Most organs above one another.
const DEPTH_MAX: usize = 32;

/// What decides who reaches which case, and what was made of it.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    known: RwLock<Known>,
    /// Held by whoever reads the log for all.
    reading: tokio::sync::Mutex<()>,
    kept: Mutex<HashMap<Vec<Seat>, Beyond>>,
}

/// The cases that a set of roles does not reach.
#[derive(Debug, Clone)]
struct Beyond {
    changes: u64,
    cases: Arc<HashSet<Uuid>>,
}

/// Everything up to a position of the log.
#[derive(Debug, Default)]
struct Known {
    /// None before it was read.
    position: Option<i64>,
    /// How often something changed.
    changes: u64,
    /// Organs of the register, each with the one above.
    organs: HashMap<Uuid, Option<Uuid>>,
    /// Whether any organ is above another.
    has_hierarchy: bool,
    /// What is the same for many cases, each once.
    classes: Vec<Class>,
    class_of: HashMap<Class, usize>,
    cases: HashMap<Uuid, Placed>,
    /// Cases marked above ordinary, by who works on them.
    by_worker: HashMap<Uuid, HashSet<Uuid>>,
}

/// What decides for all cases that agree in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Class {
    organs: Vec<Uuid>,
    confidentiality: Option<String>,
    on_appeal: bool,
}

/// A case: its class, and who works on it where it is marked above ordinary.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Placed {
    class: usize,
    workers: Vec<Uuid>,
}

/// How a case stands to one person, whatever his roles.
#[derive(Debug, Clone, Copy, Default)]
struct Personal {
    works_on: bool,
    admitted: bool,
}

impl Class {
    fn is_above_ordinary(&self) -> bool {
        matches!(self.confidentiality.as_deref(), Some("restricted" | "sealed"))
    }
}

impl Known {
    fn set_case(&mut self, line: Line) {
        let Line { case_id, organs, confidentiality, on_appeal, workers } = line;
        let class = Class { organs, confidentiality, on_appeal };
        let next = self.classes.len();
        let class = *self.class_of.entry(class.clone()).or_insert_with(|| {
            self.classes.push(class);
            next
        });
        let placed = Placed { class, workers };
        let before = self.cases.insert(case_id, placed.clone());
        if before.as_ref() == Some(&placed) {
            return;
        }
        self.changes += 1;
        for worker in before.into_iter().flat_map(|before| before.workers) {
            self.by_worker.get_mut(&worker).into_iter().for_each(|cases| _ = cases.remove(&case_id));
        }
        for worker in placed.workers {
            self.by_worker.entry(worker).or_default().insert(case_id);
        }
    }

    fn set_organ(&mut self, organ: Uuid, above: Option<Uuid>) {
        if self.organs.insert(organ, above) != Some(above) {
            self.changes += 1;
            self.has_hierarchy = self.organs.values().any(Option::is_some);
        }
    }

    fn is_below(&self, organ: Uuid, above: Uuid) -> bool {
        let next = |organ: &Uuid| self.organs.get(organ).copied().flatten();
        std::iter::successors(next(&organ), next).take(DEPTH_MAX).any(|one| one == above)
    }

    /// Whether the policies let a role at an office reach what is of a class. What no organ of the register handles is
    /// everybody's, and so is everything where no organ is above another.
    fn reaches(&self, seat: Seat, class: &Class, personal: Personal) -> bool {
        let is_everybodys = !self.has_hierarchy || !class.organs.iter().any(|organ| self.organs.contains_key(organ));
        let reach = ReachAsked {
            own: is_everybodys || class.organs.contains(&seat.office),
            below: class.organs.iter().any(|organ| self.is_below(*organ, seat.office)),
            on_appeal: class.on_appeal,
            confidentiality: class.confidentiality.as_deref().filter(|_| class.is_above_ordinary()).unwrap_or(ORDINARY),
            works_on: personal.works_on,
            admitted: personal.admitted,
        };
        // Whose question it is does not matter: exclusions are looked at apart.
        let principal = Principal { person: Uuid::nil(), roles: &[seat.role.as_str()] };
        Policies::shipped().reaches(principal, reach)
    }

    /// What these roles do not reach, whoever holds them.
    fn beyond(&self, seats: &[Seat]) -> HashSet<Uuid> {
        let reached: Vec<bool> = self
            .classes
            .iter()
            .map(|class| seats.iter().any(|seat| self.reaches(*seat, class, Personal::default())))
            .collect();
        let is_beyond = |placed: &Placed| !reached.get(placed.class).copied().unwrap_or_default();
        self.cases.iter().filter(|(_, placed)| is_beyond(placed)).map(|(id, _)| *id).collect()
    }

    fn personal(&self, case: Uuid, viewer: &Viewer) -> Personal {
        let works_on = |person: &Uuid| self.by_worker.get(person).is_some_and(|cases| cases.contains(&case));
        Personal {
            works_on: viewer.persons().any(|person| works_on(&person)),
            admitted: viewer.admitted.contains(&case),
        }
    }

    /// The roles in which a case exists to whoever looks; of a case that nothing is known of, all.
    fn roles_on(&self, case: Uuid, viewer: &Viewer) -> Vec<Role> {
        let class = self.cases.get(&case).and_then(|placed| self.classes.get(placed.class));
        let personal = self.personal(case, viewer);
        let reaches = |seat: &&Seat| class.is_none_or(|class| self.reaches(**seat, class, personal));
        viewer.seats.iter().filter(reaches).map(|seat| seat.role).collect()
    }

    /// What he reaches only as the person he is: what he works on, and what he was given to read.
    fn own(&self, beyond: &HashSet<Uuid>, viewer: &Viewer) -> HashSet<Uuid> {
        let works_on = viewer.persons().filter_map(|person| self.by_worker.get(&person)).flatten();
        let candidates = works_on.chain(&viewer.admitted).filter(|case| beyond.contains(*case));
        candidates.filter(|case| !self.roles_on(**case, viewer).is_empty()).copied().collect()
    }
}

impl Scopes {
    fn read<T>(&self, look: impl FnOnce(&Known) -> T) -> T {
        look(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Known)) {
        change(&mut self.known.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// What these roles do not reach, kept until something changes. When too much is kept all goes.
    fn beyond(&self, seats: &[Seat]) -> Arc<HashSet<Uuid>> {
        self.read(|known| {
            let held = self.kept().get(seats).filter(|held| held.changes == known.changes).cloned();
            if let Some(held) = held {
                return held.cases;
            }
            let cases = Arc::new(known.beyond(seats));
            let mut kept = self.kept();
            if kept.len() >= SCOPES_CACHED_MAX {
                kept.clear();
            }
            kept.insert(seats.to_vec(), Beyond { changes: known.changes, cases: Arc::clone(&cases) });
            cases
        })
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<Vec<Seat>, Beyond>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
