//! Where somebody goes on after a sign-in or a choice: to a page of ours and nowhere else.

/// The field and parameter that names it.
pub(crate) const NEXT: &str = "next";
/// Where somebody goes who came from nowhere.
pub(crate) const HOME: &str = "/work";
/// Longest address that is gone back to, in bytes.
const PATH_BYTES_MAX: usize = 2048;

/// The address, where it is one of our own pages: a path of visible ASCII that no browser takes for another host, and no page
/// that would only lead round again.
pub(crate) fn own(asked: Option<&str>) -> &str {
    let is_own = |path: &&str| {
        path.len() <= PATH_BYTES_MAX
            && path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
            && !["/sign-in", "/sign-out", "/password", "/role", "/api/", "/assets/"]
                .iter()
                .any(|one| path.starts_with(one))
    };
    asked.filter(is_own).unwrap_or(HOME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_gone_to() {
        for path in ["/cases", "/cases/x?version=1&lang=en#v1", "/work?tab=pool"] {
            assert_eq!(own(Some(path)), path);
        }
        let strangers = [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "evil",
            "",
            "/a\r\nset-cookie: x",
            "/a b",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/sign-in?next=/work",
            "/sign-out",
            "/例",
        ];
        for path in strangers {
            assert_eq!(own(Some(path)), HOME, "{path:?}");
        }
        assert_eq!(own(Some(&format!("/{}", "a".repeat(PATH_BYTES_MAX)))), HOME);
        assert_eq!(own(None), HOME);
    }
}
