//! Procedure as data: rulebooks, calendars and clocks, and how they judge a history. Pure: no clock, randomness or I/O.

pub mod calendar;
pub mod expr;
pub mod period;
