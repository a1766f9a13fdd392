//! Writes what is committed of every kind of act: the schemas of its request and of its stored event, the golden sample,
//! and what the audit trail says of that; and the catalogue as rulebooks read it. `cargo xtask schemas` compares or
//! replaces `crates/domain/schemas`, `crates/domain/samples` and `crates/rulebook/vocabulary` with it.
//!
//! `cargo run -p wenze-domain --example schemas -- FOLDER`

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wenze_domain::acts::Kind;
use wenze_domain::schema;
use wenze_domain::words::Lang;
use wenze_domain::words::vocabulary::vocabulary;
use wenze_testkit::sample;

/// Longest line of a schema, where its values can be parted.
const COLUMNS: usize = 120;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name the folder to write to")?.into();
    for kind in Kind::ALL {
        let (name, version) = (kind.as_str(), kind.spec().schema_version);
        write(&folder, &format!("schemas/act/{name}.json"), lines(&schema::request(*kind), 0).as_bytes())?;
        write(&folder, &format!("schemas/event/{name}.v{version}.json"), lines(&schema::event(*kind), 0).as_bytes())?;
        // The canonical bytes themselves, so that the file is what a log would hold.
        write(&folder, &format!("samples/event/{name}.v{version}.json"), &sample::stored(*kind)?)?;
    }
    for lang in Lang::ALL {
        let sentences = sample::sentences(*lang)?;
        write(&folder, &format!("samples/sentence/{}.txt", lang.as_str()), sentences.trim_end().as_bytes())?;
    }
    write(&folder, "vocabulary/wenze.json", lines(&vocabulary(), 0).as_bytes())?;
    Ok(())
}

/// JSON in which a value stands on one line where it fits, so that a change of one field is a change of one line.
fn lines(value: &Value, depth: usize) -> String {
    let line = value.to_string();
    let indent = "  ".repeat(depth);
    if indent.len() + line.chars().count() <= COLUMNS {
        return line;
    }
    let inside = "  ".repeat(depth + 1);
    let (open, items, close): (_, Vec<String>, _) = match value {
        Value::Object(object) => {
            let item = |(name, inner): (&String, &Value)| {
                format!("{}: {}", Value::from(name.as_str()), lines(inner, depth + 1))
            };
            ("{", object.iter().map(item).collect(), "}")
        }
        Value::Array(items) => ("[", items.iter().map(|item| lines(item, depth + 1)).collect(), "]"),
        _ => return line,
    };
    format!("{open}\n{inside}{}\n{indent}{close}", items.join(&format!(",\n{inside}")))
}

/// Files end with a line break, as every other text file of the repository.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, [bytes, b"\n"].concat())
}
