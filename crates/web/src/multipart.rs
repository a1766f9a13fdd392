//! `multipart/form-data` as browsers send it, read part by part as it comes: what is held in memory never depends on the length of a
//! part. (The usual reader takes in whatever has arrived, and on a fast line that is the whole file.)

use futures_util::{Stream, StreamExt};

/// Longest head of a part, in bytes.
const HEAD_BYTES_MAX: usize = 8 * 1024;
/// Longest boundary (RFC 2046).
const BOUNDARY_BYTES_MAX: usize = 70;
/// Most parts: a browser sends one for every field.
const PARTS_MAX: usize = 10_000;
/// Most bytes of a whole body, files that are not kept among them.
const BODY_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// Why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is not what its media type says.
    Form,
    /// It ended before its end, or the connection broke.
    CutOff,
    /// It is longer than may be.
    TooLong,
}

/// What stands at the head of a part.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The name of the field.
    pub(crate) name: String,
    /// What the file is called, if it is one.
    pub(crate) file: Option<String>,
    /// What it is, as the browser thinks.
    pub(crate) media_type: String,
}

/// A body, read from its beginning.
pub(crate) struct Parts<S> {
    body: S,
    buffer: Vec<u8>,
    /// What stands between two parts.
    between: Vec<u8>,
    is_within: bool,
    number: usize,
    received: u64,
}

/// The boundary that a media type names.
pub(crate) fn boundary(media_type: &str) -> Option<&str> {
    let (essence, parameters) = media_type.split_once(';')?;
    if !essence.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let mut named = parameters.split(';').filter_map(|one| one.trim().split_once('='));
    let found = named.find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?.1.trim_matches('"');
    (1..=BOUNDARY_BYTES_MAX).contains(&found.len()).then_some(found)
}

