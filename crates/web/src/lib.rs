//! wenze-web.
