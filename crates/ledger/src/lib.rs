//! wenze-ledger.
