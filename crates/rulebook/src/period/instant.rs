//! Between instants and days: in which day an instant lies, when a day has ended, hours from a moment.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::Counting;

/// The years within which instants and days are reckoned; what lies outside is taken as their edge.
const YEARS: (i32, i32) = (0, 9999);
/// The longest stretch of local time that a zone has skipped is a day; clocks are searched a little further.
const GAP_MIN: i64 = 26 * 60;

/// The day of an instant in a zone: `2026-03-01T16:30:00Z` is the second of March in Shanghai.
pub fn local_date(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let day = within(at.naive_utc().date());
    // Outside the years the zone's offset would lead past the days that can be written.
    if day == at.naive_utc().date() { zone.from_utc_datetime(&at.naive_utc()).date_naive() } else { day }
}

/// The first instant at which a day has ended: whatever is done from it on is late.
///
/// With 24:00 that is the start of the next day in the zone, with a time of day that minute of the day itself. A local
/// time that the zone skipped is taken as the first after the gap, one that came twice as its second coming.
pub fn end_of_day(due: NaiveDate, counting: &Counting, zone: Tz) -> DateTime<Utc> {
    let due = within(due);
    let local = match counting.end.time() {
        Some(time) => due.and_time(time),
        None => due.succ_opt().unwrap_or(due).and_time(NaiveTime::MIN),
    };
    let found = (0..=GAP_MIN).find_map(|minutes| {
        let later = local.checked_add_signed(Duration::minutes(minutes))?;
        zone.from_local_datetime(&later).latest()
    });
    found.map_or_else(|| utc(local), |instant| instant.to_utc())
}

/// The instant a number of hours after another; hours run from the moment and are not moved (民法典 201).
pub fn count_hours(start: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    start.checked_add_signed(Duration::hours(i64::from(hours))).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The day, or the edge of the years nearest to it.
pub(super) fn within(day: NaiveDate) -> NaiveDate {
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    match day.year() {
        year if year < YEARS.0 => edge(YEARS.0, 1, 1).unwrap_or(day),
        year if year > YEARS.1 => edge(YEARS.1, 12, 31).unwrap_or(day),
        _ => day,
    }
}

/// A local time read as UTC, for a zone that knows no time near it.
fn utc(local: NaiveDateTime) -> DateTime<Utc> {
    Utc.from_utc_datetime(&local)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use chrono_tz::{America, Asia, Tz};

    use super::{count_hours, end_of_day, local_date};
    use crate::period::Counting;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn ends(day: &str, end: &str, zone: Tz) -> DateTime<Utc> {
        let counting: Counting = toml::from_str(&format!("end = \"{end}\"")).unwrap();
        end_of_day(day.parse().unwrap(), &counting, zone)
    }

    #[test]
    fn an_instant_lies_in_the_day_of_its_zone() {
        let day = |text, zone| local_date(at(text), zone).to_string();
        assert_eq!(day("2026-03-02T00:30:00+08:00", Asia::Shanghai), "2026-03-02");
        assert_eq!(day("2026-03-02T00:30:00+08:00", chrono_tz::UTC), "2026-03-01");
        assert_eq!(day("2025-10-17T16:30:00Z", Asia::Shanghai), "2025-10-18");
        assert_eq!(day("2025-10-17T15:59:59Z", Asia::Shanghai), "2025-10-17");
    }

    #[test]
    fn shanghai_had_summer_time_from_1986_to_1991() {
        // At +09:00 the day begins at 15:00Z, at +08:00 an hour later.
        assert_eq!(local_date(at("1988-07-01T15:30:00Z"), Asia::Shanghai).to_string(), "1988-07-02");
        assert_eq!(local_date(at("1992-07-01T15:30:00Z"), Asia::Shanghai).to_string(), "1992-07-01");
        assert_eq!(ends("1988-07-01", "24:00", Asia::Shanghai), at("1988-07-01T15:00:00Z"));
    }

    #[test]
    fn a_day_ends_at_midnight_or_when_business_stops() {
        assert_eq!(ends("2025-10-17", "24:00", Asia::Shanghai), at("2025-10-17T16:00:00Z"));
        assert_eq!(ends("2025-10-17", "17:30", Asia::Shanghai), at("2025-10-17T09:30:00Z"));
    }

    #[test]
    fn a_skipped_time_is_the_first_after_the_gap_and_a_doubled_one_its_second() {
        // São Paulo put its clocks on at midnight of 2018-11-04; New York puts them back at two.
        assert_eq!(ends("2018-11-03", "24:00", America::Sao_Paulo), at("2018-11-04T03:00:00Z"));
        assert_eq!(ends("2025-11-02", "01:30", America::New_York), at("2025-11-02T06:30:00Z"));
        // Samoa had no 30 December 2011 at all.
        assert_eq!(ends("2011-12-29", "24:00", chrono_tz::Pacific::Apia), at("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn hours_run_from_the_moment_over_rest_days() {
        assert_eq!(count_hours(at("2026-02-14T09:15:00Z"), 24), at("2026-02-15T09:15:00Z"));
        assert_eq!(count_hours(at("2026-02-14T09:15:00Z"), 0), at("2026-02-14T09:15:00Z"));
    }

    #[test]
    fn far_dates_do_not_panic() {
        for zone in [Asia::Shanghai, America::Sao_Paulo] {
            assert_eq!(local_date(DateTime::<Utc>::MAX_UTC, zone).to_string(), "9999-12-31");
            local_date(DateTime::<Utc>::MIN_UTC, zone);
            end_of_day(NaiveDate::MAX, &Counting::default(), zone);
            end_of_day(NaiveDate::MIN, &Counting::default(), zone);
        }
        assert_eq!(count_hours(DateTime::<Utc>::MAX_UTC, u32::MAX), DateTime::<Utc>::MAX_UTC);
    }
}