impl<S, B, E> Parts<S>
where
    S: Stream<Item = Result<B, E>> + Unpin,
    B: AsRef<[u8]>,
{
    pub(crate) fn new(body: S, boundary: &str) -> Self {
        // The first boundary begins no line: with this it does, like all others.
        let buffer = b"\r\n".to_vec();
        let between = format!("\r\n--{boundary}").into_bytes();
        Self { body, buffer, between, is_within: true, number: 0, received: 0 }
    }

    /// How many bytes of the body have arrived.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The next part; what is left of the one before is passed over.
    pub(crate) async fn next(&mut self) -> Result<Option<Head>, Broken> {
        while self.bytes().await?.is_some() {}
        while self.buffer.len() < 2 {
            self.more().await?;
        }
        if self.buffer.starts_with(b"--") {
            return Ok(None);
        }
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                let head: Vec<u8> = self.buffer.drain(..at + 4).collect();
                break head;
            }
            if self.buffer.len() > HEAD_BYTES_MAX {
                return Err(Broken::Form);
            }
            self.more().await?;
        };
        self.number += 1;
        if self.number > PARTS_MAX {
            return Err(Broken::TooLong);
        }
        self.is_within = true;
        let head = String::from_utf8(head).map_err(|_| Broken::Form)?;
        read(&head).map(Some).ok_or(Broken::Form)
    }

    /// Further bytes of this part; none at its end.
    pub(crate) async fn bytes(&mut self) -> Result<Option<Vec<u8>>, Broken> {
        while self.is_within {
            if let Some(at) = find(&self.buffer, &self.between) {
                let own: Vec<u8> = self.buffer.drain(..at).collect();
                self.buffer.drain(..self.between.len());
                self.is_within = false;
                return Ok((!own.is_empty()).then_some(own));
            }
            // What could be the beginning of a boundary stays.
            let sure = self.buffer.len().saturating_sub(self.between.len());
            if sure > 0 {
                return Ok(Some(self.buffer.drain(..sure).collect()));
            }
            self.more().await?;
        }
        Ok(None)
    }

    async fn more(&mut self) -> Result<(), Broken> {
        let next = self.body.next().await.ok_or(Broken::CutOff)?.map_err(|_| Broken::CutOff)?;
        self.received += next.as_ref().len() as u64;
        if self.received > BODY_BYTES_MAX {
            return Err(Broken::TooLong);
        }
        self.buffer.extend_from_slice(next.as_ref());
        Ok(())
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == b'\r') {
        from += at;
        if bytes.get(from..)?.starts_with(what) {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// The head of a part.
fn read(head: &str) -> Option<Head> {
    let mut found = Head::default();
    let mut is_named = false;
    for line in head.split("\r\n") {
        let Some((header, value)) = line.split_once(':') else { continue };
        if header.eq_ignore_ascii_case("content-disposition") {
            found.name = parameter(value, "name")?;
            found.file = parameter(value, "filename");
            is_named = true;
        } else if header.eq_ignore_ascii_case("content-type") {
            value.split(';').next().unwrap_or_default().trim().clone_into(&mut found.media_type);
        }
    }
    is_named.then_some(found)
}

/// A quoted parameter, in which browsers write a quotation mark and the ends of lines as `%22`, `%0D` and `%0A`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let quoted = value.split_once(&format!("; {name}=\""))?.1;
    let text = quoted.split('"').next()?;
    Some(text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

#[cfg(test)]
mod tests {
    use futures_util::stream::iter;

    use super::*;

    const BODY: &str = "--x-1\r\nContent-Disposition: form-data; name=\"a0.b\"\r\n\r\n甲\r\n--x-\r\n乙\r\n--x-1\r\n\
        Content-Disposition: form-data; name=\"c.upload\"; filename=\"谈话 %22一%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\n\
        %PDF\r\n--x\r\n--x-1\r\nContent-Disposition: form-data; name=\"d\"\r\n\r\n\r\n--x-1--\r\n";

    async fn all(body: &str, piece: usize) -> Result<Vec<(Head, String)>, Broken> {
        let pieces: Vec<Result<Vec<u8>, ()>> = body.as_bytes().chunks(piece).map(|some| Ok(some.to_vec())).collect();
        let mut parts = Parts::new(iter(pieces), "x-1");
        let mut found = Vec::new();
        while let Some(head) = parts.next().await? {
            let mut own = Vec::new();
            while let Some(bytes) = parts.bytes().await? {
                own.extend(bytes);
            }
            found.push((head, String::from_utf8(own).unwrap_or_default()));
        }
        Ok(found)
    }

    #[tokio::test]
    async fn parts_are_the_same_however_they_arrive() {
        let whole = all(BODY, 10_000).await.unwrap_or_default();
        let told: Vec<(&str, Option<&str>, &str)> =
            whole.iter().map(|(head, own)| (head.name.as_str(), head.file.as_deref(), own.as_str())).collect();
        assert_eq!(told[0], ("a0.b", None, "甲\r\n--x-\r\n乙"));
        assert_eq!(told[1], ("c.upload", Some("谈话 \"一\".pdf"), "%PDF\r\n--x"));
        assert_eq!((whole[1].0.media_type.as_str(), told[2]), ("application/pdf", ("d", None, "")));
        for piece in [1, 2, 3, 7, 50] {
            assert_eq!(all(BODY, piece).await.as_ref(), Ok(&whole), "{piece}");
        }
    }

    #[tokio::test]
    async fn what_is_cut_off_or_no_form_is_told_apart() {
        assert_eq!(all(&BODY[..BODY.len() - 9], 9).await, Err(Broken::CutOff));
        let endless = format!("--x-1\r\n{}", "a".repeat(HEAD_BYTES_MAX + 9));
        assert_eq!(all(&endless, 100).await, Err(Broken::Form));
        assert_eq!(all("--x-1\r\nContent-Type: a/b\r\n\r\n\r\n--x-1--", 100).await, Err(Broken::Form));
    }

    #[test]
    fn the_boundary_stands_in_the_media_type() {
        assert_eq!(boundary("multipart/form-data; boundary=----WebKitFormBoundaryA"), Some("----WebKitFormBoundaryA"));
        assert_eq!(boundary("multipart/form-data; charset=utf-8; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
        assert_eq!(boundary("multipart/form-data; boundary="), None);
    }
}
