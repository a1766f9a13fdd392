//! wenze-casework.
