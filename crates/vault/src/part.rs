//! One private part: padding, commitment, sealing, opening.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Longest private text; longer text is a file.
pub const PLAINTEXT_BYTES_MAX: usize = 64 * 1024 - 1;

/// Padded lengths: all a ciphertext tells about its text is which of these it fits.
const BUCKETS_BYTES: [usize; 5] = [256, 1024, 4 * 1024, 16 * 1024, 64 * 1024];
const PAD: u8 = 0x80;
const COMMIT_DOMAIN: &[u8] = b"wenze/part/v1\0";
const SALT_BYTES: usize = 32;
pub(crate) const NONCE_BYTES: usize = 24;

/// A part as it is stored, and the commitment that stands in its event.
pub(crate) struct SealedBytes {
    pub(crate) ciphertext: Vec<u8>,
    pub(crate) commit: [u8; 32],
}

pub(crate) fn seal(key: &[u8; 32], event_id: Uuid, part_no: i16, text: &str) -> Result<SealedBytes> {
    let salt: [u8; SALT_BYTES] = rand::random();
    let mut salted = Zeroizing::new(salt.to_vec());
    pad_onto(&mut salted, text.as_bytes())?;
    let commit = commit(&salted);
    let ciphertext = encrypt(key, &place(event_id, part_no), &salted);
    Ok(SealedBytes { ciphertext, commit })
}

/// The text, if key, place, ciphertext and (when given) commitment belong together.
pub(crate) fn open(
    key: &[u8; 32],
    event_id: Uuid,
    part_no: i16,
    ciphertext: &[u8],
    committed: Option<&[u8; 32]>,
) -> Result<Zeroizing<String>> {
    let tampered = Error::Tampered { event_id, part_no };
    let Some(salted) = decrypt(key, &place(event_id, part_no), ciphertext) else { return Err(tampered) };
    if committed.is_some_and(|committed| commit(&salted) != *committed) {
        return Err(tampered);
    }
    salted
        .get(SALT_BYTES..)
        .and_then(unpad)
        .and_then(|text| std::str::from_utf8(text).ok())
        .map(|text| Zeroizing::new(text.to_owned()))
        .ok_or(tampered)
}

/// Whether a text disclosed with its salt is the one an event committed to: what an offline verifier checks.
pub fn commitment_matches(salt: &[u8; 32], text: &str, committed: &[u8; 32]) -> Result<bool> {
    let mut salted = Zeroizing::new(salt.to_vec());
    pad_onto(&mut salted, text.as_bytes())?;
    Ok(commit(&salted) == *committed)
}

/// Nonce in front; the tag binds the ciphertext to `bound_to`.
pub(crate) fn encrypt(key: &[u8; 32], bound_to: &[u8], secret: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE_BYTES] = rand::random();
    let cipher = XChaCha20Poly1305::new(key.into());
    #[expect(clippy::expect_used, reason = "the cipher fails only beyond 256 GiB")]
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: bound_to })
        .expect("a secret of bounded length");
    [&nonce[..], &sealed].concat()
}

pub(crate) fn decrypt(key: &[u8; 32], bound_to: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = ciphertext.split_first_chunk::<NONCE_BYTES>()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: bound_to }).ok().map(Zeroizing::new)
}

fn place(event_id: Uuid, part_no: i16) -> [u8; 18] {
    let mut place = [0; 18];
    place[..16].copy_from_slice(event_id.as_bytes());
    place[16..].copy_from_slice(&part_no.to_be_bytes());
    place
}

fn commit(salted: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(COMMIT_DOMAIN).chain_update(salted).finalize().into()
}

