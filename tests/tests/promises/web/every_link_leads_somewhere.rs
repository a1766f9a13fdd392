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
/// Pages of each case that are visited as it was then; the others differ only by their number.
const MOMENTS_MAX: usize = 6;
const PAGE_BYTES_MAX: usize = 8 << 20;
/// What no page needs, and a page that has it either runs something or asks somebody else for something.
const FORBIDDEN: [&str; 8] =
    ["<script", " style=\"", "<style", "javascript:", " onclick=", "src=\"http", "href=\"http", "href=\"//"];

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
        assert!(visited > STORIES.len() * MOMENTS_MAX, "only {visited} pages were found");
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
    /// Follows every link from the first address on; tells how many pages there were.
    async fn visit_all(&self, lang: &str) -> usize {
        let mut waiting = VecDeque::from(["/".to_owned()]);
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut moments: BTreeMap<String, usize> = BTreeMap::new();
        let mut visited = 0;
        while let Some(path) = waiting.pop_front() {
            let found = self.visit(&path, lang).await;
            visited += 1;
            for link in found.into_iter().filter(|link| known.insert(link.clone())) {
                let (page, query) = link.split_once('?').unwrap_or((&link, ""));
                // Lists behind numbers are of one make, and so are people.
                let is_list = page.starts_with("/statistics/") && !query.is_empty();
                let family = match page.strip_prefix("/people/") {
                    Some(_) => "/people/",
                    None if is_list => page.rsplit('/').next().unwrap_or(page),
                    None => page,
                };
                let many = moments.entry(family.to_owned()).or_default();
                // The page for signing in differs only by where it leads back to.
                let is_moment = query.contains("version=") || is_list || matches!(family, "/people/" | "/sign-in");
                *many += usize::from(is_moment);
                // The other language has its own round.
                if !(query.contains("lang=") || is_moment && *many > MOMENTS_MAX) {
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
    // A label nobody wrote shows as its code, with an underscore or as a path.
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
