//! Recording through the pages: forms made from the schemas of acts, a page of answers to check before a formal act is stored,
//! and the one way every act is written, `Casework::record`.

pub(crate) mod act;
mod answers;
mod choices;
mod draw;
pub(crate) mod find;
mod form;
mod given;
mod known;
pub(crate) mod new_case;
mod outcome;
mod read;
mod refused;
pub(crate) mod search;
mod sheet;
mod typed;
mod view;

#[cfg(test)]
mod tests;
