//! The cookie of a session: API and pages read and set the same one, so that one sign-in serves both.

use crate::{NewSession, SESSION_HOURS_MAX, Secret};

/// Its name. It has no prefix `__Host-`, which a browser takes over TLS only, and these servers listen on loopback without.
pub const NAME: &str = "wenze_session";
/// Longest token that is looked for, in bytes.
const TOKEN_BYTES_MAX: usize = 128;

/// The cookie that holds a session: no script reads it, and no other site sends it.
pub fn of(session: &NewSession) -> String {
    let seconds = SESSION_HOURS_MAX * 3600;
    format!("{NAME}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}", session.token.reveal())
}

/// The cookie that takes a session away.
pub fn none() -> String {
    format!("{NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// The tokens that the lines of `Cookie` bring, whether their sessions go on or not. A browser brings one.
pub fn tokens<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Secret> {
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs
        .filter(|(name, token)| *name == NAME && !token.is_empty() && token.len() <= TOKEN_BYTES_MAX)
        .map(|(_, token)| Secret::presented(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_among_other_cookies_and_bounded() {
        let told = |line: &str| tokens([line].into_iter()).map(|one| one.reveal().to_owned()).collect::<Vec<_>>();
        assert_eq!(told("theme=dark; wenze_session=abc; x=y"), ["abc"]);
        assert_eq!(told("wenze_session=a; wenze_session=b"), ["a", "b"]);
        assert!(told("wenze_session=; other=1").is_empty());
        assert!(told(&format!("wenze_session={}", "x".repeat(TOKEN_BYTES_MAX + 1))).is_empty());
    }
}
