//! A private text lies in the vault and nowhere else; erased it is gone, sealed it stays shut.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use sqlx::PgPool;
use tracing_subscriber::fmt::MakeWriter;
use uuid::Uuid;
use wenze_casework::{CaseFilter, Place, SearchFilter, TimelineAsked, TimelineView};
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::fields::PLAIN_KEY;
use wenze_domain::request::Draft;
use wenze_domain::words::{Lang, Words};
use wenze_testkit::sample;
use wenze_tests::acts::{command, confirmed, correction, every_kind, noted, report, request, sample_case, with};
use wenze_tests::node::{LOG, Node};
use wenze_tests::questions::assert_sound;
use wenze_tests::tables::contents;
use wenze_vault::erase_subject;

/// Every private text of these tests begins so, and nothing else does.
const TEXT: &str = "绝密正文";
/// Every sealed one.
const SEALED: &str = "密封身份";
/// Every private digest.
const DIGEST: &str = "5ec2e7d19e57";

/// Where private values stand in a request, and whether they are sealed.
pub(crate) fn private_places(request: &Value) -> Vec<(String, String, Value)> {
    let draft = Draft::read(request.clone(), &mut Uuid::now_v7).unwrap();
    let mut read = serde_json::to_value(&draft.confirm_out_of_order).unwrap();
    let mut found = Vec::new();
    walk(&mut read, "/confirm_out_of_order", &mut found);
    walk(&mut serde_json::to_value(&draft.on_behalf_of).unwrap(), "/on_behalf_of", &mut found);
    walk(&mut draft.payload.payload(), "/payload", &mut found);
    found
}

