//! Rust source taken apart just far enough to tell code from comments and from text.

/// A source file's code, and the texts in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Source {
    /// The code with comments and the insides of string literals taken out, line by line as in the file.
    pub(crate) code: String,
    /// Each string literal's text with the line it begins on, counted from 1. Escapes are left as they are written.
    pub(crate) texts: Vec<(usize, String)>,
}

/// What the reader is in the middle of.
enum Within {
    Code,
    LineComment,
    BlockComment { depth: usize },
    Text { hashes: Option<usize> },
}

impl Source {
    pub(crate) fn parse(file: &str) -> Self {
        let mut reader = Reader { rest: file, line: 1, found: Self::default() };
        let mut within = Within::Code;
        while !reader.rest.is_empty() {
            within = match within {
                Within::Code => reader.code(),
                Within::LineComment => reader.line_comment(),
                Within::BlockComment { depth } => reader.block_comment(depth),
                Within::Text { hashes } => reader.text(hashes),
            };
        }
        reader.found
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    found: Source,
}

impl Reader<'_> {
    fn code(&mut self) -> Within {
        if self.rest.starts_with("//") {
            return Within::LineComment;
        }
        if self.rest.starts_with("/*") {
            return Within::BlockComment { depth: 0 };
        }
        if let Some((length, hashes)) = self.text_opens() {
            self.keep(length);
            self.found.texts.push((self.line, String::new()));
            return Within::Text { hashes };
        }
        let length = self.character_literal().unwrap_or_else(|| self.next_len());
        self.keep(length);
        Within::Code
    }

    fn line_comment(&mut self) -> Within {
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        self.rest = &self.rest[end..];
        Within::Code
    }

    fn block_comment(&mut self, depth: usize) -> Within {
        let (length, depth) = match self.rest.get(..2) {
            Some("/*") => (2, depth + 1),
            Some("*/") => (2, depth.saturating_sub(1)),
            _ => (self.next_len(), depth),
        };
        self.drop_text(length);
        if depth == 0 { Within::Code } else { Within::BlockComment { depth } }
    }

    /// `hashes` is their number for a raw string, which has no escapes, and `None` for any other.
    fn text(&mut self, hashes: Option<usize>) -> Within {
        let end = format!("\"{}", "#".repeat(hashes.unwrap_or(0)));
        if self.rest.starts_with(&end) {
            self.keep(end.len());
            return Within::Code;
        }
        let mut length = self.next_len();
        if hashes.is_none() && self.rest.starts_with('\\') {
            length += self.rest[length..].chars().next().map_or(0, char::len_utf8);
        }
        let part = &self.rest[..length];
        if let Some((_, text)) = self.found.texts.last_mut() {
            text.push_str(part);
        }
        self.drop_text(length);
        Within::Text { hashes }
    }

    /// Whether a string begins here: the length of its opening, and its hashes when it is raw.
    fn text_opens(&self) -> Option<(usize, Option<usize>)> {
        if self.rest.starts_with('"') {
            return Some((1, None));
        }
        let is_inside_a_name = self.found.code.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        if is_inside_a_name {
            return None;
        }
        let after_prefix = self.rest.strip_prefix(['b', 'c']).unwrap_or(self.rest);
        let after_r = after_prefix.strip_prefix('r')?;
        let hashes = after_r.len() - after_r.trim_start_matches('#').len();
        let opens = after_r[hashes..].starts_with('"');
        opens.then(|| (self.rest.len() - after_r.len() + hashes + 1, Some(hashes)))
    }

    /// The length of a character literal, which may be a quotation mark; a lifetime is none.
    fn character_literal(&self) -> Option<usize> {
        let inside = self.rest.strip_prefix('\'')?;
        let mut characters = inside.char_indices();
        let (_, first) = characters.next()?;
        if first == '\\' {
            let (escaped, _) = characters.next()?;
            let from = escaped + 1;
            return inside.get(from..)?.find('\'').map(|end| 1 + from + end + 1);
        }
        let (end, last) = characters.next()?;
        (last == '\'').then_some(1 + end + 1)
    }

    fn next_len(&self) -> usize {
        self.rest.chars().next().map_or(0, char::len_utf8)
    }

    fn keep(&mut self, length: usize) {
        let (kept, rest) = self.rest.split_at(length);
        self.found.code.push_str(kept);
        self.line += kept.matches('\n').count();
        self.rest = rest;
    }

    /// Leaves only the line breaks, so that lines keep their numbers.
    fn drop_text(&mut self, length: usize) {
        let (dropped, rest) = self.rest.split_at(length);
        let breaks = dropped.matches('\n').count();
        self.found.code.extend(std::iter::repeat_n('\n', breaks));
        self.line += breaks;
        self.rest = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    fn texts(file: &str) -> Vec<String> {
        Source::parse(file).texts.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        let file = "let a = \"todo!()\"; // dbg!()\n/* todo!()\n /* nested */ dbg!() */ run();\n";
        let found = Source::parse(file);
        assert_eq!(found.code, "let a = \"\"; \n\n run();\n");
        assert_eq!(found.texts, [(1, "todo!()".to_owned())]);
    }

    #[test]
    fn every_kind_of_literal_ends_where_rust_says() {
        assert_eq!(texts(r#"f("a\"b", "c\\"); g("d")"#), [r#"a\"b"#, r"c\\", "d"]);
        assert_eq!(texts(r##"f(r#"a"b"#, br"c\", "d")"##), [r#"a"b"#, r"c\", "d"]);
        assert_eq!(texts(r#"if c == '"' || c == '\'' || c == '\u{22}' { f("a") }"#), ["a"]);
        assert_eq!(texts("fn f<'a>(x: &'a str) -> &'a str { r#type; \"问责\" }"), ["问责"]);
        assert_eq!(texts("let var = \"a\n b\"; \"c\""), ["a\n b", "c"]);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let found = Source::parse("\"a\nb\"\n/*\n*/\n\"c\"\nlast");
        assert_eq!(found.texts, [(1, "a\nb".to_owned()), (5, "c".to_owned())]);
        assert_eq!(found.code.lines().count(), 6);
    }
}
