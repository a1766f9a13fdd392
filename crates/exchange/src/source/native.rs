//! Native acts, one JSON document a line: `{"case": …, "act": {…}}` with the lines of a case together, or
//! `{"case": …, "acts": [{…}, …]}`. Strict JSON as everywhere: no floats, no double keys.

use serde::Deserialize;
use serde_json::Value;
use wenze_domain::canonical;
use wenze_domain::unquoted::without_values;

use super::lines::Lines;
use super::{Bytes, Fault, NativeCase};
use crate::{ACTS_PER_CASE_MAX, CASE_BYTES_MAX};

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    case: String,
    #[serde(default = "first_part")]
    part: u32,
    #[serde(default)]
    act: Option<Value>,
    #[serde(default)]
    acts: Vec<Value>,
}

fn first_part() -> u32 {
    1
}

/// A case while its lines are read.
struct Group {
    case: NativeCase,
    bytes: usize,
    /// More lines may belong to it.
    is_open: bool,
    wrong: Option<(&'static str, String)>,
}

/// Reads the cases of a file.
pub(crate) struct NativeReader {
    lines: Lines,
    group: Option<Group>,
    /// A line could not be read: nobody knows whether it belonged to the case before or after it.
    is_tainted: bool,
    waiting: Option<Fault>,
    ended: bool,
}

impl NativeReader {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self { lines: Lines::new(bytes), group: None, is_tainted: false, waiting: None, ended: false }
    }

    fn read(&mut self) -> Option<Result<NativeCase, Fault>> {
        if let Some(fault) = self.waiting.take() {
            return Some(Err(fault));
        }
        while !self.ended {
            let done = match self.lines.next_line() {
                Ok(None) => {
                    self.ended = true;
                    self.group.take()
                }
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(Some(line)) => match parse(&line, self.lines.number()) {
                    Ok(parsed) => self.add(parsed, line.len()),
                    Err(fault) => return Some(self.bad_line(fault)),
                },
                Err(fault) => return Some(self.bad_line(fault)),
            };
            if let Some(group) = done {
                return Some(group.finish());
            }
        }
        None
    }

    /// Reports a line; a case whose lines may surround it is rejected with it.
    fn bad_line(&mut self, fault: Fault) -> Result<NativeCase, Fault> {
        self.ended |= fault.ends_file;
        self.is_tainted = true;
        let Some(mut group) = self.group.take() else { return Err(fault) };
        self.waiting = Some(fault);
        if group.is_open {
            group.taint();
        }
        group.finish()
    }

    /// Adds a line to its case; gives back the case before it, once that is complete.
    fn add(&mut self, line: Line, bytes: usize) -> Option<Group> {
        let is_open = line.act.is_some();
        let acts = line.act.into_iter().chain(line.acts);
        if let Some(group) =
            self.group.as_mut().filter(|g| is_open && g.is_open && g.case.case == line.case && g.case.part == line.part)
        {
            group.extend(acts, bytes);
            return None;
        }
        let case = NativeCase { number: self.lines.number(), case: line.case, part: line.part, acts: Vec::new() };
        let mut group = Group { case, bytes: 0, is_open, wrong: None };
        group.extend(acts, bytes);
        if std::mem::take(&mut self.is_tainted) && is_open {
            group.taint();
        }
        self.group.replace(group)
    }
}

impl Iterator for NativeReader {
    type Item = Result<NativeCase, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read()
    }
}

impl Group {
    fn extend(&mut self, acts: impl Iterator<Item = Value>, bytes: usize) {
        self.bytes += bytes;
        if self.wrong.is_none() {
            self.case.acts.extend(acts);
        }
        if self.bytes > CASE_BYTES_MAX {
            self.fault("too-long", format!("the case takes more than {CASE_BYTES_MAX} bytes"));
        } else if self.case.acts.len() > ACTS_PER_CASE_MAX {
            self.fault("too-many-acts", format!("the case has more than {ACTS_PER_CASE_MAX} acts"));
        }
    }

    fn taint(&mut self) {
        self.fault("incomplete", "a line beside those of this case cannot be read and may belong to it".to_owned());
    }

    fn fault(&mut self, code: &'static str, message: String) {
        self.wrong.get_or_insert((code, message));
        self.case.acts = Vec::new();
    }

    fn finish(self) -> Result<NativeCase, Fault> {
        match self.wrong {
            None => Ok(self.case),
            Some((code, message)) => Err(Fault::case(self.case.number, code, message).of(Some(&self.case.case))),
        }
    }
}

fn parse(line: &[u8], number: u64) -> Result<Line, Fault> {
    let malformed = |message: String| Fault::case(number, "malformed", without_values(&message));
    let value = canonical::parse(line).map_err(|e| malformed(e.to_string()))?;
    let parsed: Line = serde_json::from_value(value).map_err(|e| malformed(e.to_string()))?;
    if parsed.act.is_some() != parsed.acts.is_empty() {
        return Err(malformed("a line holds either 'act' or 'acts'".to_owned()).of(Some(&parsed.case)));
    }
    if parsed.part == 0 {
        return Err(malformed("parts count from 1".to_owned()).of(Some(&parsed.case)));
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests;
