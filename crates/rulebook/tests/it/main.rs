//! What the shipped rulebooks promise.

mod broken;
mod sample;
mod shipped;
