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
