//! Logins: compared without regard to case, width or composition.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::{Error, LOGIN_CHARS_MAX, Result};

/// A login as it is stored and compared: NFKC, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    /// Reads a login as somebody types it.
    pub fn parse(text: &str) -> Result<Self> {
        // What is folded can be longer than what was typed, so both are bounded.
        if text.chars().count() > LOGIN_CHARS_MAX {
            return Err(Error::LoginForm);
        }
        let folded = fold(text.trim());
        let is_fit = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
        let chars = folded.chars().count();
        if (1..=LOGIN_CHARS_MAX).contains(&chars) && folded.chars().all(is_fit) {
            Ok(Self(folded))
        } else {
            Err(Error::LoginForm)
        }
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Text as logins are compared.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        let login = |text: &str| Login::parse(text).unwrap().to_string();
        assert_eq!(login(" Wang.Fang "), "wang.fang");
        assert_eq!(login("ＷＡＮＧ"), "wang", "full width");
        assert_eq!(login("王芳"), "王芳");
        assert_eq!(login("E\u{301}ve"), login("éve"));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for wrong in ["", " ", "a b", "a\nb", "a/b", "<a>", "a\u{0}", &"x".repeat(LOGIN_CHARS_MAX + 1), "a\u{202e}b"] {
            assert!(Login::parse(wrong).is_err(), "{wrong:?}");
        }
        assert!(Login::parse(&"x".repeat(LOGIN_CHARS_MAX)).is_ok());
        // Each of these characters becomes eighteen.
        assert!(Login::parse(&"\u{fdfa}".repeat(LOGIN_CHARS_MAX)).is_err());
    }
}
