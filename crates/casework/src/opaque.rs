//! Positions and cursors as callers see them: of fixed length, telling nothing, and refused when made up.
//!
//! A small synthetic-IV construction on the vault's keyed digest: the tag is a digest of the plain bytes, the key stream
//! a digest of the tag. Equal plain bytes give equal tokens, which is wanted: a position is the same for everybody.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::{Casework, Error};

const PLAIN_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

impl Casework {
    /// Hides an instant (µs or a position) and an id.
    pub(crate) fn hide(&self, what: &'static str, number: i64, id: Uuid) -> String {
        let mut plain = [0u8; PLAIN_BYTES];
        plain[..8].copy_from_slice(&number.to_be_bytes());
        plain[8..].copy_from_slice(id.as_bytes());
        let tag = self.token_digest(what, b"tag", &plain);
        let stream = self.token_digest(what, b"stream", &tag[..TAG_BYTES]);
        let mut out = tag[..TAG_BYTES].to_vec();
        out.extend(plain.iter().zip(stream).map(|(p, s)| p ^ s));
        URL_SAFE_NO_PAD.encode(out)
    }

    /// Reads what [`Self::hide`] gave out.
    pub(crate) fn reveal(&self, what: &'static str, token: &str) -> Result<(i64, Uuid), Error> {
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| Error::BadToken(what))?;
        let (tag, hidden) = bytes.split_at_checked(TAG_BYTES).ok_or(Error::BadToken(what))?;
        let stream = self.token_digest(what, b"stream", tag);
        let plain: Vec<u8> = hidden.iter().zip(stream).map(|(h, s)| h ^ s).collect();
        let plain: [u8; PLAIN_BYTES] = plain.try_into().map_err(|_| Error::BadToken(what))?;
        if self.token_digest(what, b"tag", &plain)[..TAG_BYTES] != *tag {
            return Err(Error::BadToken(what));
        }
        let mut number = [0u8; 8];
        number.copy_from_slice(&plain[..8]);
        let mut id = [0u8; 16];
        id.copy_from_slice(&plain[8..]);
        Ok((i64::from_be_bytes(number), Uuid::from_bytes(id)))
    }

    fn token_digest(&self, what: &str, part: &[u8], bytes: &[u8]) -> [u8; 32] {
        let mut input = format!("wenze/token/{what}/").into_bytes();
        input.extend_from_slice(part);
        input.push(0);
        input.extend_from_slice(bytes);
        self.inner.vault.request_mac(&input)
    }

    /// The token for a position of the log.
    pub(crate) fn position_token(&self, position: i64) -> String {
        self.hide("position", position, Uuid::nil())
    }

    /// Waits until a read model shows the caller's own write.
    pub async fn wait_for_view(&self, model: &'static str, token: &str) -> Result<(), Error> {
        let (position, _) = self.reveal("position", token)?;
        let timeout = std::time::Duration::from_millis(crate::VIEW_WAIT_MS);
        if self.inner.views.reached(model, position, timeout).await? { Ok(()) } else { Err(Error::ViewBehind) }
    }
}
