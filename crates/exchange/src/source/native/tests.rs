//! Lines as they are grouped, and lines that cannot be read.

use std::io::Cursor;

use super::*;
use crate::LINE_BYTES_MAX;

fn read(text: &str) -> Vec<Result<NativeCase, Fault>> {
    NativeReader::new(Box::new(Cursor::new(text.as_bytes().to_vec()))).collect()
}

/// Each case as `case/part:acts@line`, each fault as `code@line`.
fn told(text: &str) -> Vec<String> {
    let tell = |read: Result<NativeCase, Fault>| match read {
        Ok(case) => format!("{}/{}:{}@{}", case.case, case.part, case.acts.len(), case.number),
        Err(fault) => format!("{}@{}", fault.code, fault.number),
    };
    read(text).into_iter().map(tell).collect()
}

fn act(case: &str) -> String {
    format!("{{\"case\":\"{case}\",\"act\":{{}}}}\n")
}

#[test]
fn lines_of_a_case_stand_together_or_in_one_line() {
    let text = format!("{}{}\n{}{{\"case\":\"C\",\"acts\":[{{}},{{}},{{}}]}}", act("A"), act("A"), act("B"));
    assert_eq!(told(&text), ["A/1:2@1", "B/1:1@4", "C/1:3@5"]);
    let parts = "{\"case\":\"A\",\"act\":{}}\n{\"case\":\"A\",\"part\":2,\"act\":{}}\n";
    assert_eq!(told(parts), ["A/1:1@1", "A/2:1@2"]);
    let kinds = "{\"organ\":\"A\",\"act\":{}}\n{\"person\":\"A\",\"act\":{}}\n{\"case\":\"A\",\"act\":{}}\n";
    assert_eq!(told(kinds), ["A/1:1@1", "A/1:1@2", "A/1:1@3"], "of one name, and three streams");
    assert_eq!(told(""), [""; 0]);
}

#[test]
fn a_line_that_cannot_be_read_takes_the_cases_beside_it_along() {
    let text = format!("{}{}nonsense\n{}{}", act("A"), act("B"), act("B"), act("C"));
    assert_eq!(told(&text), ["A/1:1@1", "incomplete@2", "malformed@3", "incomplete@4", "C/1:1@5"]);
    let whole = "{\"case\":\"A\",\"acts\":[{}]}\nnonsense\n{\"case\":\"B\",\"acts\":[{}]}\n";
    assert_eq!(told(whole), ["A/1:1@1", "malformed@2", "B/1:1@3"], "a case in one line is whole");
}

#[test]
fn only_strict_json_with_known_names_is_read() {
    let bad = [
        "{\"case\":\"A\",\"act\":{\"a\":1.5}}",
        "{\"case\":\"A\",\"act\":{\"a\":1,\"a\":2}}",
        "{\"case\":\"A\",\"act\":{\"a\":\"\\u0000\"}}",
        "{\"case\":\"A\",\"act\":{},\"acts\":[{}]}",
        "{\"case\":\"A\"}",
        "{\"act\":{}}",
        "{\"case\":\"A\",\"organ\":\"A\",\"act\":{}}",
        "{\"case\":\"A\",\"part\":0,\"act\":{}}",
        "{\"case\":\"A\",\"act\":{},\"more\":1}",
        "{\"case\":7,\"act\":{}}",
        "[]",
    ];
    for line in bad {
        assert_eq!(told(line), ["malformed@1"], "{line}");
    }
    let deep = format!("{{\"case\":\"A\",\"act\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    assert_eq!(told(&deep), ["malformed@1"]);
}

#[test]
fn a_line_without_end_is_skipped_and_never_held() {
    let long = "x".repeat(LINE_BYTES_MAX + 10);
    let text = format!("{long}\n{{\"case\":\"A\",\"acts\":[{{}}]}}\n");
    assert_eq!(told(&text), ["too-long@1", "A/1:1@2"]);
}
