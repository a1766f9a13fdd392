//! What a read model tells the engine.

use std::collections::HashMap;
use std::hash::Hash;

use sqlx::PgConnection;
use wenze_ledger::{Recorded, Stream};

use crate::Result;

/// An event that cannot be folded, and why. The reason is stored and shown, so it holds no private text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Poison(pub String);

/// What became of an event that was handed to [`Projection::fold`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// It is in the row.
    Done,
    /// It changes what earlier events mean (a correction, a voiding): fold the whole stream again.
    Refold,
}

/// Rows of a projection with their keys.
pub type Rows<P> = Vec<(<P as Projection>::Key, <P as Projection>::Row)>;

/// Rows of a projection by their keys.
pub type RowMap<P> = HashMap<<P as Projection>::Key, <P as Projection>::Row>;

/// A read model: rows in tables of its own, each row made from the events of one stream.
///
/// A model that counts over many streams stores one row per (what is counted, stream) and sums on read. So the rows of
/// one stream can be folded again without touching any other's.
pub trait Projection: Send + Sync + Sized + 'static {
    /// The model's name, e.g. `case_file`. Its tables' names begin with it.
    const NAME: &'static str;
    /// Version of the tables and of what is folded into them. Tables lie in the schema `read_<NAME>_v<VERSION>`.
    const VERSION: i32;
    /// What an event adds to the rows of a stream that is folded again from its whole history, about, in bytes. A model that
    /// folds nearly every stream so says it here: a rebuild plans its ranges before such rows exist to be asked.
    const REFOLDED_EVENT_BYTES: usize = 0;
    /// What names a row. One key belongs to one stream only.
    type Key: Ord + Hash + Clone + Send + Sync + 'static;
    /// What is folded into; `default` is the row before its first event.
    type Row: Default + Send + 'static;

    /// What a row holds in memory, about, in bytes: a rebuild keeps as many rows as fit, and no more are handed to one call
    /// of `store`. It is asked of every row again and again, so the answer is cheap.
    fn bytes(row: &Self::Row) -> usize {
        size_of_val(row)
    }

    /// The DDL of the tables, which are named unqualified and have primary keys.
    fn schema_sql(&self) -> &'static str;

    /// The rows an event goes into; none if it is nothing to this model.
    fn keys(&self, event: &Recorded) -> Result<Vec<Self::Key>, Poison>;

    /// The stored rows of these keys, with one query. A key without a row is left out.
    fn load(
        &self,
        connection: &mut PgConnection,
        keys: &[Self::Key],
    ) -> impl Future<Output = Result<RowMap<Self>>> + Send;

    /// Folds an event into one of its rows. When it answers [`Folded::Refold`], what it did to the row is forgotten.
    fn fold(&self, key: &Self::Key, row: &mut Self::Row, event: &Recorded) -> Result<Folded, Poison>;

    /// Ends the folding of a row in this batch, after its last event: what depends on all of them together is made here, once.
    /// Rows that come from [`Projection::refold`] are whole and are not asked.
    fn settle(&self, _key: &Self::Key, _row: &mut Self::Row) -> Result<(), Poison> {
        Ok(())
    }

    /// All rows of a stream, made from all its events. Events that were skipped are not among them.
    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Rows<Self>, Poison>;

    /// Deletes every row of these streams: it is called before their refolded rows are stored, in the same transaction.
    fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> impl Future<Output = Result<()>> + Send;

    /// Inserts rows or replaces them, with one statement per table. They come in the order of their keys. What it needs no more
    /// it may take out of them.
    fn store(
        &self,
        connection: &mut PgConnection,
        rows: &mut [(Self::Key, Self::Row)],
    ) -> impl Future<Output = Result<()>> + Send;

    /// What stays of a row in memory once it is stored, for the next event of its key: the same as [`Projection::load`] would
    /// answer. None: it is loaded again. Only a model whose streams have one row each, which nobody else writes, may keep them.
    fn keep(_row: Self::Row) -> Option<Self::Row> {
        None
    }
}
