//! Recording through the pages: forms made from the schemas of acts, a page of answers to check before a formal act is stored,
//! and the one way every act is written, `Casework::record`.

pub(crate) mod act;
mod alike;
mod answers;
pub(crate) mod backfill;
mod changes;
mod choices;
pub(crate) mod correct;
mod draw;
mod expanded;
pub(crate) mod find;
mod form;
mod given;
pub(crate) mod keep;
mod known;
mod line;
pub(crate) mod new_case;
mod outcome;
pub(crate) mod paper;
mod read;
mod recused;
mod refused;
pub(crate) mod register;
pub(crate) mod search;
mod sheet;
pub(crate) mod sitting;
pub(crate) mod sittings;
pub(crate) mod stead;
mod typed;
pub(crate) mod typing;
mod view;
pub(crate) mod workbook;
mod written;

pub(crate) use draw::codes_of;
pub(crate) use given::KEY;

#[cfg(test)]
mod tests;
