//! Over a thousand cases of an office that keeps the rules are told, recorded and judged by all shipped rulebooks: nothing
//! in them may be called a violation. A right that nobody used is shown as information and accuses nobody.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use chrono::{DateTime, Utc};
use wenze_rulebook::example::describe;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::rule::Severity;
use wenze_testkit::generator::{GeneratedCase, Generator};

use crate::office::{Office, TODAY};

/// On each of these days other versions of many rules are in force.
const DAYS: [&str; 4] = ["2018-09-03", "2021-06-01", "2024-11-11", TODAY];

/// How many cases are told in all.
const CASES: usize = 1_000;

/// What all rulebooks say of a case that must be recorded whole.
fn judged(office: &Office, case: &GeneratedCase, as_of: DateTime<Utc>) -> Vec<Finding> {
    office.judged(&office.judge, &office.recorded(case).whole(case), as_of)
}

/// What an office would have to answer for.
fn accuses(finding: &Finding) -> bool {
    finding.verdict == Verdict::Violated && finding.severity != Severity::Info
}

fn line(hint: &str, number: usize, finding: &Finding) -> String {
    format!("{hint} {number}: {} {}: {}", finding.rulebook, finding.rule, describe(finding))
}

/// What of a case an office would have to answer for, or should have done by now, as lines.
fn wrong(office: &Office, hint: &'static str, number: usize) -> Vec<String> {
    let case = office.generator.story(hint, number).expect("a story");
    let today = office.clock.date_naive();
    let late = |one: &Finding| one.verdict == Verdict::Pending && one.due.is_some_and(|due| due < today);
    let found = judged(office, &case, office.clock);
    found.iter().filter(|one| accuses(one) || late(one)).map(|one| line(hint, number, one)).collect()
}

/// A case of every story on every day, from a number on; how many they are.
fn all_clean(seed: u64, first: usize) -> usize {
    let mut told = 0;
    let mut accused = Vec::new();
    for (number, day) in (first..).zip(DAYS) {
        let office = Office::new(seed, day);
        for hint in Generator::careful_stories() {
            accused.extend(wrong(&office, hint, number));
            told += 1;
        }
    }
    assert!(accused.is_empty(), "{} findings:\n{}", accused.len(), accused.join("\n"));
    told
}

#[test]
fn cases_of_a_careful_office_are_clean() {
    assert!(all_clean(7, 1) >= CASES / 6);
}

#[test]
fn cases_of_a_careful_office_in_another_world_are_clean() {
    assert!(all_clean(20_260_302, 40) >= CASES / 6);
}

#[test]
fn cases_of_a_careful_office_in_a_third_world_are_clean() {
    assert!(all_clean(11, 100) >= CASES / 6);
}

#[test]
fn cases_of_a_careful_office_in_a_fourth_world_are_clean() {
    assert!(all_clean(4, 1000) >= CASES / 6);
}

#[test]
fn cases_of_a_careful_office_in_a_fifth_world_are_clean() {
    assert!(all_clean(99, 17) >= CASES / 6);
}

#[test]
fn cases_of_a_careful_office_in_the_last_world_are_clean() {
    assert!(all_clean(u64::MAX, 5) >= CASES / 6);
}

/// Looked at in the evening of the day of some act in the middle, when no more than that is recorded, a case is as clean.
fn clean_halfway(part: usize) {
    let office = Office::new(3, DAYS[3]);
    let mut accused = Vec::new();
    for (place, hint) in Generator::careful_stories().enumerate().filter(|(place, _)| place % 2 == part) {
        let whole = office.generator.story(hint, 21).expect("a story");
        for acts in (5 + place * 7 % 30..whole.acts.len()).step_by(30) {
            let case = GeneratedCase { acts: whole.acts[..acts].to_vec(), ..whole.clone() };
            let day = case.acts[acts - 1].request["occurred"]["date"].as_str().expect("a day").to_owned();
            let evening = format!("{day}T15:59:59Z").parse().expect("a moment");
            let found = judged(&office, &case, evening);
            accused.extend(found.iter().filter(|one| accuses(one)).map(|one| line(hint, acts, one)));
        }
    }
    assert!(accused.is_empty(), "{} findings:\n{}", accused.len(), accused.join("\n"));
}

#[test]
fn cases_of_a_careful_office_are_clean_halfway() {
    clean_halfway(0);
}

#[test]
fn other_cases_of_a_careful_office_are_clean_halfway() {
    clean_halfway(1);
}
