//! Texts are erased on a legal basis once two other persons approved it and nothing keeps them any more; then nothing of them is
//! found, in no table, search, export, log nor backup, and the record is as whole as before.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use sqlx::{ConnectOptions, PgPool};
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{command, confirmed, noted, report, request, with};
use wenze_tests::node::LOG;
use wenze_tests::questions::assert_sound;
use wenze_tests::tables::{contents, run};
use wenze_vault::{NewDraft, erase_parts};

use super::office::Office;
use crate::api::server::Reply;
use crate::private_text_stays_private::{Heard, shows};

/// What the papers of the old case tell; these signs stand in no other text.
const SECRET: &str = "魑魅魍魉";
/// What a person of it is called.
const NAME: &str = "饕餮某";
/// Who that is.
const PERSON: Uuid = Uuid::from_u128(0x7e57);
const BASIS: &str = "《中华人民共和国个人信息保护法》第四十七条";

/// An office with a case that was closed long ago.
struct Archive {
    office: Office,
    case: Uuid,
}

impl Archive {
    async fn begin(owner: &PgPool) -> Self {
        let office = Office::living(owner).await;
        for (login, role) in [
            ("sup", Role::Supervisor),
            ("head", Role::OrganHead),
            ("committee", Role::CommitteeHead),
            ("wang", Role::Inspector),
        ] {
            office.employ(login, &[role]).await;
        }
        let entry = with(request(Kind::OfficialRecorded, "1990-01-01"), "/refs/official", json!([PERSON]));
        let entry = with(entry, "/payload/name", json!(NAME));
        office.server.node.accept_command(&command(Place::Register, entry)).await;
        let case = Self::closed(&office, "1990-03-05", "1991-01-02").await;
        office.server.node.caught_up().await;
        Self { office, case }
    }

    /// A report of a day with texts of the case and of a person, closed on another day.
    async fn closed(office: &Office, day: &str, closed: &str) -> Uuid {
        let node = &office.server.node;
        let opened = with(report(Uuid::now_v7(), day), "/payload/summary", json!(format!("举报称{SECRET}侵占公款")));
        let case = node.open(opened).await.id;
        let by = json!({ "person": { "person_id": PERSON, "as_named": NAME } });
        node.accept(case, with(noted("谈话", day), "/on_behalf_of", by)).await;
        node.accept(case, confirmed(with(request(Kind::CaseClosed, closed), "/refs/case", json!([case])))).await;
        case
    }

    async fn ask(&self, login: &str, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let cookie = self.office.sign_in(login).await;
        // Names are told from a read model, which may still be building.
        self.office.server.node.caught_up().await;
        self.office.server.ask(method, &format!("/api/v1/{path}"), &[("cookie", &cookie)], body).await
    }

    async fn post(&self, login: &str, path: &str, body: &Value) -> Reply {
        self.ask(login, "POST", path, Some(body)).await
    }

    fn of_case(case: Uuid) -> Value {
        json!({ "case": case, "legal_basis": BASIS, "reason": "保管期满" })
    }

    /// An erasure that two have approved.
    async fn approved(&self, asked: &Value) -> String {
        let proposed = self.post("sup", "erasures", asked).await;
        assert_eq!(proposed.status, 201, "{proposed:?}");
        let path = format!("erasures/{}", proposed.json()["id"].as_str().unwrap());
        for login in ["head", "committee"] {
            let decided = self.post(login, &format!("{path}/decision"), &with_result(asked, "approved")).await;
            assert_eq!(decided.status, 200, "{decided:?}");
        }
        path
    }

    async fn found(&self, words: &str) -> i64 {
        let words = words.bytes().fold(String::new(), |told, byte| told + &format!("%{byte:02X}"));
        let found = self.ask("sup", "GET", &format!("search?q={words}"), None).await;
        assert_eq!(found.status, 200, "{found:?}");
        found.json()["count"].as_i64().unwrap()
    }

    /// Everything that somebody can look through, with its name: tables, a backup, the export, answers.
    async fn everything(&self, owner: &PgPool) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (table, rows) in
            contents(owner, &["log", "read%", "projector", "vault", "access", "rulebook", "public"]).await
        {
            all.push((table, rows.join("\n")));
        }
        all.push(("a backup".to_owned(), backup(owner)));
        let casework = &self.office.server.node.casework;
        for open in [true, false] {
            let exported = casework.export_case(self.case, open).await.unwrap();
            let acts: String = exported.iter().flat_map(|own| &own.acts).map(Value::to_string).collect();
            assert!(acts.contains("ReportReceived"));
            all.push((format!("an export, open: {open}"), acts));
        }
        for path in ["", "/events", "/audit", "/state?version=1"] {
            let seen = self.ask("sup", "GET", &format!("cases/{}{path}", self.case), None).await;
            assert_eq!(seen.status, 200, "{path}: {seen:?}");
            all.push((format!("GET {path}"), seen.body));
        }
        all
    }
}

