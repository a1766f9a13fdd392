//! What the shipped rulebooks promise.

mod broken;
mod edge_cases;
mod planted;
mod sample;
mod shipped;
mod teller;
mod version_differences;
