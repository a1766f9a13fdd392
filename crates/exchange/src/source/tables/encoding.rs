//! Bytes of a table as UTF-8, whatever encoding the source used.

use std::io::{self, BufRead, BufReader, Read};

use super::Bytes;

const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// How the text of a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
pub(crate) enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "UTF-8")]
    Utf8,
    /// ISO 8859-1, also called Latin-1: every byte is the character of that number.
    #[serde(rename = "ISO-8859-1")]
    Latin1,
}

/// The bytes in UTF-8, as far as the encoding can tell.
pub(super) fn decoded(bytes: Bytes, encoding: Encoding) -> Bytes {
    match encoding {
        Encoding::Utf8 => Box::new(BufReader::new(Unmarked { bytes, is_begun: false })),
        Encoding::Latin1 => Box::new(BufReader::new(Latin1 { bytes, left: None })),
    }
}

/// Drops a byte order mark at the beginning.
struct Unmarked {
    bytes: Bytes,
    is_begun: bool,
}

impl Read for Unmarked {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.is_begun, true) && self.bytes.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
            self.bytes.consume(BYTE_ORDER_MARK.len());
        }
        self.bytes.read(to)
    }
}

/// Each byte becomes one or two bytes; the second waits when there is no room for it.
struct Latin1 {
    bytes: Bytes,
    left: Option<u8>,
}

impl Read for Latin1 {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < to.len() {
            if let Some(byte) = self.left.take() {
                to[written] = byte;
                written += 1;
                continue;
            }
            let Some(byte) = self.bytes.fill_buf()?.first().copied() else { break };
            self.bytes.consume(1);
            if byte.is_ascii() {
                to[written] = byte;
            } else {
                to[written] = 0xc0 | (byte >> 6);
                self.left = Some(0x80 | (byte & 0x3f));
            }
            written += 1;
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(bytes: &[u8], encoding: Encoding) -> String {
        let mut text = String::new();
        decoded(Box::new(Cursor::new(bytes.to_vec())), encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn text_is_the_same_in_either_encoding() {
        assert_eq!(read("\u{feff}Málaga".as_bytes(), Encoding::Utf8), "Málaga");
        assert_eq!(read(b"M\xe1laga \xff", Encoding::Latin1), "Málaga ÿ");
    }

    #[test]
    fn a_character_of_two_bytes_is_not_lost_where_the_reader_has_room_for_one() {
        let mut reader = Latin1 { bytes: Box::new(Cursor::new(vec![0xe1, b'a'])), left: None };
        let mut all = Vec::new();
        let mut one = [0; 1];
        while reader.read(&mut one).unwrap() == 1 {
            all.push(one[0]);
        }
        assert_eq!(String::from_utf8(all).unwrap(), "áa");
    }
}
