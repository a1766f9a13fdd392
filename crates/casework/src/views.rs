//! What readers get: folded from the log where it must be exact, from read models where it is a list.

pub(crate) mod accesses;
pub(crate) mod audit;
pub(crate) mod boards;
pub(crate) mod case;
pub(crate) mod deadlines;
pub(crate) mod delegations;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod grants;
pub(crate) mod lists;
pub(crate) mod marks;
pub(crate) mod offers;
pub(crate) mod overview;
pub(crate) mod procedure;
pub(crate) mod recusal;
pub(crate) mod registers;
pub(crate) mod replay;
pub(crate) mod rulebooks;
pub(crate) mod search;
pub(crate) mod special_access;
pub(crate) mod statistics;
pub(crate) mod timeline;
pub(crate) mod worklist;
