//! wenze-testkit.
