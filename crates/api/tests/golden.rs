//! Who may do what, in two tables made from the policies: every operation of the document for every role, and every act for
//! those who may record it. Whoever changes a policy sees here whom it lets in or keeps out.
//!
//! `WENZE_GOLDEN=write cargo xtask test -E 'test(golden)'` writes them anew.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;
use std::path::Path;

use wenze_casework::{roles_that_may, roles_that_record};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};

fn codes(roles: &[Role]) -> String {
    if roles.is_empty() {
        return "nobody".to_owned();
    }
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

/// One operation a line pair: who is let in, and who is kept out.
fn operations() -> String {
    let document = wenze_api::document();
    let mut table = String::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let permitted = roles_that_may(id);
            let denied: Vec<Role> = Role::ALL.iter().copied().filter(|role| !permitted.contains(role)).collect();
            let (method, permitted, denied) = (method.to_uppercase(), codes(&permitted), codes(&denied));
            writeln!(table, "{method} {path} {id}\n    permit {permitted}\n    deny   {denied}").unwrap();
        }
    }
    table
}

/// One act a line: who records it as done in the system, and who besides as done on paper.
fn acts() -> String {
    let mut table = String::new();
    for kind in Kind::ALL {
        let system = roles_that_record(*kind, false);
        let mut paper = roles_that_record(*kind, true);
        paper.retain(|role| !system.contains(role));
        writeln!(table, "{}: {}; on paper also {}", kind.as_str(), codes(&system), codes(&paper)).unwrap();
    }
    table
}

#[track_caller]
fn compare(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name);
    if std::env::var("WENZE_GOLDEN").is_ok_and(|asked| asked == "write") {
        std::fs::write(&path, made).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<&str> = made.lines().filter(|line| !known.lines().any(|one| one == *line)).collect();
    assert!(known == made, "{name} says otherwise; the policies now say: {changed:#?}");
}

#[test]
fn golden_every_operation_lets_the_same_roles_in() {
    compare("operations.txt", &operations());
}

#[test]
fn golden_every_act_is_recorded_by_the_same_roles() {
    compare("acts.txt", &acts());
}
