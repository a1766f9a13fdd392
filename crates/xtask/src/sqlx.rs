//! `cargo xtask sqlx`: describe every query macro against a database that has the log, the vault and all read models.
//!
//! A read model's `schema.sql` names its tables unqualified and says its version in its first line, `-- version: N`;
//! the tables go into the schema `read_<model>_vN`, and the database's search path holds all of those.

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::folder;
use crate::runner::Runner;
use crate::scratch::Scratch;
use crate::workspace::{self, Draft};

const DATABASE: &str = "wenze_sqlx";
const DESCRIPTIONS: &str = ".sqlx";

/// Writes or checks the descriptions.
pub(crate) fn run(runner: &Runner, scratch: &Scratch, check: bool) -> Result<()> {
    let check_all = ["check", "--workspace", "--all-targets"];
    if check {
        return checked_by(runner, scratch, &check_all);
    }
    let draft = described(runner, scratch, &check_all)?;
    folder::replace(&workspace::root().join(DESCRIPTIONS), draft.folder(), |_| false)
}

/// Checks the descriptions with what a command of cargo expands, which must be every target: clippy does it in passing.
pub(crate) fn checked_by(runner: &Runner, scratch: &Scratch, words: &[&str]) -> Result<()> {
    let draft = described(runner, scratch, words)?;
    let differences = folder::compare(&workspace::root().join(DESCRIPTIONS), draft.folder(), |_| false)?;
    folder::refuse(&differences, Path::new(DESCRIPTIONS), "cargo xtask sqlx")
}

/// What the macros describe while this command of cargo expands them.
fn described(runner: &Runner, scratch: &Scratch, words: &[&str]) -> Result<Draft> {
    migrate(scratch, &workspace::root())?;
    let draft = Draft::new("sqlx")?;
    touch_queries()?;
    let mut cargo = workspace::cargo();
    cargo
        .args(words)
        .env("DATABASE_URL", scratch.url(DATABASE)?)
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", draft.folder());
    runner.run(&mut cargo)?;
    Ok(draft)
}

/// Makes the database that queries are described against: the migrations, what the projection engine keeps for itself
/// if it has a `schema.sql`, and every read model.
fn migrate(scratch: &Scratch, root: &Path) -> Result<()> {
    scratch.create_database(DATABASE)?;
    for (folder, name) in [("migrations", ".sql"), ("crates/projector", "/schema.sql")] {
        for file in workspace::files_below(&root.join(folder))? {
            let file = root.join(folder).join(file);
            if file.to_string_lossy().ends_with(name) {
                apply(scratch, &file, "")?;
            }
        }
    }
    let mut search_path = Vec::new();
    let models = root.join("projections/src");
    for file in workspace::files_below(&models)?.iter().filter(|file| file.ends_with("schema.sql")) {
        let path = models.join(file);
        let schema = read_schema(&path)?;
        apply(scratch, &path, &format!("create schema {schema};\nset search_path to {schema}, public;\n"))?;
        search_path.push(schema);
    }
    search_path.push("public".to_owned());
    let setting = format!("alter database {DATABASE} set search_path to {};", search_path.join(", "));
    scratch.psql(DATABASE, &setting).map(drop)
}

/// Runs one file in one transaction, as the migrator does.
fn apply(scratch: &Scratch, file: &Path, before: &str) -> Result<()> {
    let sql = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let script = format!("begin;\n{before}{sql}\n;commit;\n");
    scratch.psql(DATABASE, &script).map(drop).with_context(|| format!("{} does not apply", file.display()))
}

/// `read_<model>_v<N>`, from the folder's name and the first line of its `schema.sql`.
fn read_schema(file: &Path) -> Result<String> {
    let sql = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let model = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let schema = model.zip(version_of(&sql)).map(|(model, version)| format!("read_{model}_v{version}"));
    schema.with_context(|| format!("{} does not begin with `-- version: N`", file.display()))
}

fn version_of(sql: &str) -> Option<u32> {
    sql.lines().next()?.strip_prefix("-- version:")?.trim().parse().ok()
}

/// Macros describe their queries when they are expanded, so the crates that have any must look changed to cargo.
fn touch_queries() -> Result<()> {
    let mut touched = 0;
    for source in query_sources(&workspace::packages()?) {
        let now = FileTimes::new().set_modified(SystemTime::now());
        let file = File::options().append(true).open(&source);
        file.and_then(|file| file.set_times(now)).with_context(|| format!("cannot touch {}", source.display()))?;
        touched += 1;
    }
    ensure!(touched > 0, "no crate depends on sqlx");
    Ok(())
}

/// The root source of every target of every package that depends on sqlx in any way.
fn query_sources(packages: &[Value]) -> Vec<PathBuf> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    packages
        .iter()
        .filter(|package| list(&package["dependencies"]).iter().any(|dependency| dependency["name"] == "sqlx"))
        .flat_map(|package| list(&package["targets"]))
        .filter_map(|target| target["src_path"].as_str().map(PathBuf::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_read_model_says_its_version_in_its_first_line() {
        assert_eq!(version_of("-- version: 12\ncreate table t ();"), Some(12));
        assert_eq!(version_of("create table t ();\n-- version: 12"), None);
        assert_eq!(version_of("-- version: two\n"), None);
    }

    #[test]
    fn queries_see_the_log_and_every_read_model() -> Result<()> {
        let files = [
            ("migrations/0001_log.sql", "create schema log; create table log.event (id int);"),
            ("migrations/0002_guard.sql", "grant usage on schema log to wenze_app;"),
            ("crates/projector/src/schema.sql", "create schema projector; create table projector.checkpoint ();"),
            ("projections/src/case_file/schema.sql", "-- version: 3\ncreate table case_file as table log.event;"),
            ("projections/src/audit_trail/schema.sql", "-- version: 1\ncreate table audit_trail_line ();"),
        ];
        let draft = Draft::new("sqlx-test")?;
        for (name, sql) in files {
            let file = draft.folder().join(name);
            fs::create_dir_all(file.parent().context("a parent")?)?;
            fs::write(file, sql)?;
        }
        let scratch = Scratch::start()?;
        migrate(&scratch, draft.folder())?;
        let path = scratch.psql(DATABASE, "show search_path;")?;
        assert_eq!(path, "read_audit_trail_v1, read_case_file_v3, public\n");
        scratch.psql(DATABASE, "table case_file; table audit_trail_line; table projector.checkpoint;")?;

        let bad = draft.folder().join("migrations/0003_bad.sql");
        fs::write(&bad, "create table half (); select 1 / 0;")?;
        let error = apply(&scratch, &bad, "").expect_err("it divides by zero");
        assert!(format!("{error:#}").contains("0003_bad.sql does not apply"), "{error:#}");
        assert_eq!(scratch.psql(DATABASE, "select to_regclass('half') is null;")?, "t\n", "all or nothing");
        Ok(())
    }

    #[test]
    fn every_target_of_a_crate_with_queries_is_expanded_again() {
        let packages = [
            json!({"dependencies": [{"name": "serde"}], "targets": [{"src_path": "/pure/lib.rs"}]}),
            json!({"dependencies": [{"name": "sqlx"}], "targets": [{"src_path": "/a/lib.rs"}, {"src_path": "/a/t.rs"}]}),
        ];
        assert_eq!(query_sources(&packages), [PathBuf::from("/a/lib.rs"), PathBuf::from("/a/t.rs")]);
    }
}
