//! Puts the files of the shipped rulebooks into the program, so that a new folder needs no line of Rust.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let shipped = root.join("rulebooks");
    println!("cargo::rerun-if-changed=rulebooks");
    let mut text = String::from("&[\n");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&shipped)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut files = Vec::new();
        below(folder, folder, &mut files)?;
        files.sort();
        let _ = writeln!(text, "({name:?}, &[");
        for (path, file) in files {
            let _ = writeln!(text, "({path:?}, include_str!({file:?})),");
        }
        text.push_str("]),\n");
    }
    text.push_str("]\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("shipped.rs"), text)
}

/// Every file below a folder, by its path there with `/` between parts.
fn below(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            below(root, &path, files)?;
        } else if let Ok(inner) = path.strip_prefix(root) {
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), path.to_string_lossy().into_owned()));
        }
    }
    Ok(())
}
