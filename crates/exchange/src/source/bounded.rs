//! Reading with a bound on what one token may take, so that no file can make the reader's buffer grow without end.

use std::io::{self, BufRead, Read};

/// A reader that gives no more than so many bytes before it is told to go on.
pub(crate) struct Bounded<R> {
    inner: R,
    limit: usize,
    left: usize,
}

impl<R> Bounded<R> {
    pub(crate) fn new(inner: R, limit: usize) -> Self {
        Self { inner, limit, left: limit }
    }

    /// A new token begins.
    pub(crate) fn go_on(&mut self) {
        self.left = self.limit;
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(to.len());
        to[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let available = self.inner.fill_buf()?;
        if self.left == 0 && !available.is_empty() {
            let message = format!("a tag or text is longer than {} bytes", self.limit);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(&available[..available.len().min(self.left)])
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
        self.inner.consume(bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_token_within_the_bound_is_read_and_a_longer_one_is_an_error() {
        let mut reader = Bounded::new(Cursor::new(b"12345678".to_vec()), 4);
        let mut first = [0; 4];
        reader.read_exact(&mut first).unwrap();
        assert!(reader.read_exact(&mut [0]).is_err(), "the fifth byte");
        reader.go_on();
        let mut rest = String::new();
        reader.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "5678", "the end of the file is no fifth byte");
    }
}
