//! Messages of parsers without the values they quote: any value that was sent can be a name in the wrong place.

/// Longest quoted word that is kept: a field or a kind of act.
const WORD_BYTES_MAX: usize = 64;

/// These words of serde announce a value, never a name. A number can be that of a telephone or an identity card.
const ANNOUNCES_VALUE: [&str; 7] =
    ["string ", "character ", "byte array ", "unknown variant ", "integer ", "floating point ", "boolean "];

/// Leaves quoted values out; quoted names of fields, kinds and codes stay.
pub fn without_values(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, quote, quoted, after)) = next_quoted(rest) {
        let is_value = ANNOUNCES_VALUE.iter().any(|word| before.ends_with(word));
        out.push_str(before);
        out.push(quote);
        out.push_str(if is_value || !is_word(quoted) { "…" } else { quoted });
        out.push(quote);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text before the first quotation, its mark, what it quotes, and the text after it.
fn next_quoted(text: &str) -> Option<(&str, char, &str, &str)> {
    let opens = |(at, mark): &(usize, char)| {
        let is_mark = matches!(mark, '"' | '\'' | '`');
        // An apostrophe inside a word opens nothing.
        is_mark && !text[..*at].ends_with(|before: char| before.is_alphanumeric())
    };
    let (at, mark) = text.char_indices().find(opens)?;
    let inner = &text[at + 1..];
    let mut escaped = false;
    let mut end = inner.len();
    for (i, c) in inner.char_indices() {
        if c == mark && !escaped {
            end = i;
            break;
        }
        escaped = c == '\\' && !escaped && mark == '"';
    }
    let after = inner.get(end + 1..).unwrap_or_default();
    Some((&text[..at], mark, &inner[..end], after))
}

/// The name of a field as it may be told: one that nobody can have declared is left out.
pub(crate) fn told_name(name: &str) -> &str {
    if is_word(name) { name } else { "…" }
}

fn is_word(text: &str) -> bool {
    // A name starts with a letter; what starts with a digit can be a telephone number.
    !text.starts_with(|first: char| first.is_ascii_digit())
        && text.len() <= WORD_BYTES_MAX
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b':' | b'$'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_and_names_stay() {
        let cases = [
            ("invalid type: string \"张三\", expected u32", "invalid type: string \"…\", expected u32"),
            ("invalid type: string \"a \\\" b\", expected a text", "invalid type: string \"…\", expected a text"),
            ("unknown variant `zhang`, expected one of `a`, `b`", "unknown variant `…`, expected one of `a`, `b`"),
            ("invalid type: integer `13800138000`, expected a text", "invalid type: integer `…`, expected a text"),
            ("invalid type: floating point `1.5`, expected u32", "invalid type: floating point `…`, expected u32"),
            ("unknown field `summery`, expected `summary`", "unknown field `summery`, expected `summary`"),
            ("unknown field `张 三`", "unknown field `…`"),
            ("'Zhang San' is not a hyphenated UUID", "'…' is not a hyphenated UUID"),
            ("there is no act '13800138000'", "there is no act '…'"),
            ("this is the act's own date", "this is the act's own date"),
            (
                "there is no act 'ReportLost'; GET …/acts lists them",
                "there is no act 'ReportLost'; GET …/acts lists them",
            ),
            ("ends in an open 'quote with 张三", "ends in an open '…'"),
        ];
        for (message, expected) in cases {
            assert_eq!(without_values(message), expected);
        }
    }
}
