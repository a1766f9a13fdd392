//! wenze-api.
