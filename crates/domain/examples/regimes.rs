//! Prints the listing of all regimes, as it is committed in `crates/domain/regimes/LISTING.txt`.
//!
//! `cargo run -p wenze-domain --example regimes > crates/domain/regimes/LISTING.txt`

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(wenze_domain::regimes::listing::shipped().as_bytes())
}