pub(crate) fn pad_onto(salted: &mut Zeroizing<Vec<u8>>, text: &[u8]) -> Result<()> {
    let bucket = BUCKETS_BYTES.into_iter().find(|bucket| text.len() < *bucket);
    let bucket = bucket.ok_or(Error::TooLong { actual: text.len(), max: PLAINTEXT_BYTES_MAX })?;
    let length = salted.len() + bucket;
    // Grown once: a vector that moves leaves its old bytes behind.
    salted.reserve_exact(bucket);
    salted.extend_from_slice(text);
    salted.push(PAD);
    salted.resize(length, 0);
    Ok(())
}

pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    (padded[end] == PAD && BUCKETS_BYTES.contains(&padded.len())).then(|| &padded[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: [u8; 32] = [9; 32];

    proptest! {
        #[test]
        fn what_was_sealed_opens(text in ".{0,300}", event in any::<u128>(), part_no in 1_i16..) {
            let event = Uuid::from_u128(event);
            let sealed = seal(&KEY, event, part_no, &text).unwrap();
            let opened = open(&KEY, event, part_no, &sealed.ciphertext, Some(&sealed.commit)).unwrap();
            prop_assert_eq!(opened.as_str(), text);
        }

        #[test]
        fn any_changed_bit_place_key_or_commitment_is_refused(
            text in "[问责案件a-z]{0,100}", bit in any::<prop::sample::Index>(), part_no in 1_i16..100,
        ) {
            let event = Uuid::from_u128(7);
            let sealed = seal(&KEY, event, part_no, &text).unwrap();
            let mut changed = sealed.ciphertext.clone();
            let bit = bit.index(changed.len() * 8);
            changed[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(open(&KEY, event, part_no, &changed, None).is_err());
            prop_assert!(open(&KEY, Uuid::from_u128(8), part_no, &sealed.ciphertext, None).is_err());
            prop_assert!(open(&KEY, event, part_no + 1, &sealed.ciphertext, None).is_err());
            prop_assert!(open(&[8; 32], event, part_no, &sealed.ciphertext, None).is_err());
            prop_assert!(open(&KEY, event, part_no, &sealed.ciphertext, Some(&[0; 32])).is_err());
            prop_assert!(open(&KEY, event, part_no, &sealed.ciphertext[..40], None).is_err());
        }

        #[test]
        fn the_length_tells_only_the_bucket(length in 0_usize..PLAINTEXT_BYTES_MAX) {
            let sealed = seal(&KEY, Uuid::nil(), 1, &"x".repeat(length)).unwrap();
            let bucket = sealed.ciphertext.len() - NONCE_BYTES - SALT_BYTES - 16;
            prop_assert!(BUCKETS_BYTES.contains(&bucket) && bucket > length);
        }
    }

    #[test]
    fn the_bounds_are_where_they_are_said_to_be() {
        let longest = "x".repeat(PLAINTEXT_BYTES_MAX);
        assert_eq!(seal(&KEY, Uuid::nil(), 1, &longest).unwrap().ciphertext.len(), 24 + 32 + 64 * 1024 + 16);
        let too_long = seal(&KEY, Uuid::nil(), 1, &format!("{longest}x"));
        assert!(matches!(too_long, Err(Error::TooLong { actual: 65_536, max: 65_535 })));
    }

    #[test]
    fn the_commitment_is_the_hash_written_in_the_architecture() {
        let sealed = seal(&KEY, Uuid::nil(), 1, "甲").unwrap();
        let salted = decrypt(&KEY, &place(Uuid::nil(), 1), &sealed.ciphertext).unwrap();
        let mut preimage = b"wenze/part/v1\0".to_vec();
        preimage.extend_from_slice(&salted[..32]);
        preimage.extend_from_slice("甲".as_bytes());
        preimage.push(0x80);
        preimage.resize(14 + 32 + 256, 0);
        assert_eq!(sealed.commit[..], Sha256::digest(&preimage)[..]);
        let salt = salted[..32].try_into().unwrap();
        assert!(commitment_matches(&salt, "甲", &sealed.commit).unwrap());
        assert!(!commitment_matches(&salt, "乙", &sealed.commit).unwrap());
    }
}
