//! Native acts, one JSON document a line: `{"case": …, "act": {…}}` with the lines of a case together, or
//! `{"case": …, "acts": [{…}, …]}`. With `person`, `organ`, `rulebook`, `calendar`, `marks`, `grants`, `delegations`, `access` or `erasure` in
//! place of `case` the acts are of a register. Strict JSON as everywhere: no floats, no double keys.

use serde::Deserialize;
use serde_json::Value;
use wenze_domain::canonical;
use wenze_domain::envelope::StreamKind;
use wenze_domain::unquoted::without_values;

use super::lines::Lines;
use super::{Bytes, Fault, NativeCase};
use crate::{ACTS_PER_CASE_MAX, CASE_BYTES_MAX};

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    organ: Option<String>,
    #[serde(default)]
    rulebook: Option<String>,
    #[serde(default)]
    calendar: Option<String>,
    #[serde(default)]
    grants: Option<String>,
    #[serde(default)]
    marks: Option<String>,
    #[serde(default)]
    delegations: Option<String>,
    #[serde(default)]
    access: Option<String>,
    #[serde(default)]
    erasure: Option<String>,
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

impl Line {
    /// The stream it is about, if it names just one.
    fn stream(&mut self) -> Option<(StreamKind, String)> {
        let named = [
            (StreamKind::Case, self.case.take()),
            (StreamKind::Person, self.person.take()),
            (StreamKind::Organ, self.organ.take()),
            (StreamKind::Rulebook, self.rulebook.take()),
            (StreamKind::Calendar, self.calendar.take()),
            (StreamKind::Grants, self.grants.take()),
            (StreamKind::Marks, self.marks.take()),
            (StreamKind::Delegations, self.delegations.take()),
            (StreamKind::Access, self.access.take()),
            (StreamKind::Erasure, self.erasure.take()),
        ];
        let mut named = named.into_iter().filter_map(|(kind, name)| Some((kind, name?)));
        named.next().filter(|_| named.next().is_none())
    }
}

/// A line that says what it is about.
struct Parsed {
    kind: StreamKind,
    case: String,
    line: Line,
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
    fn add(&mut self, parsed: Parsed, bytes: usize) -> Option<Group> {
        let Parsed { kind, case, line } = parsed;
        let is_open = line.act.is_some();
        let acts = line.act.into_iter().chain(line.acts);
        let continues = |group: &&mut Group| {
            let own = &group.case;
            is_open && group.is_open && (own.kind, own.part) == (kind, line.part) && own.case == case
        };
        if let Some(group) = self.group.as_mut().filter(continues) {
            group.extend(acts, bytes);
            return None;
        }
        let case = NativeCase { number: self.lines.number(), kind, case, part: line.part, acts: Vec::new() };
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

fn parse(line: &[u8], number: u64) -> Result<Parsed, Fault> {
    let malformed = |message: String| Fault::case(number, "malformed", without_values(&message));
    let value = canonical::parse(line).map_err(|e| malformed(e.to_string()))?;
    let mut line: Line = serde_json::from_value(value).map_err(|e| malformed(e.to_string()))?;
    let Some((kind, case)) = line.stream() else {
        return Err(malformed(
            "a line names one 'case', 'person', 'organ', 'rulebook', 'calendar', 'marks', 'grants', 'delegations', 'access' or 'erasure'"
                .to_owned(),
        ));
    };
    if line.act.is_some() != line.acts.is_empty() {
        return Err(malformed("a line holds either 'act' or 'acts'".to_owned()).of(Some(&case)));
    }
    if line.part == 0 {
        return Err(malformed("parts count from 1".to_owned()).of(Some(&case)));
    }
    Ok(Parsed { kind, case, line })
}

#[cfg(test)]
mod tests;
