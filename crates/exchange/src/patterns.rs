//! Simple patterns: `*` stands for any text, also none.

/// Whether a text fits a pattern.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether a way through a document, names with `/` between them, fits a pattern of such names; `*` is any one name.
pub(crate) fn is_way(pattern: &str, way: &str) -> bool {
    let (mut wanted, mut names) = (pattern.split('/'), way.split('/'));
    loop {
        match (wanted.next(), names.next()) {
            (None, None) => return true,
            (Some(wanted), Some(name)) if wanted == "*" || wanted == name => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text) in [
            ("abc", "abc"),
            ("a*", "abc"),
            ("*c", "abc"),
            ("*b*", "abc"),
            ("*", ""),
            ("a*c", "ac"),
            ("a*b*c", "a-b-b-c"),
        ] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("abc", "abcd"), ("a*", "ba"), ("*c", "cb"), ("a*a", "a"), ("a*b*c", "a-c"), ("", "a")]
        {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_way_has_as_many_names_as_its_pattern() {
        assert!(is_way("heads/*/name", "heads/12/name"));
        assert!(!is_way("heads/*/name", "heads/12/name/first"));
        assert!(!is_way("heads/*", "heads"));
        assert!(!is_way("*", "heads/1"));
    }
}