fn walk(value: &mut Value, at: &str, found: &mut Vec<(String, String, Value)>) {
    match value {
        Value::Object(object) => {
            if let Some(plain) = object.get(PLAIN_KEY) {
                found.push((at.to_owned(), plain["class"].as_str().unwrap().to_owned(), plain["value"].clone()));
                return;
            }
            object.iter_mut().for_each(|(name, inner)| walk(inner, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(place, inner)| walk(inner, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

/// The request with a text of its own in every private place.
fn full_of_secrets(mut request: Value, kept: &mut usize) -> Value {
    for (at, class, value) in private_places(&request) {
        *kept += 1;
        let mark = if class == "sealed" { SEALED } else { TEXT };
        let secret = match &value {
            Value::Array(_) => json!([format!("{mark}{kept}")]),
            Value::String(text) if text.len() == 64 && text.is_ascii() => json!(format!("{DIGEST}{kept:052}")),
            _ => json!(format!("{mark}{kept}")),
        };
        // A place passed over would hold no secret, and the search for it would prove nothing.
        let Some(place) = request.pointer_mut(&at) else { panic!("the request has no place {at}") };
        *place = secret;
    }
    request
}

/// One case with an act of nearly every kind, each full of secrets; how many.
async fn recorded(node: &Node) -> (Uuid, usize) {
    let mut secrets = 0;
    for kind in [Kind::OrganRecorded, Kind::OfficialRecorded, Kind::PostHeld, Kind::OrganChanged] {
        let act = full_of_secrets(request(kind, "2020-01-01"), &mut secrets);
        node.accept_command(&command(Place::Register, act)).await;
    }
    let as_proxy = json!({ "person": { "person_id": sample::object("person"), "as_named": "x" }, "post": "x" });
    let mut opened = None;
    for (place, act) in every_kind("2024-01-02").into_iter().enumerate() {
        let act = full_of_secrets(with(confirmed(act), "/on_behalf_of", as_proxy.clone()), &mut secrets);
        let to = if place == 0 { Place::NewCase(Some(sample_case())) } else { Place::Case(sample_case()) };
        opened.get_or_insert(node.accept_command(&command(to, act)).await);
    }
    let opened = opened.unwrap();
    let material =
        with(request(Kind::MaterialApproved, "2024-01-02"), "/refs/event", json!([opened.events[0].event_id]));
    node.accept(opened.id, full_of_secrets(confirmed(material), &mut secrets)).await;
    for (pointer, mark) in [("/payload/summary", TEXT), ("/payload/reporter", SEALED)] {
        secrets += 1;
        let is = json!(format!("{mark}{secrets}"));
        node.accept(opened.id, correction(opened.events[0].event_id, pointer, &is, "2024-01-03")).await;
    }
    (opened.id, secrets)
}

/// Whether a row shows one of the secrets: as it is, as the bytes of a column are shown, or as JSON escapes it.
pub(crate) fn shows(row: &str, mark: &str) -> bool {
    let hex: String = mark.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let escaped: String = mark.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    row.contains(mark) || row.contains(&hex) || row.contains(&escaped)
}

/// Tables of these schemas that hold a text.
async fn tables_with(owner: &PgPool, schemas: &[&str], mark: &str) -> Vec<String> {
    let tables = contents(owner, schemas).await;
    tables.into_iter().filter(|(_, rows)| rows.iter().any(|row| shows(row, mark))).map(|(name, _)| name).collect()
}

/// What `tracing` would have written.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    /// All of it.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_the_log_in_the_views_and_in_what_the_program_tells(owner: PgPool) {
    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(heard.clone());
    let listening = tracing::subscriber::set_default(subscriber.finish());
    let mut node = Node::beside(&owner).await;
    node.start_views();
    let (case, secrets) = recorded(&node).await;
    assert!(secrets > 200, "only {secrets} secrets");
    let mut wrong = report(Uuid::from_u128(8), "2024-01-04");
    wrong["payload"]["subjects"] = json!(format!("{TEXT}错位"));
    node.record(Place::Case(case), wrong).await.unwrap_err();
    node.caught_up().await;
    look_everywhere(&node, case).await;
    node.close().await;
    drop(listening);

    let everywhere = ["log", "read%", "projector", "vault", "public"];
    for mark in [SEALED, DIGEST] {
        assert_eq!(tables_with(&owner, &everywhere, mark).await, [""; 0], "{mark}");
    }
    // Search holds what may be read behind access rules, and is the only one that does (decision 0012).
    let with_text = tables_with(&owner, &everywhere, TEXT).await;
    assert_eq!(with_text, ["read_search_v2.search_name", "read_search_v2.search_passage"]);
    // The search finds what is open, so it would have found the rest.
    let open = "示例〔2024〕1号 case_no";
    let with_open = tables_with(&owner, &everywhere, open).await;
    assert!(
        ["log.event", "read_case_file_v4.case_file"].iter().all(|t| with_open.iter().any(|w| w == t)),
        "{with_open:?}"
    );
    let heard = heard.text();
    assert!(heard.contains("log.append"), "nothing was heard:\n{}", heard.chars().take(2000).collect::<String>());
    for mark in [TEXT, SEALED, DIGEST] {
        let line = heard.lines().find(|line| shows(line, mark));
        assert_eq!(line, None, "told to whoever reads the program's own log");
    }
}

/// Everything a reader can ask of a case.
async fn look_everywhere(node: &Node, case: Uuid) -> String {
    let casework = &node.casework;
    let mut seen = casework.case(case).await.unwrap().json().to_string();
    seen += &casework.case_at(case, Cut { version: Some(1), ..Cut::default() }).await.unwrap().view.json().to_string();
    for event in casework.events(case, 0, 200).await.unwrap().items {
        seen += &event.event.to_string();
    }
    for lang in [Lang::ZhCn, Lang::En] {
        let words = Words::of(lang);
        seen += &serde_json::to_string(&casework.audit(case, 0, 200, words).await.unwrap()).unwrap();
        seen += &serde_json::to_string(&casework.replayed(case, Cut::default(), words).await.unwrap()).unwrap();
        seen += &reviewed(node, case, words).await;
    }
    seen += &serde_json::to_string(&casework.cases(&CaseFilter::default(), None, 10).await.unwrap()).unwrap();
    seen += &serde_json::to_string(&casework.persons(None, 10).await.unwrap()).unwrap();
    seen
}

/// Everything a reviewer can ask of its history.
async fn reviewed(node: &Node, case: Uuid, words: &'static Words) -> String {
    let casework = &node.casework;
    let start = Cut { version: Some(0), ..Cut::default() };
    let difference = casework.diff(case, start, Cut::default(), words).await.unwrap();
    let blamed = casework.blame(case, Cut::default(), None, words).await.unwrap();
    let mut seen = serde_json::to_string(&difference).unwrap() + &serde_json::to_string(&blamed).unwrap();
    for view in [TimelineView::Compact, TimelineView::Full] {
        seen += &serde_json::to_string(&casework.timeline(case, &every(view), words).await.unwrap()).unwrap();
    }
    let raw = serde_json::to_string(&casework.timeline(case, &every(TimelineView::Raw), words).await.unwrap()).unwrap();
    assert!(!shows(&raw, TEXT), "what is stored holds no text: …{}…", around(&raw, TEXT));
    seen + &raw
}

/// All events in one form.
fn every(view: TimelineView) -> TimelineAsked {
    TimelineAsked { as_of: None, known: None, view, role: None, official: None, about: None, after: 0, limit: 200 }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_reported_is_opened_by_no_view(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    let (case, _) = recorded(&node).await;
    node.caught_up().await;
    let seen = look_everywhere(&node, case).await;
    assert!(shows(&seen, TEXT), "what may be read is read");
    assert!(!shows(&seen, SEALED), "…{}…", around(&seen, SEALED));
    for (asked, cases) in [(TEXT, 1), (SEALED, 0)] {
        let nothing_else = SearchFilter::default();
        let found = node.casework.search(asked, &nothing_else, None, 10, Words::of(Lang::En)).await.ok().unwrap();
        assert_eq!(found.count, cases, "{asked}");
    }
    node.close().await;
}

/// The words around the first place of a text.
fn around(seen: &str, mark: &str) -> String {
    let at = seen.find(mark).map_or(0, |at| seen[..at].chars().count());
    seen.chars().skip(at.saturating_sub(200)).take(400).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_erased_is_gone_and_the_record_stays_whole(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    let (case, _) = recorded(&node).await;
    node.caught_up().await;
    let person = sample::object("person");
    let of_person: Vec<(Uuid, i16)> = sqlx::query_as("select event_id, part_no from vault.part where subject = $1")
        .bind(format!("person:{person}"))
        .fetch_all(&owner)
        .await
        .unwrap();
    let before = look_everywhere(&node, case).await;
    let named = |seen: &str| {
        let place = seen.find("\"as_named\":{").map(|at| seen[at..].chars().take(300).collect::<String>());
        place.unwrap_or_default()
    };
    assert!(!of_person.is_empty() && shows(&named(&before), TEXT), "{}", named(&before));

    let mut connection = owner.acquire().await.unwrap();
    let erased = erase_subject(&mut connection, LOG.0, &format!("person:{person}")).await.unwrap();
    assert_eq!(erased.keys_destroyed, 1);
    let health = node.casework.vault().check(|_| ()).await.unwrap();
    assert_eq!(health.erased, u64::try_from(of_person.len()).unwrap());
    assert_sound(&node).await;
    let after = look_everywhere(&node, case).await;
    assert!(shows(&after, TEXT), "the narratives of the case are another subject's");
    assert!(!shows(&named(&after), TEXT) && named(&after).contains("erased"), "{}", named(&after));

    // The procedure goes on: what is recorded about the person from now on is sealed under a new key.
    let by_name = json!({ "person": { "person_id": person, "as_named": format!("{TEXT}新名") } });
    let act = with(noted("其后", "2024-02-01"), "/on_behalf_of", by_name);
    node.accept(case, act).await;
    assert_sound(&node).await;
    assert!(look_everywhere(&node, case).await.contains("新名"));
    node.close().await;
}
