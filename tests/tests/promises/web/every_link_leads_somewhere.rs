//! Whoever follows any link of any page, in either language, gets a page: whole, plain, and readable without script.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, LOCATION};
use chrono::NaiveDate;
use sqlx::PgPool;
use tower::ServiceExt;
use wenze_api::ApiOptions;
use wenze_casework::{Command, Place};
use wenze_testkit::generator::{Generator, resolve_event_refs};
use wenze_tests::node::Node;

const SEED: u64 = 7;
/// One of each of these stories: an appeal in two instances, a nest case, a rectification, a clue that went nowhere.
const STORIES: [&str; 4] = [
    "appeal in two instances, decision changed",
    "nest case of several officials",
    "accountability inquiry with rectification",
    "clue held",
];
/// Pages visited of those that differ only by what they are about, and of those that differ only by what is asked of them: more
/// of a kind show nothing new.
const ALIKE_MAX: usize = 3;
const ASKED_MAX: usize = 2;
/// Pages beside each case, and of those it is about, which must have been found by links.
const BESIDE: [&str; 11] = [
    "/officials/",
    "/replay",
    "/blame",
    "/story",
    "/what-if",
    "/sheet",
    "/sheet.csv",
    "/sheet/",
    "/alike",
    "/responsibility",
    "/relations",
];
/// Fewer pages than these were never found.
const PAGES_MIN: usize = 100;
const PAGE_BYTES_MAX: usize = 8 << 20;
/// What no page needs, and a page that has it either runs something or asks somebody else for something.
const FORBIDDEN: [&str; 8] =
    ["<script>", " style=\"", "<style", "javascript:", " onclick=", "src=\"http", "href=\"http", "href=\"//"];

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_link_leads_to_a_page_in_both_languages(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    record(&node).await;
    node.caught_up().await;
    // As the program serves it: API and pages on one address.
    let api = wenze_api::router(node.casework.clone(), ApiOptions::default());
    let access = wenze_api::access(&node.casework, wenze_api::Hashing::default());
    let site = Site(api.merge(wenze_web::router(node.casework.clone(), access, false)));
    for lang in ["zh-CN", "en"] {
        let visited = site.visit_all(lang).await;
        assert!(visited.len() > PAGES_MIN, "only {} pages were found", visited.len());
        for page in BESIDE {
            assert!(visited.iter().any(|path| path.contains(page)), "no link leads to a page {page} of a case");
        }
    }
    node.close().await;
}

async fn record(node: &Node) {
    let generator = Generator::new(SEED, NaiveDate::from_ymd_opt(2025, 6, 11).unwrap());
    let world = generator.world(0);
    for act in world.organs.iter().chain(&world.persons) {
        accept(node, Place::Register, act.request.clone(), act.actor).await;
    }
    for (number, story) in STORIES.iter().enumerate() {
        let case = generator.story(story, number).unwrap();
        let mut recorded = Vec::new();
        for act in &case.acts {
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &recorded);
            let place = if recorded.is_empty() { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
            recorded.push(accept(node, place, request, act.actor).await);
        }
    }
}

async fn accept(node: &Node, place: Place, act: serde_json::Value, actor: wenze_domain::envelope::Actor) -> uuid::Uuid {
    let command = Command { route: "test", place, acts: vec![act], actor, idempotency_key: None, if_match: None };
    node.accept_command(&command).await.events[0].event_id
}

/// API and pages behind one router.
struct Site(Router);

impl Site {
    /// Follows every link from the first address on; tells which pages there were.
    async fn visit_all(&self, lang: &str) -> BTreeSet<String> {
        let mut waiting = VecDeque::from(["/".to_owned()]);
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut families: BTreeMap<String, usize> = BTreeMap::new();
        let mut visited = BTreeSet::new();
        while let Some(path) = waiting.pop_front() {
            let found = self.visit(&path, lang).await;
            visited.insert(path);
            for link in found.into_iter().filter(|link| known.insert(link.clone())) {
                let kind = if link.starts_with("/sign-in") { "/sign-in".to_owned() } else { family(&link) };
                let many = families.entry(kind).or_default();
                *many += 1;
                let most = if link.contains('?') { ASKED_MAX } else { ALIKE_MAX };
                // The other language has its own round.
                if !link.contains("lang=") && *many <= most {
                    waiting.push_back(link);
                }
            }
        }
        visited
    }

    /// Checks one page and tells where it links to.
    async fn visit(&self, path: &str, lang: &str) -> Vec<String> {
        let request = Request::get(path).header(ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap();
        let answer = self.0.clone().oneshot(request).await.unwrap();
        if answer.status().is_redirection() {
            return vec![answer.headers()[LOCATION].to_str().unwrap().to_owned()];
        }
        assert_eq!(answer.status(), 200, "{path}");
        let is_page = answer.headers()[CONTENT_TYPE].to_str().unwrap().starts_with("text/html");
        let bytes = to_bytes(answer.into_body(), PAGE_BYTES_MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        if is_page {
            check(path, &text, lang);
        }
        links(&text)
    }
}

fn check(path: &str, page: &str, lang: &str) {
    assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{path} is not in {lang}");
    for forbidden in FORBIDDEN {
        assert!(!page.contains(forbidden), "{path} has {forbidden}");
    }
    assert_eq!(page.matches("<h1").count(), 1, "{path} has one first heading");
    let ids: Vec<&str> = attribute(page, " id=\"").collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{path} uses an id twice");
    for anchor in attribute(page, "href=\"#") {
        assert!(distinct.contains(anchor), "{path} links to #{anchor}, which is not there");
    }
    for (opened, closed) in [("<details", "</details>"), ("<section", "</section>"), ("<li", "</li>"), ("<td", "</td>")]
    {
        assert_eq!(page.matches(opened).count() - extra(page, opened), page.matches(closed).count(), "{path} {opened}");
    }
    // State-owned enterprises have rules of their own; anything else of this kind is a label nobody wrote, which shows as its
    // code, with an underscore or as a path.
    let page = page.replace("state-owned", "");
    for raw in ["_on ", "/payload/", "state-", "code-", "field-"] {
        let visible = page.split('>').filter_map(|rest| rest.split('<').next()).any(|text| text.contains(raw));
        assert!(!visible, "{path} shows {raw}");
    }
}

/// Openings of longer names that begin alike: `<link` is no `<li`.
fn extra(page: &str, opened: &str) -> usize {
    if opened == "<li" { page.matches("<link").count() } else { 0 }
}

/// The addresses a page links to within the site.
fn links(page: &str) -> Vec<String> {
    let within = attribute(page, "href=\"").filter(|href| href.starts_with('/'));
    within.map(|href| href.split('#').next().unwrap_or_default().replace("&#38;", "&")).collect()
}

fn attribute<'a>(page: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(opening).skip(1).filter_map(|rest| rest.split('"').next())
}

/// What an address is of: its path without what it is about, and the names of what is asked.
fn family(link: &str) -> String {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let is_sheet = path.contains("/sheet/");
    let of = |(number, segment): (usize, &str)| {
        let is_about = uuid::Uuid::try_parse(segment).is_ok() || segment.bytes().all(|byte| byte.is_ascii_digit());
        if is_about || (is_sheet && number > 4) { "*".to_owned() } else { segment.to_owned() }
    };
    let path: Vec<String> = path.split('/').enumerate().map(of).collect();
    let mut asked: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    asked.sort_unstable();
    format!("{}?{}", path.join("/"), asked.join("&"))
}
