//! What the program promises, told from outside: one file per promise.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod nothing_acknowledged_is_lost;
