//! Somebody with a browser and nothing else takes in a letter that names two people, registers it, and files a case on it.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Login, NewAccount, Password};
use wenze_casework::{Held, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;
use wenze_testkit::sample;
use wenze_tests::acts::{clerk, command, request, with};

use super::forms::{encoded, hidden};
use crate::api::server::{Reply, Server};

const PASSWORD: &str = "correct horse battery";

/// A browser: it keeps its cookie and fills in what a form has.
struct Browser {
    server: Server,
    cookie: String,
}

impl Browser {
    async fn open(&self, path: &str) -> Reply {
        self.server.ask("GET", path, &[("cookie", &self.cookie)], None).await
    }

    /// Sends a form with what it hides and what is filled in.
    async fn send(&self, path: &str, form: &Reply, filled: &[(&str, &str)]) -> Reply {
        let hidden = hidden(&form.body);
        let fields: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| filled.iter().all(|(one, _)| one != name))
            .chain(filled.iter().copied())
            .collect();
        let body = encoded(&fields);
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        self.server.send(&head, body.as_bytes()).await
    }

    /// Follows the answer to a form that was stored.
    async fn stored(&self, reply: &Reply) -> (String, Reply) {
        assert_eq!(reply.status, 303, "{}", reply.body);
        let path = reply.header("location").unwrap().split('#').next().unwrap().to_owned();
        let page = self.open(&path).await;
        assert!(page.body.contains("class=\"recorded\""), "{}", page.body);
        (path.split('?').next().unwrap().to_owned(), page)
    }
}

/// An office with an account, as its administrator made them, and a browser that is signed in there.
async fn browser(owner: &PgPool) -> Browser {
    let server = Server::with_pages(owner).await;
    let node = &server.node;
    node.accept_command(&command(Place::Register, request(Kind::OrganRecorded, "2020-01-01"))).await;
    let person = Uuid::now_v7();
    let entry = with(request(Kind::OfficialRecorded, "2020-01-01"), "/refs/official", json!([person]));
    node.accept_command(&command(Place::Register, entry)).await;
    let from = PartialDate::parse("2024-01-01");
    let occurred = Occurred { date: from, ..Occurred::default() };
    let decision = wenze_casework::Decision { actor: clerk(), occurred, from, approval: None, document_no: None };
    let held = Held { person, role: Role::Clerk, office: sample::object("organ") };
    node.casework.grant_role(&held, None, &decision).await.unwrap();
    let login = Login::parse("fang").unwrap();
    let password = Password::chosen(PASSWORD, &login).unwrap();
    let access = Server::accounts(&node.casework);
    access.add_account(&NewAccount { login, person_id: person, password, must_change: false }).await.unwrap();
    node.caught_up().await;
    let mut browser = Browser { server, cookie: String::new() };
    let door = browser.open("/sign-in?next=/cases/new").await;
    let in_ = browser.send("/sign-in", &door, &[("login", "fang"), ("password", PASSWORD)]).await;
    assert_eq!((in_.status, in_.header("location")), (303, Some("/cases/new")), "{in_:?}");
    in_.header("set-cookie").unwrap().split(';').next().unwrap().clone_into(&mut browser.cookie);
    browser
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_letter_is_registered_and_a_case_filed_without_anything_but_pages(owner: PgPool) {
    let browser = browser(&owner).await;
    let form = browser.open("/cases/new").await;
    let letter = [
        ("step", "check"),
        ("blank", "1"),
        ("a0.occurred.date", "2024-03-05"),
        ("a0.payload.source_kind", "letter"),
        ("a0.payload.reporter_kind", "anonymous"),
        ("a0.payload.summary", "反映张三、李四收受礼金"),
        ("a0.payload.subjects.0.name", "张三"),
        ("a0.payload.subjects.1.name", "李四"),
        ("a1.occurred.date", "2024-03-06"),
        // A clerk enters what the desk for letters did on paper.
        ("a1.entered_from", "paper"),
        ("a1.payload.register_no", "举〔2024〕9号"),
    ];
    let answers = browser.send("/cases/new", &form, &letter).await;
    assert!(answers.status == 200 && answers.body.contains("李四"), "{}", answers.body);
    let sent = browser.send("/cases/new", &answers, &[("step", "save")]).await;
    let (case, page) = browser.stored(&sent).await;
    assert!(page.body.contains("举〔2024〕9号") && page.body.contains("张三"), "{}", page.body);

    let filing = format!("{case}/record/CaseFiled");
    let form = browser.open(&filing).await;
    let filed = [
        ("step", "check"),
        ("blank", "1"),
        ("a0.occurred.date", "2024-05-20"),
        ("a0.payload.case_no", "青纪立〔2024〕7号"),
        ("a0.payload.respondents.0.name", "张三"),
        ("a0.payload.respondents.0.kind", "cadre"),
        ("a0.payload.respondents.0.tracks", "party"),
    ];
    let asked = browser.send(&filing, &form, &filed).await;
    assert!(asked.status == 422 && asked.body.contains("a0.confirm.reason"), "a step was left out: {}", asked.body);
    let reason = ("a0.confirm.reason", "初步核实的材料在旧卷中，另行补录");
    let answers = browser.send(&filing, &asked, &[&filed[..], &[reason]].concat()).await;
    assert!(answers.status == 200 && answers.body.contains(reason.1), "{}", answers.body);
    let sent = browser.send(&filing, &answers, &[("step", "save")]).await;
    let (_, page) = browser.stored(&sent).await;
    assert!(page.body.contains("<h1>青纪立〔2024〕7号</h1>") && page.body.contains("已立案"), "{}", page.body);
}
