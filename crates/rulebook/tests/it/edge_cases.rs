//! Hard cases of practice, each judged by all shipped rulebooks together. `docs/edge-cases.md` lists them by number.

mod clocks;
mod decisions;
mod defence;
mod people;
mod reports;
mod scenarios;
