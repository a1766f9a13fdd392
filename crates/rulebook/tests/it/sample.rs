//! A rulebook with a vocabulary of its own: the project's own sample always, and a folder that a machine offers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::Examples;
use wenze_rulebook::judge::Judge;
use wenze_rulebook::rule::Rulebook;

fn read(folder: &Path) -> Bundle {
    let mut files = vec![(
        "rulebook.toml".to_owned(),
        std::fs::read_to_string(folder.join("rulebook.toml")).unwrap_or_else(|e| panic!("{e}")),
    )];
    for entry in std::fs::read_dir(folder.join("cases")).unwrap_or_else(|e| panic!("{e}")) {
        let entry = entry.unwrap_or_else(|e| panic!("{e}"));
        let name = format!("cases/{}", entry.file_name().to_string_lossy());
        files.push((name, std::fs::read_to_string(entry.path()).unwrap_or_else(|e| panic!("{e}"))));
    }
    Bundle::new(files).unwrap_or_else(|e| panic!("{e}"))
}

fn holds(folder: &Path) {
    let bundle = read(folder);
    let book = Rulebook::load(&bundle).unwrap_or_else(|c| panic!("{c:?}"));
    let examples = Examples::read(&bundle).unwrap_or_else(|c| panic!("{c:?}"));
    let judge = Judge::new([Arc::new(book.clone())]);
    let outcomes = examples.run(&book, &judge, Calendar::shipped());
    assert!(!outcomes.is_empty());
    let wrong: Vec<_> = outcomes.iter().filter(|outcome| !outcome.is_met).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_sample_of_this_project_holds() {
    holds(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample"));
}

/// `WENZE_RULEBOOK_SAMPLE` names a folder in the format to run unchanged; `cargo xtask test` sets it where one is offered.
#[test]
fn a_sample_that_the_machine_offers_holds_unchanged() {
    match std::env::var_os("WENZE_RULEBOOK_SAMPLE").map(PathBuf::from) {
        Some(folder) => holds(&folder),
        None => eprintln!("no WENZE_RULEBOOK_SAMPLE: no other sample is run here"),
    }
}
