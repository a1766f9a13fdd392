//! What a request says besides its address: who records, what was entered, in which language, on which version, under which key.

pub(crate) mod actor;
mod acts;
mod asked;
mod body;
mod entered;
mod id;
mod idempotency;
mod if_match;
mod language;
mod marking;
mod own;
mod position;
mod sending;
mod table_form;
mod write;

pub(crate) use asked::{Asked, rows};
pub(crate) use body::throw_away;
pub(crate) use entered::{CameFrom, Entered, Spelled};
pub(crate) use id::Id;
pub(crate) use language::Spoken;
pub(crate) use marking::{MarkHeaders, MarkRequest, MarkWrite};
pub(crate) use own::{Ids, Oneself, OwnWrite};
pub(crate) use position::{Position, PositionHeader};
pub(crate) use sending::{Actor, Sending};
pub(crate) use table_form::TableForm;
pub(crate) use write::{Write, WriteHeaders};
