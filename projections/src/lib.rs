//! wenze-projections.
