//! `/api/v1/statistics`: what a supervisor counts. Every number is told with the address of the list it counts.

pub(crate) mod cases;
pub(crate) mod list;
mod query;
pub(crate) mod show;

use query::{Given, asked, fixed, parameters};

/// Where statistics are.
const FOLDER: &str = "/api/v1/statistics";
