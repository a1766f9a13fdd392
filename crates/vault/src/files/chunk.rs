//! How a file is sealed: in chunks of one length, each bound to its file, its place and the length of the whole.
//!
//! Whoever reads a range opens only the chunks it touches. What binds a chunk names the last one as the last, so that a file
//! which was cut off, put in another order or mixed with another does not open. Nonces are random and stand before each chunk:
//! an upload that is taken up again may seal a chunk twice, and a counted nonce would then serve two texts.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::part::{NONCE_BYTES, decrypt, encrypt, pad_onto, unpad};
use crate::subject_key::SubjectKey;
use crate::{Error, Result};

/// Plain bytes of a chunk; only the last one of a file is shorter.
pub(crate) const CHUNK_BYTES: usize = 64 * 1024;
/// What sealing adds to a chunk: nonce and tag.
const SEAL_BYTES: usize = NONCE_BYTES + 16;
/// Chunks of an object; only the last object of a file has fewer.
pub(crate) const OBJECT_CHUNKS: usize = 64;
/// Plain bytes of an object.
#[cfg(test)]
pub(crate) const OBJECT_BYTES: usize = CHUNK_BYTES * OBJECT_CHUNKS;

const KEY_DOMAIN: &[u8] = b"wenze/file/key/v1\0";
const CHUNK_DOMAIN: &[u8] = b"wenze/file/chunk/v1\0";

/// Where the bytes of a file of a given length lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    size: u64,
}

/// Chunks that lie one after the other in one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The first of them, counted through the file.
    pub(crate) first: usize,
    /// How many.
    pub(crate) count: usize,
}

impl Layout {
    pub(crate) fn of(size: u64) -> Self {
        Self { size }
    }

    pub(crate) fn size(self) -> u64 {
        self.size
    }

    /// How many chunks there are: an empty file has one, so that its emptiness is sealed too.
    pub(crate) fn chunks(self) -> usize {
        to_usize(self.size.div_ceil(CHUNK_BYTES as u64)).max(1)
    }

    pub(crate) fn objects(self) -> usize {
        self.chunks().div_ceil(OBJECT_CHUNKS)
    }

    /// How many plain bytes a chunk has.
    pub(crate) fn chunk_bytes(self, chunk: usize) -> usize {
        let start = (chunk as u64) * (CHUNK_BYTES as u64);
        to_usize(self.size.saturating_sub(start)).min(CHUNK_BYTES)
    }

    /// The chunks from `chunk` to `last` that lie in the same object, at most `most`.
    pub(crate) fn run(chunk: usize, last: usize, most: usize) -> Run {
        let in_object = OBJECT_CHUNKS - chunk % OBJECT_CHUNKS;
        Run { first: chunk, count: (last + 1 - chunk).min(in_object).min(most) }
    }

    /// Where the sealed bytes of a run lie in their object.
    pub(crate) fn sealed_range(self, run: Run) -> std::ops::Range<u64> {
        let before = (run.first % OBJECT_CHUNKS) * (CHUNK_BYTES + SEAL_BYTES);
        let length: usize = (run.first..run.first + run.count).map(|chunk| self.chunk_bytes(chunk) + SEAL_BYTES).sum();
        before as u64..(before + length) as u64
    }
}

/// Which chunk a byte lies in.
pub(crate) fn chunk_of(byte: u64) -> usize {
    to_usize(byte / CHUNK_BYTES as u64)
}

