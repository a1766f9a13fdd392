//! Moments as people give them: a day, meaning its end where the office is, or an exact instant.

use chrono::{DateTime, Utc};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

/// Reads `YYYY[-MM[-DD]]` as the last microsecond of that time in the default zone, or an RFC 3339 instant.
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    if let Some(date) = PartialDate::parse(text) {
        let (_, until) = Occurred::on(date).window()?;
        return until.checked_sub_signed(chrono::Duration::microseconds(1));
    }
    DateTime::parse_from_rfc3339(text).ok().map(|t| t.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_its_end_where_the_office_is() {
        assert_eq!(moment("2024-03-05").unwrap().to_rfc3339(), "2024-03-05T15:59:59.999999+00:00");
        assert_eq!(moment("2024-03-05T10:00:00+08:00").unwrap().to_rfc3339(), "2024-03-05T02:00:00+00:00");
        assert!(moment("yesterday").is_none());
    }
}
