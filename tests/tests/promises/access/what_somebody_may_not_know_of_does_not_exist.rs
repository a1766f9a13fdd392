//! To whoever is recused from a case, and to whoever it is about, every answer is the same, byte by byte, whether the case is
//! there or not. The document of the API says which routes there are, and the pages say which pages, so that none is forgotten.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use uuid::Uuid;
use wenze_casework::{ACTS_PER_REQUEST_MAX, Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::sample;
use wenze_tests::acts::{clerk, command, confirmed, every_kind, noted, report, request, sample_case, with};

use crate::api::server::Reply;
use crate::sign_in::office::Office;

/// Longer than an event takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// What routes want to be asked with; a route that is not here is asked without anything.
const ASKED_WITH: &[(&str, &str)] = &[
    ("preview_recusal", "?person={person}"),
    ("list_delegations", "?to={person}"),
    ("show_case_diff", "?from=1&to=1&known=2030-01-01"),
    ("show_case_at", "?version=1"),
    ("what_if", "?without=1&as_of=2030-01-01&known=2030-01-01"),
    ("list_obligations", "?as_of=2030-01-01&known=2030-01-01"),
    ("show_obligation", "?as_of=2030-01-01&known=2030-01-01"),
    ("list_marks", "?as_of=2030-01-01&known=2030-01-01"),
    ("list_rectification", "?as_of=2030-01-01"),
    ("list_worklist", "?office={organ}&as_of=2030-01-01"),
    ("search_cases", "?q=%E7%A4%BA%E4%BE%8B"),
    ("show_statistic", "?to=2030-01-01&known=2030-01-01"),
    ("list_statistic_cases", "?to=2030-01-01&known=2030-01-01"),
    ("may_take_post", "?on=2030-01-01"),
    ("show_dossier", "?as_of=2030-01-01"),
    ("show_organ_dossier", "?as_of=2030-01-01"),
    ("list_erasures", "?case={secret}"),
];
/// The same once more with other parameters: filters, other tabs, pages.
const ASKED_AGAIN: [(&str, &str); 8] = [
    ("list_erasures", ""),
    ("list_erasures", "?person={official}"),
    ("list_cases", "?number=%E7%A4%BA%E4%BE%8B&limit=1"),
    ("list_cases", "?limit=1"),
    ("list_deadlines", "?case={secret}"),
    ("list_worklist", "?person={person}&tab=done&as_of=2030-01-01"),
    ("search_cases", "?q=%E7%A4%BA%E4%BE%8B&respondent={official}"),
    ("search_cases", "?q=2024"),
];

/// The same of pages.
const PAGES_WITH: [(&str, &str); 9] = [
    ("/search", "?q=%E7%A4%BA%E4%BE%8B"),
    ("/cases", "?number=%E7%A4%BA%E4%BE%8B"),
    ("/work", "?tab=pool"),
    ("/rectification", "?as_of=2030-01-01"),
    ("/cases/{id}/replay", "?from=1&to=1"),
    ("/cases/{id}/what-if", "?without=1"),
    ("/cases/{id}/entries/{version}/correct", "?lang=en"),
    ("/people/{id}/record/{kind}", "?organ={organ}"),
    ("/officials/{id}", "?official={official}"),
];

/// Fields of a form that are made anew each time it is opened: its key, and the id of what it brings into being.
const NEW_EACH_TIME: [&str; 2] = ["key", "report"];

/// What is asked of the office, and what the answers do not show.
pub(super) struct World {
    pub(super) office: Office,
    /// A case that everybody may know of.
    pub(super) open: Uuid,
    statistic: String,
}

/// Somebody who asks.
pub(super) struct Person {
    pub(super) id: Uuid,
    /// His session, and the role in use on pages.
    pub(super) cookie: String,
}

/// What is told at each address.
pub(super) type Told = BTreeMap<String, (u16, String, String)>;

impl World {
    async fn begin(owner: &PgPool) -> Self {
        let office = Office::with_pages(owner).await;
        let open = office.server.node.open(report(Uuid::from_u128(0x0b), "2024-02-01")).await.id;
        Self::of(office, open)
    }

    /// An office with a case that everybody who asks may know of.
    pub(super) fn of(office: Office, open: Uuid) -> Self {
        Self { office, open, statistic: "stages".to_owned() }
    }

    async fn employ(&self, id: Uuid, login: &str) -> Person {
        self.office.employ_as(id, login, &[Role::Inspector, Role::Reviewer, Role::Clerk, Role::Supervisor]).await;
        let role = format!("wenze_role=INSPECTOR.{}", self.office.organ);
        Person { id, cookie: format!("{}; {role}", self.office.sign_in(login).await) }
    }

    /// Records an act of every kind in the secret case, about the official of the samples.
    async fn keep_the_secret(&self) {
        self.keep(clerk(), None).await;
    }

    /// The same entered by somebody, with a mark that says how secret it is.
    pub(super) async fn keep(&self, actor: Actor, mark: Option<&str>) {
        let marked = |act: Value| mark.map_or(act.clone(), |mark| with(act, "/confidentiality", json!(mark)));
        let acts: Vec<Value> = every_kind("2024-01-02").into_iter().map(confirmed).map(marked).collect();
        for (place, acts) in acts.chunks(ACTS_PER_REQUEST_MAX).enumerate() {
            let to = if place == 0 { Place::NewCase(Some(sample_case())) } else { Place::Case(sample_case()) };
            let command = Command {
                route: "promise",
                place: to,
                acts: acts.to_vec(),
                actor,
                idempotency_key: None,
                if_match: None,
            };
            self.office.server.node.accept_command(&command).await;
        }
    }

    /// Somebody asks for his own recusal from the secret case.
    async fn recuse(&self, person: Uuid) {
        let act = with(confirmed(request(Kind::RecusalRequested, "2024-01-03")), "/refs/person", json!([person]));
        let act = with(act, "/refs/recusal", json!([Uuid::from_u128(0x5e1f)]));
        self.office.server.node.accept(sample_case(), with(act, "/payload/requester_kind", json!("self"))).await;
    }

    pub(super) async fn read(&self, person: &Person, path: &str) -> Reply {
        self.office.server.ask("GET", path, &[("cookie", &person.cookie)], None).await
    }

    /// Every route of the document that reads, and every page, with an address for each that stands for it.
    pub(super) fn addresses(&self, person: &Person) -> Vec<String> {
        let mut all = self.answers(person);
        // What has no end is listened to elsewhere, and workbooks hold what their pages and tables of text do.
        let has_end =
            |route: &&str| !route.ends_with("/live") && route.rsplit_once('.').is_none_or(|(_, form)| form != "xlsx");
        for route in wenze_web::pages().filter(has_end) {
            let ids: &[Uuid] = match route {
                "/cases/{id}" | "/cases/{id}/relations" => &[sample_case(), self.open],
                _ if route.starts_with("/cases/{id}") => &[sample_case()],
                "/officials/{id}" => &[sample::object("official")],
                "/organs/{id}" => &[self.office.organ],
                _ => &[person.id],
            };
            let asked = PAGES_WITH.iter().find(|(asked, _)| *asked == route).map_or("", |(_, query)| query);
            all.extend(ids.iter().map(|id| self.filled(&format!("{route}{asked}"), route, *id, person)));
        }
        all
    }

    fn answers(&self, person: &Person) -> Vec<String> {
        let document = wenze_api::document();
        let mut all = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let Some(id) = item.pointer("/get/operationId").and_then(Value::as_str) else { continue };
            // What has no end is listened to in another test.
            if id == "listen" {
                continue;
            }
            let cases = match id {
                // Who read the open case is another after every round of this test.
                "list_accesses" => vec![sample_case()],
                _ if path.starts_with("/api/v1/cases/") => vec![sample_case(), self.open],
                _ => vec![person.id],
            };
            let first = ASKED_WITH.iter().find(|(asked, _)| *asked == id).map_or("", |(_, query)| query);
            let again = ASKED_AGAIN.iter().filter(|(asked, _)| *asked == id).map(|(_, query)| *query);
            for query in std::iter::once(first).chain(again) {
                all.extend(cases.iter().map(|one| self.filled(&format!("{path}{query}"), id, *one, person)));
            }
        }
        all
    }

    fn filled(&self, path: &str, operation: &str, id: Uuid, person: &Person) -> String {
        let id = if operation.contains("organ") && !operation.starts_with('/') { self.office.organ } else { id };
        let official = sample::object("official");
        path.replace("{id}", &id.to_string())
            .replace("{key}", &Uuid::from_u128(3).to_string())
            .replace("{name}", &self.statistic)
            .replace("{kind}", if path.starts_with("/people") { "RoleGranted" } else { "ReportReceived" })
            .replace("{version}", "1")
            .replace("{appeal}", &sample::object("appeal").to_string())
            .replace("/sittings/stages", "/sittings/filing")
            .replace("{code}", "sign-in")
            .replace("{secret}", &sample_case().to_string())
            .replace("{person}", &person.id.to_string())
            .replace("{organ}", &self.office.organ.to_string())
            .replace("{official}", &official.to_string())
    }

    /// What somebody is told by every route that reads.
    pub(super) async fn told(&self, person: &Person) -> Told {
        let mut told = BTreeMap::new();
        for address in self.addresses(person) {
            let reply = self.read(person, &address).await;
            told.insert(address, bytes(&reply));
        }
        told
    }

    /// What somebody is told who would record in the secret case.
    async fn refused(&self, person: &Person) -> Vec<(u16, String, String)> {
        let (acting, case) = (self.office.acting_as(Role::Inspector), sample_case());
        let signed = [("cookie", person.cookie.as_str()), ("wenze-as", acting.as_str())];
        let note = noted("电话记录", "2024-01-05");
        let mark = json!({
            "obligation": Uuid::from_u128(3), "mark": "seen", "as_of": "2024-01-01T00:00:00Z", "known": "2024-01-01T00:00:00Z"
        });
        let link = with(request(Kind::CasesLinked, "2024-01-05"), "/refs/case", json!([case, self.open]));
        let mut told = Vec::new();
        for (path, body, more) in [
            (format!("/api/v1/cases/{case}/acts"), note.clone(), None),
            (format!("/api/v1/cases/{case}/acts"), note.clone(), Some(("if-match", "\"1\""))),
            (format!("/api/v1/cases/{case}/acts"), note.clone(), Some(("idempotency-key", "once"))),
            (format!("/api/v1/cases/{case}/acts"), json!({ "kind": "NoSuchAct" }), None),
            (format!("/api/v1/cases/{case}/acts"), json!([]), None),
            (format!("/api/v1/cases/{case}/simulate"), note, None),
            (format!("/api/v1/cases/{}/acts", self.open), link, None),
            (format!("/api/v1/cases/{case}/marks"), mark, None),
        ] {
            let reviewing = self.office.acting_as(Role::Reviewer);
            let mut lines: Vec<(&str, &str)> = signed.iter().copied().chain(more).collect();
            if path.ends_with("/marks") {
                lines[1].1 = &reviewing;
            }
            let reply = self.office.server.ask("POST", &path, &lines, Some(&body)).await;
            assert!(reply.status >= 400, "{path} {body}: {reply:?}");
            told.push(bytes(&reply));
        }
        told
    }
}