/// Which object a chunk lies in.
pub(crate) fn object_of(chunk: usize) -> usize {
    chunk / OBJECT_CHUNKS
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The key of one file, made from the key of its subject: it stands nowhere and goes with that.
#[derive(Clone)]
pub(crate) struct FileKey {
    file_id: Uuid,
    secret: Zeroizing<[u8; 32]>,
}

impl FileKey {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    pub(crate) fn of(subject: &SubjectKey, file_id: Uuid) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(&subject.secret[..]).expect("a key of 32 bytes");
        mac.update(KEY_DOMAIN);
        mac.update(file_id.as_bytes());
        Self { file_id, secret: Zeroizing::new(mac.finalize().into_bytes().into()) }
    }

    /// Seals the chunk of a place.
    pub(crate) fn seal_chunk(&self, layout: Layout, chunk: usize, plain: &[u8]) -> Vec<u8> {
        encrypt(&self.secret, &self.chunk_place(layout, chunk), plain)
    }

    /// Opens the sealed bytes of a run. None where one of them is not what was sealed for its place.
    pub(crate) fn open_run(&self, layout: Layout, run: Run, mut sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut plain = Zeroizing::new(Vec::with_capacity(run.count * CHUNK_BYTES));
        for chunk in run.first..run.first + run.count {
            let (own, rest) = sealed.split_at_checked(layout.chunk_bytes(chunk) + SEAL_BYTES)?;
            plain.extend_from_slice(&decrypt(&self.secret, &self.chunk_place(layout, chunk), own)?);
            sealed = rest;
        }
        sealed.is_empty().then_some(plain)
    }

    /// Seals a field of the file's row, padded so that its length tells little.
    pub(crate) fn seal_field(&self, field: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut padded = Zeroizing::new(Vec::new());
        pad_onto(&mut padded, bytes)?;
        Ok(encrypt(&self.secret, &self.field_place(field), &padded))
    }

    pub(crate) fn open_field(&self, field: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let opened = decrypt(&self.secret, &self.field_place(field), sealed);
        let plain = opened.as_deref().and_then(|padded| unpad(padded)).map(|plain| Zeroizing::new(plain.to_vec()));
        plain.ok_or(Error::FileAltered(self.file_id))
    }

    /// Seals what has no bound of buckets: the state of an upload, which is gone with its end.
    pub(crate) fn seal_raw(&self, field: &str, bytes: &[u8]) -> Vec<u8> {
        encrypt(&self.secret, &self.field_place(field), bytes)
    }

    pub(crate) fn open_raw(&self, field: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        decrypt(&self.secret, &self.field_place(field), sealed).ok_or(Error::FileAltered(self.file_id))
    }

    fn chunk_place(&self, layout: Layout, chunk: usize) -> Vec<u8> {
        let is_last = u8::from(chunk + 1 == layout.chunks());
        [CHUNK_DOMAIN, self.file_id.as_bytes(), &layout.size.to_be_bytes(), &(chunk as u64).to_be_bytes(), &[is_last]]
            .concat()
    }

    fn field_place(&self, field: &str) -> Vec<u8> {
        [b"wenze/file/".as_slice(), field.as_bytes(), b"/v1\0", self.file_id.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(file: u128) -> FileKey {
        let subject = SubjectKey { key_id: Uuid::nil(), secret: std::sync::Arc::new(Zeroizing::new([7; 32])) };
        FileKey::of(&subject, Uuid::from_u128(file))
    }

    /// Bytes that differ from place to place, quickly made.
    fn content(size: usize) -> Vec<u8> {
        (0..size).map(|at| u8::try_from((at * 31 + at / 251) % 256).unwrap_or(0)).collect()
    }

    /// The objects of a file.
    fn sealed(key: &FileKey, content: &[u8]) -> Vec<Vec<u8>> {
        let layout = Layout::of(content.len() as u64);
        let mut objects = vec![Vec::new(); layout.objects()];
        for chunk in 0..layout.chunks() {
            let start = chunk * CHUNK_BYTES;
            let own = &content[start..start + layout.chunk_bytes(chunk)];
            objects[object_of(chunk)].extend(key.seal_chunk(layout, chunk, own));
        }
        objects
    }

    fn read(key: &FileKey, layout: Layout, objects: &[Vec<u8>], start: u64, end: u64, most: usize) -> Option<Vec<u8>> {
        let (mut chunk, last) = (chunk_of(start), chunk_of(end.max(1) - 1));
        let first = chunk;
        let mut plain = Vec::new();
        while chunk <= last {
            let run = Layout::run(chunk, last, most);
            let range = layout.sealed_range(run);
            let bytes = objects.get(object_of(chunk))?.get(to_usize(range.start)..to_usize(range.end))?;
            plain.extend_from_slice(&key.open_run(layout, run, bytes)?);
            chunk += run.count;
        }
        let before = to_usize(start) - first * CHUNK_BYTES;
        plain.get(before..before + to_usize(end - start)).map(<[u8]>::to_vec)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_range_is_the_slice(
            size in prop_oneof![0_usize..5, 65_530_usize..65_545, 1_usize..400_000],
            from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), most in 1_usize..4,
        ) {
            let (key, content) = (key(1), content(size));
            let objects = sealed(&key, &content);
            let (a, b) = (from.index(size + 1), to.index(size + 1));
            let (start, end) = (a.min(b), a.max(b));
            let layout = Layout::of(size as u64);
            let read = read(&key, layout, &objects, start as u64, end as u64, most);
            prop_assert_eq!(read.as_deref(), Some(&content[start..end]));
        }

        #[test]
        fn what_was_altered_does_not_open(size in 1_usize..200_000, bit in any::<prop::sample::Index>()) {
            let key = key(1);
            let mut objects = sealed(&key, &content(size));
            let bit = bit.index(objects[0].len() * 8);
            objects[0][bit / 8] ^= 1 << (bit % 8);
            let whole = size as u64;
            prop_assert_eq!(read(&key, Layout::of(whole), &objects, 0, whole, 16), None);
        }

        #[test]
        fn what_was_cut_off_does_not_open(size in 1_usize..200_000, cut in any::<prop::sample::Index>()) {
            let key = key(1);
            let mut objects = sealed(&key, &content(size));
            let left = cut.index(objects[0].len());
            objects[0].truncate(left);
            let whole = size as u64;
            prop_assert_eq!(read(&key, Layout::of(whole), &objects, 0, whole, 16), None);
            // Nor does the beginning pass for the whole of a shorter file.
            let shorter = (left / (CHUNK_BYTES + SEAL_BYTES)) * CHUNK_BYTES;
            let shorter = shorter as u64;
            if shorter > 0 {
                prop_assert_eq!(read(&key, Layout::of(shorter), &objects, 0, shorter, 16), None);
            }
        }
    }

    #[test]
    fn chunks_that_were_swapped_or_come_from_elsewhere_do_not_open() {
        let (own, content) = (key(1), content(3 * CHUNK_BYTES + 5));
        let size = content.len() as u64;
        let layout = Layout::of(size);
        let objects = sealed(&own, &content);
        let one = CHUNK_BYTES + SEAL_BYTES;
        let mut swapped = objects.clone();
        let (first, second) = swapped[0].split_at_mut(one);
        first.swap_with_slice(&mut second[..one]);
        assert_eq!(read(&own, layout, &swapped, 0, size, 16), None);
        assert_eq!(read(&key(2), layout, &objects, 0, size, 16), None, "the key of another file");
        let mut mixed = objects.clone();
        mixed[0][..one].copy_from_slice(&sealed(&key(2), &content)[0][..one]);
        assert_eq!(read(&own, layout, &mixed, 0, size, 16), None);
        assert_eq!(read(&own, layout, &objects, 0, size, 16).as_deref(), Some(&content[..]));
    }

    #[test]
    fn a_file_of_several_objects_is_read_across_their_border() {
        let (key, content) = (key(1), content(OBJECT_BYTES + 10));
        let layout = Layout::of(content.len() as u64);
        let objects = sealed(&key, &content);
        assert_eq!((objects.len(), layout.objects()), (2, 2));
        let (start, end) = (OBJECT_BYTES - 3, OBJECT_BYTES + 4);
        let read = read(&key, layout, &objects, start as u64, end as u64, 16);
        assert_eq!(read.as_deref(), Some(&content[start..end]));
    }

    #[test]
    fn a_field_opens_as_itself_alone() {
        let key = key(1);
        let sealed = key.seal_field("name", "笔录.pdf".as_bytes()).unwrap();
        assert_eq!(key.open_field("name", &sealed).unwrap().as_slice(), "笔录.pdf".as_bytes());
        assert!(key.open_field("digest", &sealed).is_err());
    }
}
