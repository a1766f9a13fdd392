//! Which crate may depend on which (§2 of the design), read from `cargo metadata`. An arrow that is not in the table is a
//! decision about the architecture, so it is made in the table and not in passing.

use std::error::Error;
use std::process::Command;

use serde_json::{Value, json};

/// A crate, without the prefix `wenze-`, and the crates it may depend on when it is built to run.
const ARROWS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("rulebook", &[]),
    ("ledger", &[]),
    ("vault", &[]),
    ("pgserver", &[]),
    ("projector", &["ledger"]),
    ("projections", &["projector", "domain", "rulebook", "vault"]),
    ("access", &["ledger"]),
    ("casework", &["ledger", "domain", "rulebook", "vault", "access", "projections", "projector"]),
    ("exchange", &["casework", "domain"]),
    ("api", &["casework", "domain", "access"]),
    ("web", &["casework", "domain", "access"]),
];
/// The binary, and what serves only development, may depend on any.
const FREE: [&str; 4] = ["wenze", "testkit", "xtask", "tests"];
/// The crates that talk to the database.
const WITH_SQLX: [&str; 6] = ["ledger", "vault", "projector", "projections", "access", "wenze"];
/// Development only, so SQL in them never runs for a user.
const EXEMPT_FROM_SQLX: [&str; 3] = ["testkit", "tests", "xtask"];

/// Every forbidden arrow in what `cargo metadata` says.
fn forbidden(metadata: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    for package in list(&metadata["packages"]) {
        let from = short(&package["name"]);
        // `kind` is null for a dependency that is built to run; tests may use what they like.
        for to in list(&package["dependencies"]).iter().filter(|dependency| dependency["kind"].is_null()) {
            found.extend(complaint(&from, &to["name"]));
        }
    }
    found
}

fn complaint(from: &str, to: &Value) -> Option<String> {
    if to == "sqlx" {
        let may = WITH_SQLX.contains(&from) || EXEMPT_FROM_SQLX.contains(&from);
        return (!may).then(|| format!("{from} → sqlx: SQL lives in {WITH_SQLX:?}"));
    }
    if FREE.contains(&from) {
        return None;
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == from) else {
        return Some(format!("{from}: a crate that the table does not know"));
    };
    let is_ours = to.as_str().is_some_and(|name| name.starts_with("wenze"));
    let to = short(to);
    (is_ours && !allowed.contains(&to.as_str())).then(|| format!("{from} → {to}: allowed are {allowed:?}"))
}

fn short(name: &Value) -> String {
    let name = name.as_str().unwrap_or_default();
    name.strip_prefix("wenze-").unwrap_or(name).to_owned()
}

#[test]
fn no_crate_points_where_it_may_not() -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version=1", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    assert!(
        metadata["packages"].as_array().is_some_and(|packages| packages.len() > 10),
        "the whole workspace was read"
    );
    assert_eq!(forbidden(&metadata), Vec::<String>::new());
    Ok(())
}

#[test]
fn a_forbidden_arrow_is_found() {
    let dependency = |name: &str, kind: Value| json!({"name": name, "kind": kind});
    let package = |name: &str, dependencies: Vec<Value>| json!({"name": name, "dependencies": dependencies});
    let metadata = json!({"packages": [
        package("wenze-domain", vec![dependency("wenze-ledger", Value::Null), dependency("serde", Value::Null)]),
        package("wenze-web", vec![dependency("sqlx", Value::Null), dependency("wenze-casework", Value::Null)]),
        package("wenze-api", vec![dependency("sqlx", json!("dev")), dependency("wenze-pgserver", json!("dev"))]),
        package("wenze-casework", vec![dependency("wenze-pgserver", Value::Null)]),
        package("wenze-novelty", vec![dependency("serde", Value::Null)]),
        package("wenze-ledger", vec![dependency("sqlx", Value::Null)]),
        package("wenze", vec![dependency("wenze-domain", Value::Null), dependency("sqlx", Value::Null)]),
        package("wenze-testkit", vec![dependency("sqlx", Value::Null), dependency("wenze-web", Value::Null)]),
    ]});
    let found = forbidden(&metadata);
    let arrows: Vec<&str> = found.iter().filter_map(|complaint| complaint.split(':').next()).collect();
    assert_eq!(arrows, ["domain → ledger", "web → sqlx", "casework → pgserver", "novelty"]);
}
