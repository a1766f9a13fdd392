//! Procedure as data: rulebooks, calendars and clocks, and how they judge a history. Pure: no clock, randomness or I/O.

pub mod bundle;
pub mod calendar;
pub mod example;
pub mod expr;
pub mod finding;
pub mod history;
pub mod judge;
pub mod load;
pub mod mutate;
pub mod period;
pub mod plant;
pub mod rule;
pub mod shipped;
mod source;
pub mod vocabulary;
pub mod words;
