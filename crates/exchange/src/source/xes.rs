//! XES (IEEE 1849), streamed: one trace at a time, no document type, no entities of the file's own.

mod frames;

use std::io;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::bounded::Bounded;
use super::{Bytes, Fault, SourceCase, in_words};
use crate::XML_TOKEN_BYTES_MAX;
use frames::{Frames, Step};

/// Reads the traces of a file.
pub(crate) struct XesReader {
    reader: Reader<Bounded<Bytes>>,
    buffer: Vec<u8>,
    frames: Frames,
    ended: bool,
}

impl XesReader {
    pub(crate) fn new(bytes: Bytes, case_attribute: &str) -> Self {
        let reader = Reader::from_reader(Bounded::new(bytes, XML_TOKEN_BYTES_MAX));
        Self { reader, buffer: Vec::new(), frames: Frames::new(case_attribute), ended: false }
    }

    fn read(&mut self) -> Result<Option<SourceCase>, Fault> {
        loop {
            self.reader.get_mut().go_on();
            self.buffer.clear();
            let number = self.frames.number();
            let event = self.reader.read_event_into(&mut self.buffer);
            let step = match event.map_err(|error| unreadable(number, &error))? {
                Event::Start(tag) => self.frames.open(&tag)?,
                Event::Empty(tag) => {
                    self.frames.open(&tag)?;
                    self.frames.close()?
                }
                Event::End(_) => self.frames.close()?,
                Event::DocType(_) => {
                    let message = "the file has a document type, which XES does not use and which may hide anything";
                    return Err(Fault::file(number, "document-type", message));
                }
                Event::Eof => {
                    self.ended = true;
                    return self.frames.end().map(|()| None);
                }
                _ => Step::Inside,
            };
            match step {
                Step::Inside => {}
                Step::Case(case) => return Ok(Some(case)),
                Step::Rejected(fault) => return Err(fault),
            }
        }
    }
}

impl Iterator for XesReader {
    type Item = Result<SourceCase, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.read();
        self.ended |= next.as_ref().is_err_and(|fault| fault.ends_file);
        next.transpose()
    }
}

fn unreadable(number: u64, error: &quick_xml::Error) -> Fault {
    let message = match error {
        quick_xml::Error::Io(error) => in_words(error),
        other => other.to_string(),
    };
    let is_cut = matches!(error, quick_xml::Error::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof);
    Fault::file(number, if is_cut { "truncated" } else { "malformed" }, message)
}

#[cfg(test)]
mod tests;
