"""Counts periods apart from the Rust code, to be compared with it. Needs nothing but the standard library.

    dates.py due [--days days.csv | --packages]   the due day of every start day, profile and period, as CSV
    dates.py days                                 the day table from the packages, as CSV (pip install -r packages.txt)

The days come from PyPI `chinesecalendar` and `holidays`, which were made by others from the State Council's notices, and
never from the Rust crate's own table; both must agree on every day. days.csv is their table of the day it was written,
for machines without the packages. Of 2016 to 2026 no day of theirs had to be corrected.

The counting is written another way than in Rust: working days are positions in a sorted list, found by bisection, and
months are divided with remainder.
"""

import argparse
import bisect
import calendar
import csv
import datetime
import pathlib
import sys

FIRST, LAST = datetime.date(2016, 1, 1), datetime.date(2026, 12, 31)
# Due days lie behind the last start day; nothing is published for them, so weekends alone are rest days there.
HORIZON = datetime.date(2028, 12, 31)
DAY = datetime.timedelta(days=1)

PERIODS = (
    [(n, "workday") for n in (1, 3, 5, 15)]
    + [(n, "day") for n in (5, 15, 30, 60)]
    + [(n, "month") for n in (1, 2, 3, 6, 12)]
    + [(1, "year")]
)
# Name, whether the first day counts, whether month ends stick, where a rest day at the end moves to.
PROFILES = [
    ("civil", False, False, "forward"),
    ("custody", False, True, "none"),
    ("sanction", True, False, "none"),
    ("before", False, False, "backward"),
]


def span(first, last):
    return (first + DAY * n for n in range((last - first).days + 1))


def is_weekend(day):
    return day.isoweekday() >= 6


def rest_days_of_packages():
    """The rest days by both packages, which must agree."""
    import chinese_calendar
    import holidays

    china = holidays.country_holidays("CN", years=range(FIRST.year - 1, LAST.year + 2))
    rest = set()
    for day in span(FIRST, LAST):
        one, other = chinese_calendar.is_holiday(day), not china.is_working_day(day)
        if one != other:
            sys.exit(f"{day}: chinesecalendar says {one}, holidays says {other}; look the day up in the notice")
        if one:
            rest.add(day)
    return rest


def rest_days_of_file(path):
    """The rest days by a table of the days that are not what their weekday says."""
    with open(path, newline="", encoding="utf-8") as file:
        kinds = {datetime.date.fromisoformat(row["day"]): row["kind"] for row in csv.DictReader(file)}
    return {day for day in span(FIRST, LAST) if kinds.get(day, "rest" if is_weekend(day) else "work") == "rest"}


def add_months(day, months, sticky):
    """The corresponding day, or the last day of a month that has none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = calendar.monthrange(years, month + 1)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return datetime.date(years, month + 1, length if sticky and at_end else min(day.day, length))


class Days:
    """Working days by their position."""

    def __init__(self, rest):
        every = span(FIRST - DAY * 400, HORIZON)
        self.work = [day for day in every if day not in rest and not (is_weekend(day) and not FIRST <= day <= LAST)]

    def due(self, start, n, unit, profile):
        """The due day and whether a day after the last published one had to be asked."""
        _, counts_first, sticky, roll = profile
        if unit == "workday":
            after = bisect.bisect_left(self.work, start) if counts_first else bisect.bisect_right(self.work, start)
            end = self.work[after + n - 1]
            return end, end > LAST
        if unit == "day":
            end = start + DAY * n
        else:
            end = add_months(start, n * (12 if unit == "year" else 1), sticky)
        if counts_first:
            end -= DAY
        if roll == "none":
            return end, False
        if roll == "forward":
            due = self.work[bisect.bisect_left(self.work, end)]
        else:
            due = self.work[bisect.bisect_right(self.work, end) - 1]
        return due, max(due, end) > LAST


def write_due(rest):
    days = Days(rest)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["start", "profile", "n", "unit", "due", "provisional"])
    for start in span(FIRST, LAST):
        for profile in PROFILES:
            for n, unit in PERIODS:
                due, provisional = days.due(start, n, unit, profile)
                out.writerow([start, profile[0], n, unit, due, int(provisional)])


def write_days(rest):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["day", "kind"])
    for day in span(FIRST, LAST):
        if (day in rest) != is_weekend(day):
            out.writerow([day, "rest" if day in rest else "work"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["due", "days"])
    parser.add_argument("--days", type=pathlib.Path, default=pathlib.Path(__file__).with_name("days.csv"))
    parser.add_argument("--packages", action="store_true", help="take the days from the packages and not from a file")
    given = parser.parse_args()
    if given.what == "days":
        write_days(rest_days_of_packages())
    else:
        write_due(rest_days_of_packages() if given.packages else rest_days_of_file(given.days))


if __name__ == "__main__":
    main()
