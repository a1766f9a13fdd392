//! The screens, each at several addresses: of long cases, and of what stands on other screens.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::ensure;
use axum::http::StatusCode;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::Role;

use super::super::filled::Filled;
use super::readers::Readers;

/// The most that the 95th of a hundred should take, in milliseconds; statistics count over all cases.
const GOAL_MS: f64 = 50.0;
const STATISTICS_GOAL_MS: f64 = 300.0;
/// The most that a page should bring over the wire, in thousands of bytes.
const GOAL_KB: f64 = 150.0;
/// Cases of about a hundred acts that are looked through for some that the reader may see.
const LONG_CASES: i64 = 60;
/// Cases that are measured.
const CASES: usize = 10;
/// Addresses of one screen that are taken from another.
const LINKS: usize = 5;

/// One screen.
pub(super) struct Screen {
    name: &'static str,
    role: Role,
    goal_ms: f64,
    paths: Vec<String>,
}

/// What was measured of a screen.
#[derive(Debug, Serialize)]
pub(super) struct Measured {
    screen: &'static str,
    count: usize,
    p50_ms: f64,
    p95_ms: f64,
    goal_ms: f64,
    /// The longest that went over the wire.
    compressed_kb: f64,
    goal_kb: f64,
}

impl Measured {
    pub(super) fn is_missed(&self) -> bool {
        self.count == 0 || self.p95_ms > self.goal_ms || self.compressed_kb > self.goal_kb
    }

    pub(super) fn print(&self) {
        let mark = if self.is_missed() { "missed" } else { "" };
        println!(
            "{:34} {:>5} {:>9.1} {:>9.1} {:>8.0} {:>9.1} {:>8.0}  {mark}",
            self.screen, self.count, self.p50_ms, self.p95_ms, self.goal_ms, self.compressed_kb, self.goal_kb
        );
    }
}

impl Screen {
    /// Asks for each address once to warm up, and then so often.
    pub(super) async fn measured(&self, readers: &Readers, rounds: usize) -> anyhow::Result<Measured> {
        let (mut took, mut longest) = (Vec::new(), 0);
        for round in 0..=rounds {
            for path in &self.paths {
                let began = Instant::now();
                let (status, body) = readers.get(self.role, path).await?;
                let elapsed = began.elapsed();
                if status != StatusCode::OK {
                    // A screen of which nothing is shown is told as missed.
                    eprintln!("{}: {path}: {status}", self.name);
                    continue;
                }
                if round > 0 {
                    took.push(elapsed);
                    longest = longest.max(body.len());
                }
            }
        }
        took.sort_unstable();
        let at = |part: usize| took.get(took.len().saturating_sub(1) * part / 100).copied().unwrap_or_default();
        let ms = |one: Duration| one.as_secs_f64() * 1e3;
        let (p50_ms, p95_ms) = (ms(at(50)), ms(at(95)));
        #[expect(clippy::cast_precision_loss, reason = "a page is no longer than some megabytes")]
        let compressed_kb = longest as f64 / 1e3;
        let (count, goal_ms) = (took.len(), self.goal_ms);
        Ok(Measured { screen: self.name, count, p50_ms, p95_ms, goal_ms, compressed_kb, goal_kb: GOAL_KB })
    }
}

/// Every screen. One of which this log has nothing is there without an address, and is told as missed.
pub(super) async fn screens(filled: &Filled, readers: &Readers) -> anyhow::Result<Vec<Screen>> {
    let cases = cases(filled, readers).await?;
    let mut all = of_cases(&cases);
    all.extend(of_the_office(filled).await?);
    all.extend(linked(readers, &cases).await?);
    Ok(all)
}

/// Long cases that a reviewer may see.
async fn cases(filled: &Filled, readers: &Readers) -> anyhow::Result<Vec<Uuid>> {
    let long: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../../sql/bench/long_cases.sql"))
        .bind(LONG_CASES)
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    let mut seen = Vec::new();
    for id in long {
        let is_seen = readers.read(Role::Reviewer, &format!("/cases/{id}")).await?.is_some()
            && readers.read(Role::Inspector, &format!("/cases/{id}")).await?.is_some();
        if is_seen && seen.len() < CASES {
            seen.push(id);
        }
    }
    ensure!(!seen.is_empty(), "none of the long cases of this log is to be seen");
    Ok(seen)
}

fn screen(name: &'static str, role: Role, paths: Vec<String>) -> Screen {
    Screen { name, role, goal_ms: GOAL_MS, paths }
}

