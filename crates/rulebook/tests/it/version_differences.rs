//! Where an older and a newer text differ, each side of the day on which the one took the other's place.

mod accountability;
mod calendar;
mod discipline;
mod sanctions;
mod supervision;
