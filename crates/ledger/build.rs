//! Migrations are embedded at compile time, so a new file must cause a new build.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
