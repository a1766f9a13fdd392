//! wenze-pgserver.
