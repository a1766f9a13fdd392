//! Read models, one folder each: everything here can be dropped and built again from the log.

use std::time::Duration;

use sqlx::PgPool;
use wenze_projector::{Models, Projector, Result, Waited};

pub mod appeal_board;
pub mod audit_trail;
pub mod boards;
pub mod case_file;
pub mod clock_board;
mod decoding;
pub mod dossier;
pub mod exclusions;
pub mod judging;
pub mod overview;
pub mod procedure_check;
pub mod publication_log;
pub mod rectification_board;
pub mod register;
pub mod relations;
pub mod responsibility;
pub mod scope;
pub mod search;
pub mod statistics;
pub mod worklist;

pub use decoding::history;

use judging::Judges;
use search::Search;

/// Every read model of this program, judged by what is shipped, with a search over what is open.
pub fn models() -> Models {
    models_judged_by(&Judges::shipped(), Search::over_what_is_open())
}

/// Every read model of this program; what judges cases can be put in place of what did while they are folded.
pub fn models_judged_by(judges: &Judges, search: Search) -> Models {
    Models::new()
        .with(case_file::CaseFile)
        .with(audit_trail::AuditTrail)
        .with(register::Register)
        .with(procedure_check::ProcedureCheck::new(judges.clone()))
        .with(boards::Boards)
        .with(statistics::Statistics)
        .with(search)
}

/// The read models as readers use them.
#[derive(Clone)]
pub struct Views {
    pool: PgPool,
    projector: Projector,
    judges: Judges,
    search: search::Index,
}

impl Views {
    /// Over a pool whose `search_path` holds the schemas of [`models`].
    pub fn new(pool: PgPool, projector: Projector) -> Self {
        let search = search::Index::new(pool.clone());
        Self { pool, projector, judges: Judges::shipped(), search }
    }

    /// The same views with what their models are judged by, see [`models_judged_by`].
    #[must_use]
    pub fn judged_by(self, judges: Judges) -> Self {
        Self { judges, ..self }
    }

    /// What judges cases now.
    pub fn judges(&self) -> &Judges {
        &self.judges
    }

    /// The pool.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// What can be searched.
    pub fn search(&self) -> &search::Index {
        &self.search
    }

    /// The engine underneath.
    pub fn projector(&self) -> &Projector {
        &self.projector
    }

    /// Waits until a model shows a position; false when it is still behind after that time, or stopped before it.
    pub async fn reached(&self, model: &str, position: i64, timeout: Duration) -> Result<bool> {
        Ok(self.projector.wait_for(model, position, timeout).await? == Waited::Reached)
    }
}
