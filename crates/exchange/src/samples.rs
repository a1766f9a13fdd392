//! Small sources for tests.

use crate::source::{Attributes, SourceCase};

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
    SourceCase { number: 1, fields, events: steps.iter().map(event).collect() }
}
