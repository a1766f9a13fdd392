//! Small sources for tests.

use proptest::prelude::*;

use crate::source::{Attributes, SourceCase};

/// Steps of the shipped mapping of fines.
const FINE_STEPS: [&str; 11] = [
    "Create Fine",
    "Send Fine",
    "Insert Fine Notification",
    "Add penalty",
    "Payment",
    "Send for Credit Collection",
    "Insert Date Appeal to Prefecture",
    "Send Appeal to Prefecture",
    "Receive Result Appeal from Prefecture",
    "Notify Result Appeal to Offender",
    "Appeal to Judge",
];

/// An event: its activity, its day, further attributes.
pub(crate) type Step<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// An XES file with these traces.
pub(crate) fn xes(traces: &[String]) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<log xes.version=\"1.0\">\n{}\n</log>\n", traces.join("\n"))
}

/// A trace.
pub(crate) fn trace(name: &str, steps: &[Step<'_>]) -> String {
    let string = |key: &str, value: &str| format!("<string key=\"{key}\" value=\"{value}\"/>");
    let event = |(activity, day, more): &Step<'_>| {
        let time = format!("<date key=\"time:timestamp\" value=\"{day}T00:00:00.000+02:00\"/>");
        let more: String = more.iter().map(|(key, value)| string(key, value)).collect();
        format!("<event>{}{time}{more}</event>", string("concept:name", activity))
    };
    format!("<trace>{}{}</trace>", string("concept:name", name), steps.iter().map(event).collect::<String>())
}

/// A trace as it is read.
pub(crate) fn log_case(name: &str, steps: &[Step<'_>]) -> SourceCase {
    let event = |(activity, day, more): &Step<'_>| {
        let mut all: Attributes = [("concept:name", *activity)].into_iter().collect();
        all.push("time:timestamp", format!("{day}T00:00:00.000+02:00"));
        more.iter().for_each(|(key, value)| all.push(key, (*value).to_owned()));
        all
    };
    let fields = [("concept:name", name)].into_iter().collect();
    SourceCase { number: 1, fields, events: steps.iter().map(event).collect(), heads: Vec::new() }
}

/// A trace of fines in any order, with any dates and attributes, and now and then a step nobody knows.
pub(crate) fn any_fine() -> impl Strategy<Value = SourceCase> {
    let named = |events| SourceCase {
        number: 1,
        fields: [("concept:name", "A1")].into_iter().collect(),
        events,
        heads: Vec::new(),
    };
    proptest::collection::vec(any_event(), 0..20).prop_map(named)
}

fn any_event() -> impl Strategy<Value = Attributes> {
    let activity =
        prop_oneof![8 => proptest::sample::select(FINE_STEPS.as_slice()).prop_map(str::to_owned), 1 => any_text()];
    let date = prop_oneof![4 => "200[0-9]-[01][0-9]-[0-3][0-9]T00:00:00\\+02:00", 1 => any_text()];
    let more = proptest::collection::vec(any_attribute(), 0..4);
    (activity, date, more).prop_map(|(activity, date, more)| {
        let mut all = Attributes::default();
        all.push("concept:name", activity);
        all.push("time:timestamp", date);
        for (name, value) in more {
            all.push(&name, value);
        }
        all
    })
}

fn any_attribute() -> impl Strategy<Value = (String, String)> {
    let name =
        prop_oneof![Just("dismissal".to_owned()), Just("amount".to_owned()), Just("$event".to_owned()), any_text()];
    let value = prop_oneof![Just("#".to_owned()), Just("NIL".to_owned()), Just("1.5".to_owned()), any_text()];
    (name, value)
}

/// As the reader gives it: any characters in NFC, but U+0000.
fn any_text() -> impl Strategy<Value = String> {
    use unicode_normalization::UnicodeNormalization;
    any::<String>().prop_map(|text| text.replace('\0', "").nfc().collect())
}
