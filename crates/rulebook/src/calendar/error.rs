//! What is wrong with a calendar file, where, and how to mend it.

/// Why a calendar file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("calendar, line {line}: {problem}; {mend}")]
pub struct CalendarError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
    /// What to do about it.
    pub mend: String,
}

/// Places in a text, turned into lines for errors.
pub(super) struct Lines<'a>(pub(super) &'a str);

impl Lines<'_> {
    /// An error at a byte of the text.
    pub(super) fn error(&self, at: usize, problem: impl Into<String>, mend: impl Into<String>) -> CalendarError {
        let line = self.0.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        CalendarError { line, problem: problem.into(), mend: mend.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_are_counted_from_one() {
        let lines = Lines("a\nb\nc");
        assert_eq!(lines.error(0, "p", "m").line, 1);
        assert_eq!(lines.error(2, "p", "m").line, 2);
        assert_eq!(lines.error(99, "p", "m").to_string(), "calendar, line 3: p; m");
    }
}
