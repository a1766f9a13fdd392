//! How notices follow one another: in order of publication, one for a year, and changed only by one that says so.

use toml::Spanned;

use super::error::{CalendarError, Lines};
use super::format::RawNotice;
use super::notice::Notice;

/// Refuses a notice that does not follow those before it.
pub(super) fn follows(
    lines: &Lines<'_>,
    raw: &Spanned<RawNotice>,
    notice: &Notice,
    before: &[Notice],
) -> Result<(), CalendarError> {
    let number = raw.get_ref().number.span().start;
    if before.iter().any(|earlier| earlier.number == notice.number) {
        return Err(lines.error(number, format!("{} is there twice", notice.number), "drop one of the two"));
    }
    // Two notices of one instant would leave open which of them supersedes the other.
    if let Some(last) = before.last().filter(|last| last.published_at >= notice.published_at) {
        let problem = format!("{} was not published after {}", notice.number, last.number);
        return Err(lines.error(raw.get_ref().published_at.span().start, problem, "put the notices in order"));
    }
    let amended = notice.amends.as_ref();
    if let Some(amended) = amended
        && !before.iter().any(|earlier| earlier.number == *amended && earlier.for_year == notice.for_year)
    {
        let problem = format!("no notice {amended} for {} stands before", notice.for_year);
        return Err(lines.error(number, problem, "let amends name the number of an earlier notice of that year"));
    }
    if amended.is_none() && before.iter().any(|earlier| earlier.for_year == notice.for_year) {
        let problem = format!("a second notice for {}", notice.for_year);
        return Err(lines.error(number, problem, "say with amends which notice it changes"));
    }
    contradicts(lines, number, notice, before)
}

/// Refuses a notice that turns a day ruled by a notice it does not amend.
fn contradicts(lines: &Lines<'_>, at: usize, notice: &Notice, before: &[Notice]) -> Result<(), CalendarError> {
    for earlier in before.iter().filter(|earlier| earlier.for_year != notice.for_year) {
        for (day, rest, _) in notice.days() {
            if earlier.days().any(|(other, other_rest, _)| other == day && other_rest != rest) {
                let problem = format!("{} rules {day} otherwise than {}", notice.number, earlier.number);
                return Err(lines.error(at, problem, "look the day up in both notices"));
            }
        }
    }
    Ok(())
}
