//! Traces as they are read, and files that mean harm.

use std::io::Cursor;

use super::*;
use crate::samples;
use crate::{EVENT_BYTES_MAX, EVENTS_PER_CASE_MAX, XML_DEPTH_MAX, XML_TOKEN_BYTES_MAX};

fn read(text: impl Into<Vec<u8>>) -> Vec<Result<SourceCase, Fault>> {
    XesReader::new(Box::new(Cursor::new(text.into())), "concept:name").collect()
}

fn codes(text: impl Into<Vec<u8>>) -> Vec<&'static str> {
    read(text).into_iter().map(|case| case.map_or_else(|fault| fault.code, |_| "read")).collect()
}

#[test]
fn a_trace_keeps_every_attribute_as_written_and_its_order() {
    let cases = read(samples::xes(&[samples::trace("A1", &[("Create", "2006-07-24", &[("amount", "35.0")])])]));
    let [Ok(case)] = &cases[..] else { panic!("{cases:?}") };
    assert_eq!((case.number, case.fields.get("concept:name")), (1, Some("A1")));
    let event: Vec<_> = case.events[0].iter().collect();
    let timestamp = ("time:timestamp", "2006-07-24T00:00:00.000+02:00");
    assert_eq!(event, [("concept:name", "Create"), timestamp, ("amount", "35.0")]);
}

#[test]
fn nested_attributes_lists_and_repeated_names_are_kept() {
    let trace = r#"<trace><string key="concept:name" value="A&amp;1"/><event>
        <string key="who" value="a"><int key="age" value="4"><int key="since" value="1"/></int></string>
        <string key="who" value="b"/>
        <list key="codes"><values><string key="x" value="1"/><string key="x" value="2"/></values></list>
        <container key="empty"/></event></trace>"#;
    let cases = read(samples::xes(&[trace.to_owned()]));
    let [Ok(case)] = &cases[..] else { panic!("{cases:?}") };
    assert_eq!(case.fields.get("concept:name"), Some("A&1"));
    let event: Vec<_> = case.events[0].iter().collect();
    let all =
        [("who", "a"), ("who/age", "4"), ("who/age/since", "1"), ("who#2", "b"), ("codes/x", "1"), ("codes/x#2", "2")];
    assert_eq!(event, all);
}

#[test]
fn the_head_of_the_log_is_no_case() {
    let head = r#"<extension name="Time" prefix="time" uri="u"/><global scope="event"><string key="a" value="b"/></global>
        <classifier name="n" keys="k"/><int key="total" value="2"><int key="deep" value="1"/></int>"#;
    let text = format!("<log>{head}{}</log>", samples::trace("A1", &[("Pay", "2001-01-01", &[])]));
    assert_eq!(codes(text), ["read"]);
}

#[test]
fn a_document_type_is_refused_before_any_entity_is_met() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <log><trace><string key="concept:name" value="&b;"/></trace></log>"#;
    assert_eq!(codes(bomb), ["document-type"]);
    let outside = r#"<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>"#;
    assert_eq!(codes(outside), ["document-type"]);
    assert_eq!(codes(r#"<log><trace><string key="a" value="&b;"/></trace></log>"#), ["malformed"]);
}

#[test]
fn a_file_that_ends_early_or_is_no_xes_says_so_after_what_could_be_read() {
    let whole = samples::xes(&[samples::trace("A1", &[]), samples::trace("A2", &[])]);
    let cut = whole.find("A2").unwrap();
    assert_eq!(codes(&whole[..cut]), ["read", "malformed"]);
    let between = whole.rfind("<trace>").unwrap();
    assert_eq!(codes(&whole[..between]), ["read", "truncated"]);
    assert_eq!(codes("<log><trace></log>"), ["malformed"]);
    assert_eq!(codes("<html/>"), ["not-xes"]);
    assert_eq!(codes(""), ["not-xes"]);
    assert_eq!(codes("<log/><log/>"), ["not-xes"]);
    assert_eq!(codes(b"<log><trace><string key=\"a\" value=\"\xff\"/></trace></log>".as_slice()), ["malformed"]);
}

#[test]
fn nesting_and_length_are_bounded() {
    let deep = r#"<string key="k" value="v">"#.repeat(XML_DEPTH_MAX);
    assert_eq!(codes(format!("<log><trace>{deep}")), ["nesting"]);
    assert_eq!(codes(format!("<log>{}", "<a>".repeat(100_000))), ["nesting"]);
    let endless = format!("<log><trace><string key=\"k\" value=\"{}", "v".repeat(XML_TOKEN_BYTES_MAX * 2));
    let read = read(endless);
    let [Err(fault)] = &read[..] else { panic!("{read:?}") };
    assert!(fault.ends_file && fault.message.contains("longer than"), "{fault:?}");
}

#[test]
fn a_case_that_is_too_large_is_left_out_alone() {
    let (long, nul) = ("v".repeat(EVENT_BYTES_MAX), "a\0b");
    let many = "<event/>".repeat(EVENTS_PER_CASE_MAX + 1);
    let named = |inside: &str| format!(r#"<trace><string key="concept:name" value="A1"/>{inside}</trace>"#);
    let value = |value: &str| named(&format!(r#"<event><string key="k" value="{value}"/></event>"#));
    let fields = (0..300).map(|n| format!(r#"<int key="k{n}" value="1"/>"#)).collect::<Vec<_>>().concat();
    let traces = [
        value(&long),
        named(&many),
        value(nul),
        named(&format!("<event>{fields}</event>")),
        samples::trace("A2", &[("Pay", "2001-01-01", &[])]),
    ];
    let read = read(samples::xes(&traces));
    let told = |case: &Result<SourceCase, Fault>| match case {
        Ok(_) => ("read", None),
        Err(fault) => (fault.code, fault.case.clone()),
    };
    let name = Some("A1".to_owned());
    let wanted = [
        ("too-long", name.clone()),
        ("too-many-events", name.clone()),
        ("nul", name.clone()),
        ("too-many-attributes", name),
        ("read", None),
    ];
    assert_eq!(read.iter().map(told).collect::<Vec<_>>(), wanted);
}
