//! Paper is not guilt: a record that holds dates and numbers of documents only, because nothing else stood in the papers, is
//! not accused of what it leaves open.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};
use wenze_rulebook::example::describe;
use wenze_rulebook::finding::Verdict;
use wenze_rulebook::rule::Severity;
use wenze_testkit::generator::{GeneratedCase, Generator};
use wenze_testkit::record::Recorder;

use crate::office::{Office, TODAY};

/// Leaves open every field of an act that can be left open, is no date and makes no object that another act is about, as a
/// thin paper file does; how many were left open.
fn thinned(recorder: &mut Recorder, request: &mut Value, made: &BTreeSet<String>) -> usize {
    request["entered_from"] = json!("paper");
    // Where a result is left open, what builds on it is out of order; a paper file is recorded all the same.
    request["confirm_out_of_order"] = json!({ "reason": "原卷宗未载" });
    let names: Vec<String> =
        request["payload"].as_object().map(|payload| payload.keys().cloned().collect()).unwrap_or_default();
    let mut left_open = 0;
    for name in names {
        let text = request["payload"][&name].to_string();
        let is_date = request["payload"][&name].as_str().is_some_and(|text| text.parse::<NaiveDate>().is_ok());
        if is_date || made.iter().any(|id| text.contains(id)) {
            continue;
        }
        let kept = request["payload"][&name].take();
        request["payload"][&name] = json!("not_recorded");
        if recorder.read(request).is_err() {
            request["payload"][&name] = kept;
        } else {
            left_open += 1;
        }
    }
    left_open
}

/// Every object that the acts of a case are about.
fn made(case: &GeneratedCase) -> BTreeSet<String> {
    let refs = case.acts.iter().filter_map(|act| act.request["refs"].as_object()).flat_map(|refs| refs.values());
    refs.filter_map(Value::as_array).flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn a_case_with_dates_and_document_numbers_only_is_not_accused() {
    let office = Office::new(7, TODAY);
    let (mut accused, mut left_open, mut undetermined) = (BTreeSet::new(), 0, 0);
    for (number, hint) in (1..).zip(Generator::careful_stories()) {
        let mut case = office.generator.story(hint, number).expect("a story");
        let mut recorder = office.recorder();
        let made = made(&case);
        for act in &mut case.acts {
            left_open += thinned(&mut recorder, &mut act.request, &made);
        }
        let whole = office.recorded(&case).whole(&case);
        for finding in office.judged(&office.judge, &whole, office.clock) {
            undetermined += usize::from(finding.verdict == Verdict::Undetermined);
            if finding.verdict == Verdict::Violated && finding.severity != Severity::Info {
                accused.insert(format!("{} {} ({hint}): {}", finding.rulebook, finding.rule, describe(&finding)));
            }
        }
    }
    assert!(
        left_open > 500 && undetermined > 500,
        "{left_open} fields left open, {undetermined} findings undetermined"
    );
    assert!(accused.is_empty(), "{} accused:\n{}", accused.len(), accused.into_iter().collect::<Vec<_>>().join("\n"));
}
