//! Writes what is committed of every kind of act: the schemas of its request and of its stored event, and the golden
//! sample. `cargo xtask schemas` compares or replaces `crates/domain/schemas` and `crates/domain/samples` with it.
//!
//! `cargo run -p wenze-domain --example schemas -- FOLDER`

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use wenze_domain::acts::Kind;
use wenze_domain::schema;
use wenze_testkit::sample;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name the folder to write to")?.into();
    for kind in Kind::ALL {
        let (name, version) = (kind.as_str(), kind.spec().schema_version);
        write(&folder, &format!("schemas/act/{name}.json"), &pretty(&schema::request(*kind))?)?;
        write(&folder, &format!("schemas/event/{name}.v{version}.json"), &pretty(&schema::event(*kind))?)?;
        // The canonical bytes themselves, so that the file is what a log would hold.
        write(&folder, &format!("samples/event/{name}.v{version}.json"), &sample::stored(*kind)?)?;
    }
    Ok(())
}

fn pretty(value: &serde_json::Value) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec_pretty(value)
}

/// Files end with a line break, as every other text file of the repository.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, [bytes, b"\n"].concat())
}
