//! The JSON API: the use cases of `casework` over HTTP, described by an `OpenAPI` document that is made from the same
//! lines as the router. `README.md` says which status code means what.

mod answer;
mod cases;
mod deadlines;
mod docs;
mod events;
mod health;
mod layers;
mod metrics;
mod openapi;
mod organs;
mod persons;
mod problem;
mod problems;
mod request;
mod router;
mod schemas;
mod search;
mod statistics;
mod wire;
mod worklist;

pub use openapi::document;
pub use problem::Problem;
pub use router::{ApiOptions, router};
