//! wenze-projector.
