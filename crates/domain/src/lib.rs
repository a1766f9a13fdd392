//! wenze-domain.
