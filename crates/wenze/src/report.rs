//! How commands tell what they do: one JSON document on request, else text; progress goes to the error stream.

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use wenze_vault::{FileFault, FileFaultKind, FilesHealth};

/// Prints a value as one JSON document.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A bar for work whose end is known; hidden where nobody looks.
pub(crate) fn bar(what: &'static str, total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    let template = "{msg:14} {bar:40} {human_pos}/{human_len} {per_sec} {eta}";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what);
    bar
}

/// A spinner for work whose end is not known.
pub(crate) fn spinner(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    bar.set_message(what);
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

/// Files that are not as they were stored, one line each, by id and case.
pub(crate) fn lost_files(health: &FilesHealth) -> impl Iterator<Item = String> {
    let line = |fault: &FileFault| {
        let what = match fault.kind {
            FileFaultKind::Missing => "is gone from the store, and nobody erased it",
            FileFaultKind::Altered => "is not as it was stored",
        };
        format!("file {} of case {} {what}", fault.file_id, fault.case_id)
    };
    health.faults.iter().map(line)
}
