//! Digests as acts write them.

/// The bytes of a digest of 64 lower-case hex digits.
pub(crate) fn digest(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let wide = hex.as_bytes();
    if wide.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(wide.chunks_exact(2)) {
        let half = |digit: u8| char::from(digit).to_digit(16).and_then(|n| u8::try_from(n).ok());
        let [high, low] = pair else { return None };
        *byte = half(*high)? << 4 | half(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealing::hex;

    #[test]
    fn a_digest_is_read_as_it_is_written() {
        let bytes = [0, 1, 0x9a, 0xff].repeat(8);
        assert_eq!(digest(&hex(&bytes)).as_ref().map(<[u8; 32]>::as_slice), Some(bytes.as_slice()));
        for bad in [String::new(), "0".repeat(63), "g".repeat(64), "é".repeat(32)] {
            assert_eq!(digest(&bad), None, "{bad}");
        }
    }
}
