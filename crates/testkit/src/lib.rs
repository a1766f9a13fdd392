//! What development needs and users do not: generated cases, a log in memory, golden samples.
//!
//! [`generator`] makes a world of organs, officials and cases from a seed; [`record`] takes its acts through `domain`
//! without a database; [`sample`] makes one stored event of every kind with every field filled.

pub mod generator;
pub mod record;
pub mod sample;
