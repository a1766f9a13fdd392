//! wenze-tests.
