//! wenze-exchange.
