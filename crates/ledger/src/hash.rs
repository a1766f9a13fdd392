//! The two hashes of an event.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::LogId;

const RECORD_DOMAIN: &[u8] = b"wenze/record/v1\0";

/// SHA-256 of the exact content bytes.
pub fn content_hash(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// Hash over what the log assigned and the content hash; the log's own function computes the same when it appends.
pub fn record_hash(
    log_id: LogId,
    position: i64,
    event_id: Uuid,
    stream_id: Uuid,
    stream_version: i32,
    recorded_at: DateTime<Utc>,
    content_hash: &[u8; 32],
) -> [u8; 32] {
    Sha256::new()
        .chain_update(RECORD_DOMAIN)
        .chain_update(log_id.0.to_be_bytes())
        .chain_update(position.to_be_bytes())
        .chain_update(event_id.as_bytes())
        .chain_update(stream_id.as_bytes())
        .chain_update(stream_version.to_be_bytes())
        .chain_update(recorded_at.timestamp_micros().to_be_bytes())
        .chain_update(content_hash)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_hash_is_the_one_written_down_once() {
        // The preimage spelled out by hand: a change of order, width or domain breaks every stored hash.
        let mut preimage = b"wenze/record/v1\0".to_vec();
        preimage.extend([0, 7]);
        preimage.extend([0, 0, 0, 0, 0, 0, 1, 0]);
        preimage.extend([0x11; 16]);
        preimage.extend([0x22; 16]);
        preimage.extend([0, 0, 0, 3]);
        preimage.extend(1_700_000_000_123_456_i64.to_be_bytes());
        preimage.extend([0x33; 32]);
        let recorded_at = DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap();
        let hash = record_hash(
            LogId(7),
            256,
            Uuid::from_bytes([0x11; 16]),
            Uuid::from_bytes([0x22; 16]),
            3,
            recorded_at,
            &[0x33; 32],
        );
        assert_eq!(hash, content_hash(&preimage));
    }
}
