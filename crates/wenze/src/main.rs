//! The wenze program.
fn main() {}
