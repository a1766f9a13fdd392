//! A sheet as the act by which somebody signs it. Everything a second office needs stands in it, and nothing private.

use serde_json::{Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::fields::LABEL_CHARS_MAX;
use wenze_domain::time::office_day;
use wenze_rulebook::finding::{Finding, Verdict};

use super::Sheet;

impl Sheet {
    /// The request that records this sheet as signed on the day it was made; none for a sheet from which something was left
    /// out, for nobody signs a part of what was found. The objects it was made for may be named in `refs`.
    pub fn signing(&self, refs: &Value) -> Option<Value> {
        if self.obligations.len() != self.counts.values().sum::<usize>() {
            return None;
        }
        let stamp = &self.stamp;
        let books = stamp.rulebooks.iter();
        let rulebooks: Vec<Value> =
            books.map(|book| json!({ "rulebook": book.id, "version": book.version, "sha256": book.sha256 })).collect();
        let counts = self.counts.iter().map(|(verdict, count)| json!({ "verdict": verdict, "count": count }));
        let findings = self.obligations.iter().map(|one| &one.finding);
        // What is only pointed out is no violation and is not signed as one.
        let broken = findings.filter(|finding| finding.verdict == Verdict::Violated && !finding.is_hint());
        let broken = broken.map(violation);
        Some(json!({
            "kind": Kind::ComplianceCheckRun.as_str(),
            "occurred": { "date": office_day(stamp.known) },
            "refs": refs,
            "payload": {
                "as_of": stamp.as_of,
                "known": stamp.known,
                "rulebooks": rulebooks,
                "calendar": {
                    "calendar": stamp.calendar.id,
                    "revision": stamp.calendar.revision,
                    "sha256": stamp.calendar.notices_sha256,
                },
                "engine": stamp.engine,
                "case_version": stamp.case_version,
                "counts": counts.collect::<Vec<_>>(),
                "violations": broken.collect::<Vec<_>>(),
            },
        }))
    }
}

fn violation(finding: &Finding) -> Value {
    let instance = finding.instance.iter().map(|(role, id)| json!({ "role": role, "object": id }));
    let title: String = finding.title.chars().take(LABEL_CHARS_MAX).collect();
    let mut violation = json!({
        "rulebook": finding.rulebook.split('@').next(),
        "rule": finding.rule,
        "title": title,
        "instance": instance.collect::<Vec<_>>(),
    });
    if let Some(due) = finding.due {
        violation["due"] = json!(due);
    }
    violation
}
