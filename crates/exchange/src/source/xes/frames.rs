//! Where the reader stands in an XES file, and the case it is collecting.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::super::{Attributes, Fault, SourceCase, in_nfc};
use crate::{CASE_BYTES_MAX, EVENT_BYTES_MAX, EVENTS_PER_CASE_MAX, FIELDS_PER_EVENT_MAX, XML_DEPTH_MAX};

/// Between the names of an attribute and of those within it.
const WITHIN: char = '/';

/// What an element made of it.
pub(super) enum Step {
    /// Somewhere in the file.
    Inside,
    /// A trace is complete.
    Case(SourceCase),
    /// A trace is complete and cannot be used.
    Rejected(Fault),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Log,
    Trace,
    Event,
    /// An attribute, with the length of the path before it.
    Attribute(usize),
    /// Something that says nothing of a case: extensions, globals, classifiers, attributes of the log.
    Other,
}

/// A case while it is read, its size, and what is wrong with it.
#[derive(Default)]
struct Collected {
    case: SourceCase,
    case_bytes: usize,
    event_bytes: usize,
    wrong: Option<(&'static str, String)>,
}

/// The open elements.
pub(super) struct Frames {
    open: Vec<Frame>,
    path: String,
    collected: Option<Collected>,
    in_event: bool,
    traces: u64,
    case_attribute: String,
    has_log: bool,
}

impl Frames {
    pub(super) fn new(case_attribute: &str) -> Self {
        Self {
            open: Vec::new(),
            path: String::new(),
            collected: None,
            in_event: false,
            traces: 0,
            case_attribute: case_attribute.to_owned(),
            has_log: false,
        }
    }

    /// Number of the trace being read, from 1; 0 before the first.
    pub(super) fn number(&self) -> u64 {
        self.traces
    }

    /// An element begins.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>) -> Result<Step, Fault> {
        if self.open.len() >= XML_DEPTH_MAX {
            let message = format!("elements are nested more than {XML_DEPTH_MAX} deep");
            return Err(Fault::file(self.traces, "nesting", message));
        }
        let local_name = tag.local_name();
        let name: &str = local_name.as_ref();
        let frame = match (self.open.last().copied(), name) {
            (None, "log") if !self.has_log => {
                self.has_log = true;
                Frame::Log
            }
            (None, _) => return Err(Fault::file(self.traces, "not-xes", "the file's one root must be <log>")),
            (Some(Frame::Log), "trace") => {
                self.traces += 1;
                let case = SourceCase { number: self.traces, ..SourceCase::default() };
                self.collected = Some(Collected { case, ..Collected::default() });
                Frame::Trace
            }
            (Some(Frame::Trace), "event") => {
                self.begin_event();
                Frame::Event
            }
            (Some(Frame::Trace | Frame::Event | Frame::Attribute(_)), _) => self.attribute(tag)?,
            (Some(Frame::Log | Frame::Other), _) => Frame::Other,
        };
        self.open.push(frame);
        Ok(Step::Inside)
    }

    /// An element ends.
    pub(super) fn close(&mut self) -> Result<Step, Fault> {
        match self.open.pop() {
            Some(Frame::Trace) => Ok(self.collected.take().map_or(Step::Inside, |collected| self.finish(collected))),
            Some(Frame::Event) => {
                self.in_event = false;
                Ok(Step::Inside)
            }
            Some(Frame::Attribute(length)) => {
                self.path.truncate(length);
                Ok(Step::Inside)
            }
            Some(Frame::Log | Frame::Other) => Ok(Step::Inside),
            None => Err(Fault::file(self.traces, "malformed", "an element ends that did not begin")),
        }
    }

    /// The file ends.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if !self.open.is_empty() {
            return Err(Fault::file(self.traces, "truncated", "the file ends in the middle"));
        }
        if !self.has_log {
            return Err(Fault::file(self.traces, "not-xes", "the file has no <log>"));
        }
        Ok(())
    }

    fn begin_event(&mut self) {
        self.in_event = true;
        let Some(collected) = &mut self.collected else { return };
        collected.event_bytes = 0;
        if collected.case.events.len() >= EVENTS_PER_CASE_MAX {
            collected.fault("too-many-events", format!("the case has more than {EVENTS_PER_CASE_MAX} events"));
        }
        if collected.wrong.is_none() {
            collected.case.events.push(Attributes::default());
        }
    }

    fn attribute(&mut self, tag: &BytesStart<'_>) -> Result<Frame, Fault> {
        let frame = Frame::Attribute(self.path.len());
        let traces = self.traces;
        let malformed = move |error: String| Fault::file(traces, "malformed", error);
        let (mut key, mut value) = (None, None);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| malformed(e.to_string()))?;
            let name: &str = attribute.key.as_ref();
            let target = match name {
                "key" => &mut key,
                "value" => &mut value,
                _ => continue,
            };
            let text = unescape(&attribute.value).map_err(|e| malformed(e.to_string()))?;
            *target = Some(Cow::into_owned(text));
        }
        // A list holds its items in an element without a key.
        let Some(key) = key else { return Ok(frame) };
        if !self.path.is_empty() {
            self.path.push(WITHIN);
        }
        self.path.push_str(&key);
        if let (Some(value), Some(collected)) = (value, &mut self.collected) {
            collected.add(&self.path, &value, self.in_event);
        }
        Ok(frame)
    }

    fn finish(&self, collected: Collected) -> Step {
        let Collected { case, wrong, .. } = collected;
        match wrong {
            None => Step::Case(case),
            Some((code, message)) => {
                let name = case.fields.get(&self.case_attribute).map(str::to_owned);
                Step::Rejected(Fault::case(case.number, code, message).of(name.as_deref()))
            }
        }
    }
}

impl Collected {
    fn add(&mut self, name: &str, value: &str, in_event: bool) {
        if self.wrong.is_some() {
            return;
        }
        let bytes = name.len() + value.len();
        self.case_bytes += bytes;
        self.event_bytes += bytes;
        let fields = if in_event { self.case.events.last_mut() } else { Some(&mut self.case.fields) };
        let Some(fields) = fields else { return };
        if name.contains('\0') || value.contains('\0') {
            self.fault("nul", format!("the attribute '{}' holds the character U+0000", name.replace('\0', "")));
        } else if fields.len() >= FIELDS_PER_EVENT_MAX {
            self.fault("too-many-attributes", format!("more than {FIELDS_PER_EVENT_MAX} attributes stand together"));
        } else if self.event_bytes > EVENT_BYTES_MAX {
            self.fault("too-long", format!("the attributes of one event take more than {EVENT_BYTES_MAX} bytes"));
        } else if self.case_bytes > CASE_BYTES_MAX {
            self.fault("too-long", format!("the case takes more than {CASE_BYTES_MAX} bytes"));
        } else {
            fields.push(&in_nfc(name), in_nfc(value).into_owned());
        }
    }

    /// Keeps the first thing wrong, and lets go of what was read: only the name of the case is still needed.
    fn fault(&mut self, code: &'static str, message: String) {
        self.wrong.get_or_insert((code, message));
        self.case.events = Vec::new();
    }
}
