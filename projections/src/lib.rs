//! Read models, one folder each: everything here can be dropped and built again from the log.

use std::time::Duration;

use sqlx::PgPool;
use wenze_projector::{Models, Projector, Result, Waited};

pub mod audit_trail;
pub mod case_file;
mod decoding;
pub mod judging;
pub mod register;

pub use decoding::history;

/// Every read model of this program.
pub fn models() -> Models {
    Models::new().with(case_file::CaseFile).with(audit_trail::AuditTrail).with(register::Register)
}

/// The read models as readers use them.
#[derive(Clone)]
pub struct Views {
    pool: PgPool,
    projector: Projector,
}

impl Views {
    /// Over a pool whose `search_path` holds the schemas of [`models`].
    pub fn new(pool: PgPool, projector: Projector) -> Self {
        Self { pool, projector }
    }

    /// The pool.
    pub fn pool(&self) -> &PgPool {
        &self.pool
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