fn with_result(asked: &Value, result: &str) -> Value {
    let mut decided = whose(asked);
    decided["result"] = json!(result);
    decided
}

/// The case or person that a request is about.
fn whose(asked: &Value) -> Value {
    if asked["case"].is_null() { json!({ "person": asked["person"] }) } else { json!({ "case": asked["case"] }) }
}

/// What `pg_dump` writes of the database.
fn backup(owner: &PgPool) -> String {
    let url = owner.connect_options().to_url_lossy();
    let socket = url.query_pairs().find(|(name, _)| name == "host").map(|(_, host)| host.into_owned());
    let mut plain = url.clone();
    plain.set_query(None);
    if let Some(socket) = socket {
        plain.query_pairs_mut().append_pair("host", &socket);
    }
    let dumped = Command::new(pg_dump()).arg("--dbname").arg(plain.as_str()).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    let text = String::from_utf8_lossy(&dumped.stdout).into_owned();
    assert!(text.contains("COPY vault.part"), "the backup holds the vault");
    text
}

/// The newest that is installed, for it reads servers of its own and of older versions.
fn pg_dump() -> PathBuf {
    if let Some(named) = std::env::var_os("WENZE_PG_BIN").filter(|named| !named.is_empty()) {
        return PathBuf::from(named).join("pg_dump");
    }
    let installed = std::fs::read_dir("/usr/lib/postgresql").unwrap().map(|entry| entry.unwrap().path());
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    installed.max_by_key(version).unwrap().join("bin/pg_dump")
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn once_two_others_approved_it_nothing_of_the_texts_is_left(owner: PgPool) {
    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false).with_writer(heard.clone());
    let listening = tracing::subscriber::set_default(subscriber.finish());
    let archive = Archive::begin(&owner).await;
    archive.office.server.node.caught_up().await;
    assert_eq!(archive.found(SECRET).await, 1, "it is found before");
    let before = archive.everything(&owner).await;
    assert!(before.iter().filter(|(_, text)| shows(text, SECRET)).count() > 3, "the search for it proves something");

    let vault = archive.office.server.node.casework.vault();
    let text = "摘抄自案卷";
    let draft = NewDraft { author: PERSON, form_key: "a", form: "/cases/new", case: Some(archive.case), text };
    vault.keep_draft(draft).await.unwrap();

    let asked = Archive::of_case(archive.case);
    archive.post("wang", "erasures", &asked).await.problem(403, "not-permitted");
    let proposed = archive.post("sup", "erasures", &asked).await.json();
    assert_eq!(
        (proposed["state"].as_str(), proposed["covers"].as_str()),
        (Some("waiting"), Some("case")),
        "{proposed:#}"
    );
    let path = format!("erasures/{}", proposed["id"].as_str().unwrap());
    let (decision, done) = (format!("{path}/decision"), format!("{path}/carrying-out"));
    let (yes, of_case) = (with_result(&asked, "approved"), whose(&asked));
    archive.post("sup", &decision, &yes).await.problem(403, "not-authorised");
    archive.post("wang", &decision, &yes).await.problem(403, "not-permitted");
    assert_eq!(archive.post("head", &decision, &yes).await.json()["state"], "waiting");
    archive.post("head", &decision, &yes).await.problem(403, "not-authorised");
    let early = archive.post("sup", &done, &of_case).await.problem(409, "erasure");
    assert!(early["detail"].as_str().unwrap().contains("尚须1人批准"), "{early:#}");
    assert_eq!(archive.found(SECRET).await, 1, "one approval erases nothing");
    assert_eq!(archive.post("committee", &decision, &yes).await.json()["state"], "approved");
    archive.post("head", &done, &of_case).await.problem(403, "not-permitted");
    let erased = archive.post("sup", &done, &of_case).await;
    assert!(erased.status == 200 && erased.json()["keys_destroyed"].as_i64().unwrap() >= 1, "{erased:?}");
    let again = archive.post("sup", &done, &of_case).await.json();
    assert_eq!(again["keys_destroyed"], 0, "what is done is not done twice: {again:#}");
    assert_eq!(again["event_id"], erased.json()["event_id"]);

    archive.office.server.node.caught_up().await;
    assert_eq!(archive.found(SECRET).await, 0);
    assert!(vault.drafts_on(archive.case).await.unwrap().is_empty(), "a draft may say again what the case told");
    for (place, text) in archive.everything(&owner).await {
        assert!(!shows(&text, SECRET), "{place}");
        assert!(!SECRET.chars().any(|sign| text.contains(sign)), "{place} holds a piece of it");
    }
    drop(listening);
    let heard = heard.text();
    assert!(heard.len() > 1_000 && !shows(&heard, SECRET), "told to whoever reads the program's own log");
    assert_sound(&archive.office.server.node).await;
    let faults = archive.office.server.node.casework.erasure_faults().await.unwrap();
    assert!(faults.is_none() && faults.recorded == 1, "{faults:?}");
    let listed = archive.ask("head", "GET", &format!("erasures?case={}", archive.case), None).await.json();
    let erasure = &listed["items"][0]["erasures"][0];
    assert_eq!(
        (erasure["state"].as_str(), erasure["legal_basis"].as_str()),
        (Some("erased"), Some(BASIS)),
        "{listed:#}"
    );
    assert_eq!(erasure["approvals"].as_array().unwrap().len(), 2);
    assert_eq!(erasure["reason"], "保管期满", "why it was erased outlives it");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_must_be_kept_is_kept_and_the_reason_and_the_day_are_told(owner: PgPool) {
    let archive = Archive::begin(&owner).await;
    let node = &archive.office.server.node;
    let open = node.open(report(Uuid::now_v7(), "1980-01-01")).await.id;
    let told = archive.post("sup", "erasures", &Archive::of_case(open)).await.problem(409, "kept");
    assert!(told["detail"].as_str().unwrap().contains("尚未办结"), "{told:#}");
    let young = Archive::closed(&archive.office, "2019-03-05", "2020-01-02").await;
    let told = archive.post("sup", "erasures", &Archive::of_case(young)).await.problem(409, "kept");
    assert!(told["detail"].as_str().unwrap().contains("至2030-01-02止"), "{told:#}");
    // A person is kept by every case that holds his texts, the old one and the young one.
    let of_person = json!({ "person": PERSON, "legal_basis": BASIS, "reason": "本人申请" });
    let told = archive.post("sup", "erasures", &of_person).await.problem(409, "kept");
    assert!(told["detail"].as_str().unwrap().contains("2030-01-02"), "{told:#}");

    let asked = Archive::of_case(archive.case);
    let path = archive.approved(&asked).await;
    let hold = json!({ "case": archive.case, "ground": "appeal", "reason": "申诉尚在办理", "until": "2090-12-31" });
    archive.post("wang", "holds", &hold).await.problem(403, "not-permitted");
    let placed = archive.post("head", "holds", &hold).await;
    assert!(placed.status == 201 && placed.json()["is_standing"] == true, "{placed:?}");
    for (asked, path) in [(&asked, "erasures".to_owned()), (&whose(&asked), format!("{path}/carrying-out"))] {
        let told = archive.post("sup", &path, asked).await.problem(409, "kept");
        let detail = told["detail"].as_str().unwrap();
        assert!(detail.contains("涉及未决申诉") && detail.contains("至2090-12-31止"), "{told:#}");
    }
    let listed = archive.ask("sup", "GET", "erasures?lang=en", None).await.json();
    let kept: Vec<&Value> =
        listed["items"].as_array().unwrap().iter().flat_map(|one| one["kept_by"].as_array().unwrap()).collect();
    assert!(
        kept.iter().any(|one| one["said"] == "a legal hold (an appeal is pending), through 2090-12-31"),
        "{listed:#}"
    );
    let lifting = format!("holds/{}/lifting", placed.json()["id"].as_str().unwrap());
    let reason = json!({ "case": archive.case, "reason": "申诉已经办结" });
    assert_eq!(archive.post("head", &lifting, &reason).await.json()["is_standing"], false);
    archive.post("head", &lifting, &reason).await.problem(404, "not-found");
    let erased = archive.post("sup", &format!("{path}/carrying-out"), &whose(&asked)).await;
    assert_eq!(erased.status, 200, "{erased:?}");

    // A refusal is for good, and what names nobody or no law says so.
    let other = Archive::closed(&archive.office, "1989-03-05", "1990-01-02").await;
    let asked = Archive::of_case(other);
    let proposed = archive.post("sup", "erasures", &asked).await.json();
    let path = format!("erasures/{}", proposed["id"].as_str().unwrap());
    let no = archive.post("head", &format!("{path}/decision"), &with_result(&asked, "refused")).await;
    assert_eq!(no.json()["state"], "refused");
    archive
        .post("committee", &format!("{path}/decision"), &with_result(&asked, "approved"))
        .await
        .problem(409, "erasure");
    archive.post("sup", "erasures", &json!({ "legal_basis": BASIS, "reason": "x" })).await.problem(400, "malformed");
    let lawless = archive.post("sup", "erasures", &with(asked.clone(), "/legal_basis", json!(" "))).await;
    assert_eq!(lawless.problem(400, "malformed")["pointer"], "/legal_basis");
    let nowhere = with(asked, "/parts", json!([{ "event": PERSON, "part": 1 }]));
    assert_eq!(archive.post("sup", "erasures", &nowhere).await.problem(400, "malformed")["pointer"], "/parts/0");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_interrupted_is_finished_and_what_is_gone_without_an_act_is_found(owner: PgPool) {
    let archive = Archive::begin(&owner).await;
    archive.office.server.node.caught_up().await;
    let casework = &archive.office.server.node.casework;
    let (event, part): (Uuid, i16) = sqlx::query_as(
        "select p.event_id, p.part_no from vault.part p join log.event e using (event_id) \
         where e.stream_id = $1 and p.subject like 'person:%' limit 1",
    )
    .bind(archive.case)
    .fetch_one(&owner)
    .await
    .unwrap();
    let asked = json!({
        "case": archive.case, "legal_basis": BASIS, "reason": "误录", "parts": [{ "event": event, "part": part }],
    });
    let path = archive.approved(&asked).await;
    let done = format!("{path}/carrying-out");
    // The act is recorded, and then the node dies before anything is destroyed.
    run(&owner, "revoke execute on function vault.erase_recorded from wenze_app").await;
    assert!(archive.post("sup", &done, &whose(&asked)).await.status >= 500);
    let faults = casework.erasure_faults().await.unwrap();
    assert_eq!((faults.recorded, faults.undone.len(), faults.unexplained), (1, 1, 0), "{faults:?}");
    assert!(casework.finish_erasures().await.is_err());
    run(&owner, "grant execute on function vault.erase_recorded to wenze_app").await;
    assert_eq!(casework.finish_erasures().await.unwrap(), 1);
    assert_eq!(casework.finish_erasures().await.unwrap(), 0, "a later run finds nothing to do");
    assert!(casework.erasure_faults().await.unwrap().is_none());
    let left: i64 =
        sqlx::query_scalar("select count(*) from vault.part where ciphertext is null").fetch_one(&owner).await.unwrap();
    assert_eq!(left, 1, "and nothing but what was approved");
    assert_sound(&archive.office.server.node).await;

    // The application destroys nothing that the log does not say, and nothing that two did not approve.
    let app = casework.ledger().pool();
    let any: Uuid = sqlx::query_scalar("select event_id from log.event limit 1").fetch_one(&owner).await.unwrap();
    for refused in [
        sqlx::query("select vault.erase(1::smallint, 'case:x', '{}', '{}')").execute(app).await.is_err(),
        sqlx::query("select vault.erase_recorded(1::smallint, $1)").bind(any).execute(app).await.is_err(),
    ] {
        assert!(refused);
    }

    let (event, part): (Uuid, i16) =
        sqlx::query_as("select event_id, part_no from vault.part where ciphertext is not null limit 1")
            .fetch_one(&owner)
            .await
            .unwrap();
    erase_parts(&mut owner.acquire().await.unwrap(), LOG.0, &[(event, part)]).await.unwrap();
    let faults = casework.erasure_faults().await.unwrap();
    assert_eq!((faults.parts, faults.unexplained), (vec![(event, part)], 1));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_person_is_forgotten_in_every_case_and_by_the_register(owner: PgPool) {
    let archive = Archive::begin(&owner).await;
    archive.office.server.node.caught_up().await;
    let asked = json!({ "person": PERSON, "legal_basis": BASIS, "reason": "本人申请" });
    let path = archive.approved(&asked).await;
    let erased = archive.post("sup", &format!("{path}/carrying-out"), &whose(&asked)).await;
    assert_eq!((erased.status, erased.json()["keys_destroyed"].as_i64()), (200, Some(1)), "{erased:?}");
    archive.office.server.node.caught_up().await;
    for (place, text) in archive.everything(&owner).await {
        assert!(!shows(&text, NAME), "{place}");
    }
    assert_eq!(archive.found(SECRET).await, 1, "what the case tells is its own");
    let entry = archive.ask("sup", "GET", &format!("persons/{PERSON}"), None).await;
    assert!(entry.status == 200 && !entry.body.contains(NAME), "{entry:?}");
    // What comes later about the person is sealed anew, and a later run leaves it alone.
    let by = json!({ "person": { "person_id": PERSON, "as_named": "其后所记" } });
    archive.office.server.node.accept(archive.case, with(noted("其后", "1992-01-01"), "/on_behalf_of", by)).await;
    assert_eq!(archive.office.server.node.casework.finish_erasures().await.unwrap(), 0);
    assert_sound(&archive.office.server.node).await;
    let events = archive.ask("sup", "GET", &format!("cases/{}/events", archive.case), None).await;
    assert!(events.body.contains("其后所记"), "{events:?}");
}
