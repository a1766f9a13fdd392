//! Calendar files that are refused, each with its line and how to mend it.

use super::Calendar;

const HEAD: &str = "format = \"wenze-calendar/1\"\nid = \"c\"\ntitle = \"t\"\nrevision = \"1\"\n";

/// A notice of six lines, for a year and with holidays.
fn notice(number: &str, published: &str, year: i32, holidays: &str) -> String {
    let mark = "{ number = \"verified\", published = \"verified\", days = \"remembered\" }";
    format!(
        "[[notice]]\nnumber = \"{number}\"\nurl = \"u\"\npublished_at = {published}\nfor_year = {year}\nmark = {mark}\n\
         holidays = [{holidays}]\n"
    )
}

const SPRING: &str = "{ name = \"春节\", from = 2030-02-02, to = 2030-02-08, work = [2030-01-27] }";

/// What is said of a file made of the head and some notices.
fn refused(notices: &[String]) -> String {
    Calendar::parse(&format!("{HEAD}{}", notices.concat())).unwrap_err().to_string()
}

#[test]
fn a_sound_file_is_taken() {
    let text = format!("{HEAD}{}", notice("1", "2029-11-01T00:00:00+08:00", 2030, SPRING));
    let calendar = Calendar::parse(&text).unwrap();
    assert_eq!((calendar.id(), calendar.title(), calendar.revision()), ("c", "t", "1"));
    assert!(Calendar::parse(HEAD).unwrap().notices().is_empty());
}

#[test]
fn days_that_cannot_be_meant() {
    let one = |holidays: &str| refused(&[notice("1", "2029-11-01T00:00:00+08:00", 2030, holidays)]);
    let cases = [
        (
            "{ name = \"a\", from = 2030-02-05, to = 2030-02-02 }",
            "line 11: a ends before it begins; put from before to",
        ),
        ("{ name = \"a\", from = 2030-02-02, to = 2030-02-08, work = [2030-02-08] }", "line 11: 2030-02-08 is both"),
        (
            "{ name = \"a\", from = 2030-02-02 }, { name = \"b\", from = 2030-02-02 }",
            "line 11: 2030-02-02 is ruled twice",
        ),
        ("{ name = \"a\", work = [2030-02-02, 2030-02-02] }", "line 11: 2030-02-02 is ruled twice"),
        ("{ name = \"a\", to = 2030-02-02 }", "line 11: to stands without from"),
        ("{ name = \"a\", from = 2032-02-02 }", "line 11: 2032-02-02 is far from 2030"),
        ("{ name = \"a\", from = 2030-02-02T10:00:00 }", "line 11: 2030-02-02T10:00:00 is not a day"),
        ("{ name = \"a\", from = 2030-01-01, to = 2030-12-31 }", "line 11: one notice rules more than 200 days"),
        ("{ name = \"\", from = 2030-02-02 }", "line 11: a name is empty or too long"),
        ("{ name = \"a\" }", "line 5: the notice rules no day"),
    ];
    for (holidays, expected) in cases {
        assert!(one(holidays).contains(expected), "{holidays}: {}", one(holidays));
    }
    for not_a_date in ["{ name = \"a\", from = 2030-02-30 }", "{ name = \"a\", from = \"2030-02-02\" }"] {
        let said = one(not_a_date);
        assert!(said.contains("line 11: ") && said.contains("dates as 2026-10-01"), "{not_a_date}: {said}");
    }
}

#[test]
fn notices_that_do_not_follow_one_another() {
    let first = notice("1", "2029-11-01T00:00:00+08:00", 2030, SPRING);
    let second = |number: &str, at: &str, year: i32, holidays: &str| {
        refused(&[first.clone(), notice(number, at, year, holidays)])
    };
    let day = "{ name = \"a\", from = 2030-12-31 }";
    let late = "2030-11-01T00:00:00+08:00";
    let amends = notice("2", late, 2031, day).replace("for_year", "amends = \"1\"\nfor_year");
    let cases = [
        (second("1", late, 2031, day), "line 13: 1 is there twice"),
        (second("2", "2029-10-01T00:00:00+08:00", 2031, day), "line 15: 2 was not published after 1"),
        (second("2", "2029-11-01T00:00:00+08:00", 2031, day), "line 15: 2 was not published after 1"),
        (second("2", late, 2030, day), "line 13: a second notice for 2030; say with amends"),
        (
            second("2", late, 2031, "{ name = \"a\", from = 2030-01-27 }"),
            "line 13: 2 rules 2030-01-27 otherwise than 1",
        ),
        (refused(&[first.clone(), amends]), "line 13: no notice 1 for 2031 stands before"),
    ];
    for (said, expected) in cases {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn an_amendment_may_turn_days_of_what_it_amends() {
    let first = notice("1", "2029-11-01T00:00:00+08:00", 2030, SPRING);
    let amendment = notice("2", "2030-01-01T00:00:00+08:00", 2030, "{ name = \"春节\", from = 2030-01-27 }");
    let amendment = amendment.replace("for_year", "amends = \"1\"\nfor_year");
    let calendar = Calendar::parse(&format!("{HEAD}{first}{amendment}")).unwrap();
    let day = "2030-01-27".parse().unwrap();
    let known = |at: &str| calendar.known(at.parse().unwrap()).is_rest(day);
    assert!(!known("2029-12-31T12:00:00Z") && known("2030-01-01T12:00:00Z"));
}

#[test]
fn files_that_are_no_calendars() {
    let said = |text: &str| Calendar::parse(text).unwrap_err().to_string();
    assert!(said("x = ").contains("line 1"), "{}", said("x = "));
    assert!(said(&HEAD.replace("calendar/1", "calendar/2")).contains("line 1: this is not wenze-calendar/1"));
    assert!(said(&HEAD.replace("\"c\"", "\"\"")).contains("line 2: a name is empty"));
    assert!(said(&format!("{HEAD}extra = 1\n")).contains("line 5"));
    assert!(said(&" ".repeat(300_000)).contains("longer than"));
    let far = notice("1", "2029-11-01T00:00:00+08:00", 1900, SPRING);
    assert!(refused(&[far]).contains("line 9: no notice is for 1900"));
    let unzoned = notice("1", "2029-11-01T00:00:00", 2030, SPRING);
    assert!(refused(&[unzoned]).contains("line 8: 2029-11-01T00:00:00 is not an instant"));
    let many: Vec<String> = (0..201).map(|n| notice(&n.to_string(), "2029-11-01T00:00:00Z", 2030, SPRING)).collect();
    assert!(refused(&many).contains("more than 200 notices"));
}
