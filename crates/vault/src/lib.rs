//! wenze-vault.
