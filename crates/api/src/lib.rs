//! The JSON API: the use cases of `casework` over HTTP, described by an `OpenAPI` document that is made from the same
//! lines as the router. `README.md` says which status code means what.

mod answer;
mod caller;
mod cases;
mod deadlines;
mod delegations;
mod docs;
mod erasures;
mod events;
mod files;
mod health;
mod holds;
mod layers;
mod metrics;
mod openapi;
mod organs;
mod pace;
mod persons;
mod problem;
mod problems;
mod request;
mod router;
mod schemas;
mod search;
mod session;
mod special_access;
mod statistics;
mod tokens;
mod wire;
mod worklist;

pub use openapi::document;
pub use pace::Rate;
pub use problem::Problem;
pub use router::{ApiOptions, access, router};
pub use wenze_access::Hashing;
