//! The projection engine: folds the log into read models, keeps how far each has come, and rebuilds them.
//!
//! The crate knows streams and positions, not meaning. Its README holds the contract, how to write a projection, and the
//! timeline that shows why no event is missed or folded twice.

mod batch;
mod bounds;
mod checkpoint;
mod cursor;
mod error;
mod kept;
mod model;
mod projection;
mod projector;
mod rebuild;
mod retire;
mod runner;
mod schema;
mod sheet;
mod status;
mod tail;

pub use bounds::*;
pub use error::Error;
pub use model::Models;
pub use projection::{Folded, Poison, Projection, RowMap, Rows};
pub use projector::{Projector, Waited};
pub use rebuild::{Difference, NotCompared, Phase, Progress, Rebuilt, Swap};
pub use runner::Running;
pub use schema::{create_schema, read_schema};
pub use status::{Built, Kept, Other, Skip, State, Status};
/// The log, for read models, which may not depend on it themselves.
pub use wenze_ledger as ledger;

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
