//! The dates of the crate against a computation of the same by others: another language, another way to count, and day
//! tables made by others from the notices.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, NaiveDate, Utc};
use wenze_rulebook::calendar::{Calendar, View};
use wenze_rulebook::period::{Counting, Period, Unit, count};

/// The start days from 2016-01-01 to 2026-12-31, times four profiles and fourteen periods.
const LINES: usize = 4018 * 4 * 14;
/// Set to 1, the packages of `packages.txt` are installed into the target folder and asked instead of `days.csv`.
const PIP: &str = "WENZE_INDEPENDENT_PIP";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent")
}

/// Says something that is not swallowed when the test passes.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "independent dates: {text}");
}

/// All notices known.
fn newest() -> View {
    Calendar::shipped().known(DateTime::<Utc>::MAX_UTC)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a command writes, which must succeed.
fn output(command: &mut Command) -> String {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn has(python: &Path, code: &str) -> bool {
    Command::new(python).args(["-c", code]).output().is_ok_and(|done| done.status.success())
}

/// A python with the packages: the one at hand, or one set up in the target folder where that is asked for.
fn with_packages(python: &Path) -> Option<PathBuf> {
    let packages = "import chinese_calendar, holidays";
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("independent-venv");
    let inner = venv.join("bin/python");
    for candidate in [python, &inner] {
        if has(candidate, packages) {
            return Some(candidate.to_owned());
        }
    }
    if std::env::var(PIP).is_ok_and(|set| set == "1") {
        output(Command::new(python).args(["-m", "venv"]).arg(&venv));
        output(Command::new(&inner).args(["-m", "pip", "install", "-q", "-r"]).arg(folder().join("packages.txt")));
        return Some(inner);
    }
    None
}

#[test]
fn the_shipped_days_are_those_of_the_packages() {
    let text = std::fs::read_to_string(folder().join("days.csv")).unwrap();
    let kinds: BTreeMap<NaiveDate, bool> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(on, kind)| (day(on), kind == "rest"))
        .collect();
    assert_eq!(kinds.len(), text.lines().count() - 1);
    let view = newest();
    // The view before the first notice knows weekends and nothing else.
    let weekends = Calendar::shipped().known(DateTime::<Utc>::MIN_UTC);
    for each in day("2016-01-01").iter_days().take(4018) {
        let expected = kinds.get(&each).copied().unwrap_or_else(|| weekends.is_rest(each));
        assert_eq!(view.is_rest(each), expected, "{each}");
    }
}

#[test]
fn every_due_day_is_the_one_counted_in_python() {
    let python = PathBuf::from("python3");
    if !has(&python, "import csv, calendar, bisect") {
        say(
            "NOT RUN, there is no python3 on the path; the dates were compared with nothing but the tables in the code",
        );
        return;
    }
    let script = folder().join("dates.py");
    let text = if let Some(packaged) = with_packages(&python) {
        say("counted in Python with the days of chinesecalendar and holidays");
        output(Command::new(packaged).arg(script).args(["due", "--packages"]))
    } else {
        say(&format!("counted in Python with the days of days.csv; {PIP}=1 installs the packages it came from"));
        output(Command::new(python).arg(script).arg("due"))
    };
    let (view, profiles) = (newest(), profiles());
    let mut lines = 0;
    for line in text.lines().skip(1) {
        lines += 1;
        let [start, profile, n, unit, due, provisional] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("not a line of dates.py: {line}")
        };
        let period = Period { n: n.parse().unwrap(), unit: self::unit(unit) };
        let counted = count(day(start), &[period], &[], &profiles[profile], &view);
        let found = (counted.due.to_string(), i32::from(counted.provisional).to_string());
        assert_eq!(found, (due.to_owned(), provisional.to_owned()), "{line}");
    }
    assert_eq!(lines, LINES);
}

/// The profiles of `dates.py`.
fn profiles() -> BTreeMap<&'static str, Counting> {
    let read = |text: &str| toml::from_str::<Counting>(text).unwrap();
    BTreeMap::from([
        ("civil", Counting::default()),
        ("custody", read("month = \"month_end_sticky\"\nroll = \"none\"")),
        ("sanction", read("start = \"same_day\"\nroll = \"none\"")),
        ("before", read("roll = \"backward\"")),
    ])
}

fn unit(name: &str) -> Unit {
    match name {
        "workday" => Unit::Workday,
        "day" => Unit::Day,
        "month" => Unit::Month,
        "year" => Unit::Year,
        other => panic!("no unit {other}"),
    }
}
