//! Lines of a file, each with a bound on its length.

use std::io::{self, BufRead, Read};

use super::{Bytes, Fault, in_words};
use crate::LINE_BYTES_MAX;

/// Reads lines one by one.
pub(crate) struct Lines {
    bytes: Bytes,
    number: u64,
}

impl Lines {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self { bytes, number: 0 }
    }

    /// Number of the line read last, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The next line with its end; none at the end of the file.
    pub(crate) fn next_line(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut line = Vec::new();
        let limit = LINE_BYTES_MAX as u64 + 1;
        let number = self.number + 1;
        let lost = |error: &io::Error| Fault::file(number, "truncated", in_words(error));
        let bytes = (&mut self.bytes).take(limit).read_until(b'\n', &mut line).map_err(|e| lost(&e))?;
        if bytes == 0 {
            return Ok(None);
        }
        self.number = number;
        if line.len() > LINE_BYTES_MAX && !line.ends_with(b"\n") {
            skip_line(&mut self.bytes).map_err(|e| lost(&e))?;
            return Err(Fault::case(number, "too-long", format!("the line is longer than {LINE_BYTES_MAX} bytes")));
        }
        Ok(Some(line))
    }
}

/// Reads on to the end of the line, holding none of it.
fn skip_line(bytes: &mut Bytes) -> io::Result<()> {
    loop {
        let available = bytes.fill_buf()?;
        if available.is_empty() {
            return Ok(());
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(available.len(), |at| at + 1);
        bytes.consume(length);
        if end.is_some() {
            return Ok(());
        }
    }
}
