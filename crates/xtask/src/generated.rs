//! Committed files that code writes: the JSON Schemas and golden samples of `domain` and the `OpenAPI` document of `api`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::folder::{self, Difference};
use crate::runner::Runner;
use crate::workspace::{self, Draft, Profile};

/// Folders that the example of `domain` writes, with the crate in which each is committed.
const WRITTEN: [(&str, &str); 3] =
    [("schemas", "crates/domain"), ("samples", "crates/domain"), ("vocabulary", "crates/rulebook")];
const OPENAPI: &str = "crates/api/openapi.json";

/// Writes or checks `schemas/act/KIND.json`, `schemas/event/KIND.vN.json`, `samples/event/KIND.vN.json` and
/// `samples/sentence/LANGUAGE.txt`, and the catalogue that rulebooks are checked against.
pub(crate) fn schemas(runner: &Runner, check: bool) -> Result<()> {
    let draft = Draft::new("schemas")?;
    let draft = draft.folder();
    runner.run(workspace::example(runner, "schemas", Profile::Dev)?.arg(draft))?;
    for (written, owner) in WRITTEN {
        let draft = draft.join(written);
        let generated = workspace::files_below(&draft)?;
        ensure!(!generated.is_empty(), "the example `schemas` wrote no {written}");
        let named = Path::new(owner).join(written);
        let committed = workspace::root().join(&named);
        let is_older = |file: &Path| is_older_version(file, &generated);
        if check {
            let differences = folder::compare(&committed, &draft, is_older)?;
            folder::refuse(&differences, &named, "cargo xtask schemas")?;
        } else {
            folder::replace(&committed, &draft, is_older)?;
        }
    }
    Ok(())
}

/// Writes or checks the `OpenAPI` document.
pub(crate) fn openapi(runner: &Runner, check: bool) -> Result<()> {
    let document = runner.read(&mut workspace::example(runner, "openapi", Profile::Dev)?)?;
    ensure!(serde_json::from_slice::<serde_json::Value>(&document).is_ok(), "the example `openapi` printed no JSON");
    let committed = workspace::root().join(OPENAPI);
    if !check {
        return fs::write(&committed, document).with_context(|| format!("cannot write {OPENAPI}"));
    }
    let before =
        fs::read(&committed).with_context(|| format!("cannot read {OPENAPI}; write it with `cargo xtask openapi`"))?;
    let change = folder::first_changed_line(&before, &document);
    let differences: Vec<Difference> =
        change.into_iter().map(|line| Difference::Changed { file: OPENAPI.into(), line }).collect();
    folder::refuse(&differences, Path::new(OPENAPI), "cargo xtask openapi")
}

/// Events of an older version are in logs for ever, so their schema and sample stay though nothing writes them any more:
/// `event/KIND.v1.json` may stay beside a generated `event/KIND.v2.json`.
fn is_older_version(file: &Path, generated: &[impl AsRef<Path>]) -> bool {
    let Some((kind, version)) = kind_and_version(file) else { return false };
    generated
        .iter()
        .filter_map(|newer| kind_and_version(newer.as_ref()))
        .any(|(same, newer)| same == kind && newer > version)
}

fn kind_and_version(file: &Path) -> Option<(&str, u32)> {
    let name = file.strip_prefix("event").ok()?.to_str()?.strip_suffix(".json")?;
    let (kind, version) = name.rsplit_once(".v")?;
    Some((kind, version.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_older_version_of_a_living_event_may_stay() {
        let generated = ["act/CaseFiled.json", "event/CaseFiled.v2.json"];
        assert!(is_older_version(Path::new("event/CaseFiled.v1.json"), &generated));
        assert!(!is_older_version(Path::new("event/CaseFiled.v3.json"), &generated), "a newer one was rolled back");
        assert!(!is_older_version(Path::new("event/CaseClosed.v1.json"), &generated), "its kind is gone");
        assert!(!is_older_version(Path::new("act/CaseFiled.v1.json"), &generated), "requests have one version");
    }
}
