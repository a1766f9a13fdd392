//! One file per command.

pub(crate) mod bench;
pub(crate) mod calendar;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod erasures;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod migrate;
mod operator;
pub(crate) mod projections;
pub(crate) mod replay;
pub(crate) mod rulebook;
pub(crate) mod serve;
pub(crate) mod token;
pub(crate) mod user;
pub(crate) mod verify;