fn of_cases(cases: &[Uuid]) -> Vec<Screen> {
    let each = |rest: &str| cases.iter().map(|id| format!("/cases/{id}{rest}")).collect::<Vec<_>>();
    let read = |name, rest| screen(name, Role::Reviewer, each(rest));
    let fill = |name, rest| screen(name, Role::Inspector, each(rest));
    vec![
        fill("case", ""),
        read("case at a moment", "?version=20"),
        fill("find an act", "/record?q=%E8%B0%88%E8%AF%9D"),
        fill("form of a routine act", "/record/EvidenceCollected"),
        screen("form of a formal act", Role::Clerk, each("/record/CaseFiled")),
        fill("correct an entry", "/entries/5/correct"),
        screen("sitting: filing", Role::Clerk, each("/sittings/filing")),
        screen("old paper case", Role::Clerk, each("/backfill")),
        read("replay", "/replay"),
        read("replay, two moments", "/replay?version=60&against=20"),
        read("blame", "/blame"),
        read("story", "/story"),
        read("procedure check", "/sheet"),
        read("what if", "/what-if"),
        read("similar cases", "/alike"),
        read("responsibility", "/responsibility"),
        read("relations", "/relations"),
        read("rights", "/rights"),
    ]
}

async fn of_the_office(filled: &Filled) -> anyhow::Result<Vec<Screen>> {
    let one = |name, role, path: &str| screen(name, role, vec![path.to_owned()]);
    let busy: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../../sql/bench/busy_persons.sql"))
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    let counted = Screen { goal_ms: STATISTICS_GOAL_MS, ..one("statistics", Role::Supervisor, "/statistics") };
    Ok(vec![
        one("my work", Role::Inspector, "/work"),
        one("my office's pool", Role::Inspector, "/work?tab=pool"),
        one("drafts", Role::Inspector, "/drafts"),
        one("register", Role::Inspector, "/cases"),
        one("a new report", Role::Intake, "/cases/new"),
        one("search", Role::Inspector, "/search?q=%E7%A4%BC%E9%87%91"),
        one("docket", Role::AppealOfficer, "/appeals"),
        one("approvals", Role::OrganHead, "/approvals"),
        one("overview", Role::Supervisor, "/overview"),
        one("rectification", Role::Supervisor, "/rectification"),
        one("supervision letters", Role::Supervisor, "/supervision"),
        counted,
        one("rules", Role::Supervisor, "/rules"),
        one("people", Role::Admin, "/people"),
        screen("dossier of an official", Role::Supervisor, busy.iter().map(|id| format!("/officials/{id}")).collect()),
        one("integrity", Role::Admin, "/integrity"),
    ])
}

/// Screens that others lead to.
async fn linked(readers: &Readers, cases: &[Uuid]) -> anyhow::Result<Vec<Screen>> {
    let of_case = |rest: &str| cases.iter().map(|id| format!("/cases/{id}{rest}")).collect::<Vec<_>>();
    let one = |path: &str| vec![path.to_owned()];
    let ways: [(&'static str, Role, Vec<String>, &str, &str); 9] = [
        ("a finding", Role::Reviewer, of_case("/sheet"), "/cases/", "/sheet/"),
        ("appeal", Role::AppealOfficer, one("/appeals"), "/cases/", "/appeals/"),
        ("cases behind the overview", Role::Supervisor, one("/overview"), "/overview/cases", ""),
        ("a statistic", Role::Supervisor, one("/statistics"), "/statistics/", ""),
        ("cases behind a statistic", Role::Supervisor, one("/statistics"), "/statistics/", "/cases"),
        ("a rulebook", Role::Supervisor, one("/rules"), "/rules/", ""),
        ("rulebooks compared", Role::Supervisor, one("/rules"), "/rules/", "/compare"),
        ("a calendar", Role::Supervisor, one("/rules"), "/calendars/", ""),
        ("a person", Role::Admin, one("/people"), "/people/", ""),
    ];
    let mut all = Vec::new();
    for (name, role, from, begins, holds) in ways {
        let mut found = BTreeSet::new();
        for path in from {
            let page = readers.read(role, &path).await?.unwrap_or_default();
            found.extend(links(&page, begins, holds));
        }
        let paths = found.into_iter().take(LINKS).collect();
        let goal_ms = if begins == "/statistics/" { STATISTICS_GOAL_MS } else { GOAL_MS };
        all.push(Screen { goal_ms, ..screen(name, role, paths) });
    }
    Ok(all)
}

/// The links of a page that begin and go on so; those to forms and tables are none to look at.
fn links(page: &str, begins: &str, holds: &str) -> Vec<String> {
    let hrefs = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = hrefs.filter(|href| href.starts_with(begins) && href.contains(holds));
    let own = own
        .filter(|href| !holds.is_empty() || !href[begins.len()..].split('?').next().unwrap_or_default().contains('/'));
    let own = own.filter(|href| !href.contains(".csv") && !href.contains("/record/"));
    // The sign of an entity is none of an anchor.
    let plain = own.map(|href| href.replace("&#38;", "&"));
    plain.map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_by_how_they_begin_and_go_on() {
        let page = r#"<a href="/rules/a">a</a> <a href="/rules/a/compare?x=1&#38;y=2#z">b</a> <a href="/rules/a/record/X">c</a>
            <a href="/statistics/x/table.csv">d</a>"#;
        assert_eq!(links(page, "/rules/", ""), ["/rules/a"]);
        assert_eq!(links(page, "/rules/", "/compare"), ["/rules/a/compare?x=1&y=2"]);
        assert!(links(page, "/statistics/", "").is_empty());
    }
}