/// An answer without what differs between any two: its id, the time (of pages also how it is written), and what a form makes anew.
pub(super) fn bytes(reply: &Reply) -> (u16, String, String) {
    let is_page = reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    let differs = |line: &&str| {
        let line = line.to_lowercase();
        line.starts_with("x-request-id:") || line.starts_with("date:") || is_page && line.starts_with("content-length:")
    };
    let head: Vec<&str> = reply.head.lines().filter(|line| !differs(line)).collect();
    let mut body = reply.body.clone();
    if let Some(id) = reply.header("x-request-id") {
        body = body.replace(id, "");
    }
    if let Some((before, rest)) = body.split_once("<p class=\"now\">")
        && let Some((_, after)) = rest.split_once("</p>")
    {
        body = format!("{before}{after}");
    }
    for name in NEW_EACH_TIME {
        let values: Vec<String> = body
            .split(&format!("name=\"{name}\" value=\""))
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect();
        for value in values.iter().filter(|value| !value.is_empty()) {
            body = body.replace(value, "");
        }
    }
    (reply.status, head.join("\n"), body)
}

#[track_caller]
pub(super) fn assert_same(before: &Told, after: &Told) {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differ: Vec<&String> = before.keys().filter(|address| before[*address] != after[*address]).collect();
    let first = differ.first().map(|address| (&before[*address], &after[*address]));
    assert_eq!(first.map(|(before, _)| before), first.map(|(_, after)| after), "{differ:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn to_a_recused_inspector_and_to_whom_it_is_about(owner: PgPool) {
    let world = World::begin(&owner).await;
    let recused = world.employ(Uuid::from_u128(0xaa), "wang").await;
    let named = world.employ(sample::object("official"), "zhao").await;
    let other = world.employ(Uuid::from_u128(0xcc), "li").await;
    world.office.server.node.caught_up().await;
    let (of_recused, of_named, of_other) =
        (world.told(&recused).await, world.told(&named).await, world.told(&other).await);
    let (acts_of_recused, acts_of_named) = (world.refused(&recused).await, world.refused(&named).await);
    for (address, (status, _, body)) in &of_recused {
        if !address.starts_with("/api/") && address != "/metrics" {
            continue;
        }
        let is_secret = address.contains(&sample_case().to_string()) && !address.contains("deadlines");
        let expected = match address.as_str() {
            "/metrics" => 403,
            _ if is_secret || address.contains("/obligations/") || address.contains("/v1/files/") => 404,
            _ => 200,
        };
        assert_eq!(*status, expected, "{address}: give it what it must be asked with: {body}");
    }

    world.keep_the_secret().await;
    world.recuse(recused.id).await;
    // At the very next request, however far the read models have come.
    assert_eq!(world.read(&recused, &format!("/api/v1/cases/{}", sample_case())).await.status, 404);
    world.office.server.node.caught_up().await;
    assert_same(&of_recused, &world.told(&recused).await);
    assert_same(&of_named, &world.told(&named).await);
    assert_eq!(acts_of_recused, world.refused(&recused).await);
    assert_eq!(acts_of_named, world.refused(&named).await);
    let changed = world.told(&other).await.into_iter().filter(|(address, told)| of_other[address] != *told).count();
    assert!(
        changed > 50,
        "{changed} answers and pages show the case to whoever may see it, or nothing would be proved"
    );

    // Whoever may know of the case is told that its number is taken; to the others it is free.
    let filing = with(confirmed(request(Kind::CaseFiled, "2024-01-05")), "/entered_from", json!("paper"));
    let acting = world.office.acting_as(Role::Clerk);
    for (person, status) in [(&other, 409), (&recused, 201), (&other, 409)] {
        let lines = [("cookie", person.cookie.as_str()), ("wenze-as", acting.as_str())];
        let reply = world.office.server.ask("POST", "/api/v1/cases", &lines, Some(&filing)).await;
        assert_eq!(reply.status, status, "{reply:?}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn from_the_request_after_the_recusal_until_it_is_refused(owner: PgPool) {
    let world = World::begin(&owner).await;
    let person = world.employ(Uuid::from_u128(0xaa), "wang").await;
    let acting = world.office.acting_as(Role::Inspector);
    let case = format!("/api/v1/cases/{}", world.open);
    let lines = [("cookie", person.cookie.as_str()), ("wenze-as", acting.as_str()), ("idempotency-key", "mine")];
    let note = noted("电话记录", "2024-02-05");
    let acts = format!("{case}/acts");
    let save = async || world.office.server.ask("POST", &acts, &lines, Some(&note)).await;
    assert_eq!(save().await.status, 201);
    let first = world.read(&person, &format!("{case}/events")).await;
    assert_eq!(first.status, 200);
    let recusal = |kind: Kind| {
        let act = with(confirmed(request(kind, "2024-02-06")), "/refs/person", json!([person.id]));
        with(act, "/refs/recusal", json!([Uuid::from_u128(9)]))
    };
    let node = &world.office.server.node;
    node.accept(world.open, with(recusal(Kind::RecusalRequested), "/payload/requester_kind", json!("respondent")))
        .await;
    assert_eq!(world.read(&person, &case).await.status, 200, "a request of somebody else excludes nobody");
    node.accept(world.open, recusal(Kind::RecusalGroundKnown)).await;
    world.read(&person, &case).await.problem(404, "not-found");
    save().await.problem(404, "not-found");
    let listed = world.read(&person, "/api/v1/cases").await;
    assert!(!listed.body.contains(&world.open.to_string()), "{}", listed.body);
    // Where nobody signs in, whoever names himself is told why.
    let as_named = command(Place::Case(world.open), noted("电话记录", "2024-02-07"));
    let named = Command { actor: Actor { person_id: person.id, ..clerk() }, ..as_named };
    let refused = node.casework.record(&named).await.unwrap_err().to_string();
    assert!(refused.contains("recused"), "{refused}");
    node.accept(world.open, with(recusal(Kind::RecusalDecided), "/payload/granted", json!(false))).await;
    assert_eq!(world.read(&person, &case).await.status, 200, "the ground was none");
    assert_eq!(save().await.header("wenze-repeated"), Some("true"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_what_is_heard_as_it_happens(owner: PgPool) {
    let world = World::begin(&owner).await;
    let recused = world.employ(Uuid::from_u128(0xaa), "wang").await;
    let other = world.employ(Uuid::from_u128(0xcc), "li").await;
    let (secret, told) =
        (world.office.server.node.open(report(Uuid::from_u128(0x5ec), "2024-01-02")).await.id, "2024-01-05");
    let begun = heard(&world, &other, "").await;
    world.office.server.node.accept(world.open, noted("甲", told)).await;
    let after = begun.until("\n\n").await.token();
    let act = with(confirmed(request(Kind::RecusalRequested, "2024-01-03")), "/refs/person", json!([recused.id]));
    world.office.server.node.accept(secret, with(act, "/payload/requester_kind", json!("self"))).await;
    world.office.server.node.accept(secret, noted("乙", told)).await;
    world.office.server.node.accept(world.open, noted("丙", told)).await;
    let (hidden, shown) = (heard(&world, &recused, &after).await, heard(&world, &other, &after).await);
    let visible = world.open.to_string();
    assert!(!hidden.until(&visible).await.text.contains(&secret.to_string()));
    assert!(shown.until(&visible).await.text.contains(&secret.to_string()), "to whoever may know of it");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn and_nothing_is_heard_once_the_session_ended(owner: PgPool) {
    let world = World::begin(&owner).await;
    let person = world.employ(Uuid::from_u128(0xcc), "li").await;
    let begun = heard(&world, &person, "").await;
    let ended = world.office.server.ask("DELETE", "/api/v1/session", &[("cookie", &person.cookie)], None).await;
    assert_eq!(ended.status, 204, "{ended:?}");
    world.office.server.node.accept(world.open, noted("甲", "2024-01-05")).await;
    // A body in pieces ends with an empty one.
    let rest = begun.until("0\r\n\r\n").await.text;
    assert!(!rest.contains(&world.open.to_string()), "{rest}");
}

/// A connection on which somebody listens.
struct Heard {
    stream: TcpStream,
    text: String,
}

async fn heard(world: &World, person: &Person, after: &str) -> Heard {
    let query = if after.is_empty() { String::new() } else { format!("?after={after}") };
    let request = format!("GET /api/v1/events{query} HTTP/1.1\r\nhost: wenze\r\ncookie: {}\r\n\r\n", person.cookie);
    let mut stream = TcpStream::connect(world.office.server.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut heard = Heard { stream, text: String::new() }.until("\r\n\r\n").await;
    assert!(heard.text.starts_with("HTTP/1.1 200"), "{}", heard.text);
    heard.text = heard.text.split_once("\r\n\r\n").unwrap().1.to_owned();
    heard
}

impl Heard {
    /// Listens until this was heard.
    async fn until(mut self, what: &str) -> Self {
        let mut bytes = [0; 4096];
        while !self.text.contains(what) {
            let read = timeout(PATIENCE, self.stream.read(&mut bytes)).await.unwrap().unwrap();
            assert!(read > 0, "the stream ended: {}", self.text);
            self.text += std::str::from_utf8(&bytes[..read]).unwrap();
        }
        self
    }

    /// The token to go on from.
    fn token(&self) -> String {
        self.text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned()
    }
}
