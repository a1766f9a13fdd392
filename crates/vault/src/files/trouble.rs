//! What the matter is with the store of the files, in words that say what to do. What a store answers is not passed on as it came:
//! it quotes requests, and could quote anything.

use std::error::Error as StdError;
use std::fmt;

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

/// Most that is told of an answer, in characters.
const TOLD_CHARS_MAX: usize = 300;
/// Answers of stores that mean: ask in the region where the bucket lies.
const ELSEWHERE: [&str; 5] = [
    "PermanentRedirect",
    "TemporaryRedirect",
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "IncorrectEndpoint",
];
/// Answers that pass by themselves.
const PASSING: [&str; 4] = ["SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout"];

/// What the matter is with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreTrouble {
    /// Nobody answers, or too late.
    Unreachable,
    /// It says itself that it cannot now.
    Overloaded,
    /// There is no such bucket.
    NoBucket,
    /// It does not know the access key, or the secret key is not the one that belongs to it.
    Key,
    /// The account may not do what was asked; what the store calls that, where it says so.
    Denied(Option<String>),
    /// The clocks of store and node are too far apart.
    Clock,
    /// The bucket lies in another region than the one that requests are signed for.
    Region,
    /// Anything else.
    Other(String),
}

impl StoreTrouble {
    /// What an error of a store means.
    pub(crate) fn of(error: &Error) -> Self {
        let (said, kind) = chain(error);
        let code = code(&said);
        match (code, kind) {
            (Some("NoSuchBucket"), _) => Self::NoBucket,
            (Some("InvalidAccessKeyId" | "SignatureDoesNotMatch"), _) => Self::Key,
            (Some("RequestTimeTooSkewed"), _) => Self::Clock,
            (Some(code), _) if ELSEWHERE.contains(&code) => Self::Region,
            (Some(code), _) if PASSING.contains(&code) => Self::Overloaded,
            (None, Some(HttpErrorKind::Decode | HttpErrorKind::Unknown) | None) => Self::uncoded(error, &said),
            (None, Some(_)) => Self::Unreachable,
            (code, _) if is_denied(error) => Self::Denied(code.map(str::to_owned)),
            (Some(code), _) => Self::Other(code.to_owned()),
        }
    }

    /// The same of an answer that bears no code, as to `HEAD`, or of no answer.
    fn uncoded(error: &Error, said: &str) -> Self {
        if is_denied(error) {
            return Self::Denied(None);
        }
        if said.contains("redirect without LOCATION") || said.contains("301 Moved Permanently") {
            return Self::Region;
        }
        if ["500 ", "502 ", "503 ", "504 "].iter().any(|status| said.contains(&["status code: ", status].concat())) {
            return Self::Overloaded;
        }
        // What stands in angle brackets is what the store wrote.
        let own = said.split('<').next().unwrap_or_default().trim();
        Self::Other(own.chars().take(TOLD_CHARS_MAX).collect())
    }

    /// Whether the same may succeed later without anybody changing anything.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Overloaded)
    }
}

fn is_denied(error: &Error) -> bool {
    matches!(error, Error::PermissionDenied { .. } | Error::Unauthenticated { .. })
}

/// All that an error and its sources say, and of which kind the innermost one was, where it is one of the connection.
fn chain(error: &Error) -> (String, Option<HttpErrorKind>) {
    let (mut said, mut kind) = (error.to_string(), None);
    let mut next = StdError::source(error);
    while let Some(source) = next {
        if let Some(http) = source.downcast_ref::<HttpError>() {
            kind = Some(http.kind());
        }
        said.push_str(": ");
        said.push_str(&source.to_string());
        next = source.source();
    }
    (said, kind)
}

/// What a store calls its answer.
fn code(said: &str) -> Option<&str> {
    let (_, rest) = said.split_once("<Code>")?;
    let (code, _) = rest.split_once("</Code>")?;
    (code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(code)
}

impl fmt::Display for StoreTrouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => formatter.write_str(
                "it cannot be reached: look at its endpoint and at the network; uploads go on where they stopped",
            ),
            Self::Overloaded => {
                formatter.write_str("it says that it cannot answer now: try again; uploads go on where they stopped")
            }
            Self::NoBucket => formatter.write_str(
                "there is no such bucket: make it, or correct its name or the endpoint; nothing is lost by this",
            ),
            Self::Key => formatter.write_str(
                "it does not know the access key, or the secret key is not the one that belongs to it: correct them",
            ),
            Self::Denied(code) => {
                let code = code.as_deref().unwrap_or("no reason given");
                write!(
                    formatter,
                    "it refuses ({code}): let the account list, read, write and delete what lies in the bucket"
                )
            }
            Self::Clock => {
                formatter.write_str("its clock and the one of this machine are too far apart: set them right")
            }
            Self::Region => formatter.write_str("the bucket lies elsewhere: correct the region or the endpoint"),
            Self::Other(said) => formatter.write_str(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generic(said: &str) -> Error {
        Error::Generic { store: "S3", source: said.to_owned().into() }
    }

    #[test]
    fn an_answer_says_what_to_do_and_is_not_passed_on() {
        let answer = |code: &str| {
            let body = format!("<Error><Code>{code}</Code><StringToSign>AWS4 secret</StringToSign></Error>");
            StoreTrouble::of(&generic(&format!("Server returned non-2xx status code: 403 Forbidden: {body}")))
        };
        for (code, trouble) in [
            ("NoSuchBucket", StoreTrouble::NoBucket),
            ("SignatureDoesNotMatch", StoreTrouble::Key),
            ("InvalidAccessKeyId", StoreTrouble::Key),
            ("RequestTimeTooSkewed", StoreTrouble::Clock),
            ("PermanentRedirect", StoreTrouble::Region),
            ("SlowDown", StoreTrouble::Overloaded),
            ("EntityTooLarge", StoreTrouble::Other("EntityTooLarge".into())),
        ] {
            let found = answer(code);
            assert!(!found.to_string().contains("AWS4"), "{found}");
            assert_eq!(found, trouble);
        }
        let denied = Error::PermissionDenied { path: "x".into(), source: "<Code>AccessDenied</Code>".into() };
        assert_eq!(StoreTrouble::of(&denied), StoreTrouble::Denied(Some("AccessDenied".into())));
    }

    #[test]
    fn without_a_code_the_error_itself_tells() {
        let refused = HttpError::new(HttpErrorKind::Connect, std::io::Error::other("refused"));
        let unreachable = Error::Generic { store: "S3", source: Box::new(refused) };
        assert_eq!(StoreTrouble::of(&unreachable), StoreTrouble::Unreachable);
        assert!(StoreTrouble::Unreachable.is_passing() && !StoreTrouble::Key.is_passing());
        let full = StoreTrouble::of(&generic("No space left on device"));
        assert!(full.to_string().contains("No space left on device"), "{full}");
        let html = StoreTrouble::of(&generic("Server returned non-2xx status code: 400 Bad Request: <html>secret"));
        assert!(!html.to_string().contains("secret"), "{html}");
        assert_eq!(StoreTrouble::of(&generic("status code: 503 Service Unavailable")), StoreTrouble::Overloaded);
    }
}
