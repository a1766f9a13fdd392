//! House rules that no compiler knows. Each is one line in [`breaches_in`] and one case in the test below.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::source::Source;
use crate::workspace;

const LINES_MAX: usize = 500;
/// Crates whose work is SQL, and those that serve only development.
const SQL_CRATES: [&str; 9] = [
    "crates/access/",
    "crates/ledger/",
    "crates/projector/",
    "crates/testkit/",
    "crates/vault/",
    "crates/wenze/",
    "crates/xtask/",
    "projections/",
    "tests/",
];
/// Code that must not be left behind, with what to do instead.
const UNWANTED: [(&str, &str); 5] = [
    ("#[allow(", "`#[expect(…, reason = \"…\")]` says why and notices when it is no longer needed"),
    ("#![allow(", "`#![expect(…, reason = \"…\")]` says why and notices when it is no longer needed"),
    ("todo!(", "what is not built is not there, or is refused with its reason"),
    ("unimplemented!(", "what is not built is not there, or is refused with its reason"),
    ("dbg!(", "`tracing` tells what a program does"),
];
/// Each is a pair of words that stand in this order in a statement and hardly ever in a sentence.
const SQL: [(&str, &str); 7] = [
    ("select ", " from "),
    ("insert into ", " "),
    ("update ", " set "),
    ("delete from ", ""),
    ("create table ", ""),
    ("alter table ", ""),
    ("truncate table ", ""),
];
/// The reference material beside this repository, which a checkout does not have.
const OUTSIDE: &str = concat!("..", "/shared");
/// The one chore that reads it, and only where it is there.
const OUTSIDE_READER: &str = "crates/xtask/src/acceptance";

/// Checks every source file and every package.
pub(crate) fn run() -> Result<()> {
    let root = workspace::root();
    let mut breaches = Vec::new();
    for folder in ["crates", "projections", "tests"] {
        for file in workspace::files_below(&root.join(folder))? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                let path = Path::new(folder).join(file);
                let text =
                    fs::read_to_string(root.join(&path)).with_context(|| format!("cannot read {}", path.display()))?;
                breaches.extend(breaches_in(&path.to_string_lossy(), &text));
            }
        }
    }
    for package in workspace::packages()? {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        if let Some(folder) = Path::new(manifest).parent().filter(|folder| !says_what_it_is(folder)) {
            breaches.push(format!("{}: has neither README.md nor a doc comment at its top", folder.display()));
        }
    }
    if breaches.is_empty() {
        return Ok(());
    }
    bail!("house rules are broken:\n  {}", breaches.join("\n  "));
}

/// Every breach in one file, each with its place.
fn breaches_in(path: &str, text: &str) -> Vec<String> {
    let source = Source::parse(text);
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    if lines > LINES_MAX {
        breaches.push(format!("{path}: {lines} lines, and {LINES_MAX} are the most a reader can keep in view"));
    }
    for (line, code) in source.code.lines().enumerate() {
        for (unwanted, instead) in UNWANTED.iter().filter(|(unwanted, _)| calls(code, unwanted)) {
            breaches.push(format!("{path}:{}: `{unwanted}…`: {instead}", line + 1));
        }
    }
    for (line, text) in &source.texts {
        if is_sql(text) && !may_hold_sql(path) {
            breaches.push(format!("{path}:{line}: SQL belongs in a .sql file of a crate that owns tables"));
        }
        if text.contains(OUTSIDE) && !path.starts_with(OUTSIDE_READER) {
            breaches.push(format!("{path}:{line}: a path out of the repository"));
        }
    }
    breaches
}

fn may_hold_sql(path: &str) -> bool {
    SQL_CRATES.iter().any(|allowed| path.starts_with(allowed)) || path.contains("/tests/") || path.contains("/benches/")
}

/// Whether the code has these words, not merely as the end of a longer name.
fn calls(code: &str, words: &str) -> bool {
    code.match_indices(words)
        .any(|(at, _)| !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
}

fn is_sql(text: &str) -> bool {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    SQL.iter().any(|(opening, then)| text.strip_prefix(opening).is_some_and(|rest| format!(" {rest}").contains(then)))
}

/// A reader who opens the folder learns what the package is for.
fn says_what_it_is(folder: &Path) -> bool {
    let has_doc = |name: &str| fs::read_to_string(folder.join(name)).is_ok_and(|text| text.starts_with("//!"));
    folder.join("README.md").exists() || has_doc("src/lib.rs") || has_doc("src/main.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_found_broken_and_nothing_else() {
        let broken = [
            ("crates/web/src/a.rs", "#[allow(dead_code)]\n".to_owned()),
            ("crates/web/src/a.rs", "#![allow(dead_code)]\n".to_owned()),
            ("crates/web/src/a.rs", "fn f() { todo!() }".to_owned()),
            ("crates/web/src/a.rs", "fn f() { unimplemented!() }".to_owned()),
            ("crates/web/src/a.rs", "fn f() { dbg!(1) }".to_owned()),
            ("crates/web/src/a.rs", "// a line\n".repeat(LINES_MAX + 1)),
            ("crates/web/src/a.rs", "let q = \"SELECT id\n FROM log.event\";".to_owned()),
            ("crates/web/src/a.rs", "let q = r#\"update t set a = 1\"#;".to_owned()),
            ("crates/web/src/a.rs", format!("let p = \"{OUTSIDE}/data\";")),
        ];
        for (path, text) in &broken {
            assert_eq!(breaches_in(path, text).len(), 1, "{text:.60}");
        }
        let sound = [
            ("crates/web/src/a.rs", "// todo!() and dbg!() in a comment, \"select a from b\"".to_owned()),
            ("crates/web/src/a.rs", "let t = \"Select a case from the list\";".replace("from", "in")),
            ("crates/web/src/a.rs", "fn f() { my_todo!() }".to_owned()),
            ("crates/web/src/a.rs", "// a line\n".repeat(LINES_MAX)),
            ("crates/web/tests/a.rs", "let q = \"select id from log.event\";".to_owned()),
            ("crates/ledger/src/a.rs", "let q = \"select id from log.event\";".to_owned()),
            ("crates/xtask/src/acceptance.rs", format!("let p = \"{OUTSIDE}/data\";")),
        ];
        for (path, text) in &sound {
            assert_eq!(breaches_in(path, text), Vec::<String>::new(), "{text:.60}");
        }
    }

    #[test]
    fn a_breach_names_its_line() {
        let found = breaches_in("crates/web/src/a.rs", "fn f() {\n    /* … */ dbg!(1);\n}\n");
        assert!(found[0].starts_with("crates/web/src/a.rs:2: "), "{found:?}");
    }
}
