//! A county's commission below its city's, with people who sign in with a browser, and what they do with pages and forms.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Held, Place, Receipt};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_tests::acts::{command, confirmed, request, with};

use crate::access::province::{COUNTY, Province};
use crate::api::server::Reply;
use crate::sign_in::office::{Office, decided};
use crate::web::forms::{encoded, hidden};

/// The county and the city above it.
pub(super) struct House {
    pub(super) province: Province,
}

/// Somebody at his desk, signed in with a browser.
pub(super) struct Person<'a> {
    house: &'a House,
    pub(super) id: Uuid,
    pub(super) role: Role,
    organ: Uuid,
    cookie: String,
}

impl House {
    pub(super) async fn open(owner: &PgPool) -> Self {
        Self { province: Province::with_pages(owner).await }
    }

    pub(super) fn office(&self) -> &Office {
        &self.province.office
    }

    /// Somebody with a name, an account and a role at an organ.
    pub(super) async fn employ(&self, organ: Uuid, login: &str, name: &str, role: Role) -> Person<'_> {
        let (office, id) = (self.office(), Uuid::now_v7());
        office.enter(id, Some(name)).await;
        let held = Held { person: id, role, office: organ };
        office.server.node.casework.grant_role(&held, None, &decided(30)).await.unwrap();
        office.admit(id, login).await;
        Person { house: self, id, role, organ, cookie: office.sign_in(login).await }
    }

    /// A case of the county that a report opened.
    pub(super) async fn case(&self) -> Uuid {
        self.province.case(COUNTY, None).await
    }

    /// Until all pages show what is recorded by now.
    pub(super) async fn shown(&self) {
        self.office().server.node.caught_up().await;
    }
}

impl Person<'_> {
    /// A page as the browser gets it.
    pub(super) async fn page(&self, path: &str) -> Reply {
        self.house.office().server.ask("GET", path, &[("cookie", &self.cookie)], None).await
    }

    /// The page of a link in another page.
    pub(super) async fn follow(&self, href: &str) -> Reply {
        self.page(&href.replace("&#38;", "&")).await
    }

    /// Sends a form with what it hides and what is filled in.
    pub(super) async fn send(&self, path: &str, form: &Reply, filled: &[(&str, &str)]) -> Reply {
        let hidden = hidden(&form.body);
        let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> =
            own.filter(|(name, _)| filled.iter().all(|(one, _)| one != name)).chain(filled.iter().copied()).collect();
        let body = encoded(&fields);
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            path.replace("&#38;", "&"),
            self.cookie,
            body.len()
        );
        self.house.office().server.send(&head, body.as_bytes()).await
    }

    pub(super) async fn get(&self, path: &str) -> Reply {
        self.page(&format!("/api/v1/{path}")).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Reply {
        let lines = [("cookie", self.cookie.as_str())];
        let body = Some(body).filter(|body| !body.is_null());
        self.house.office().server.ask("POST", &format!("/api/v1/{path}"), &lines, body).await
    }

    /// Does an act in a case, in his role, as an interface beside the pages would.
    pub(super) async fn does(&self, case: Uuid, act: Value) -> Receipt {
        let actor = Actor { person_id: self.id, role: self.role, office_id: self.organ };
        let node = &self.house.office().server.node;
        node.accept_command(&Command { actor, ..command(Place::Case(case), confirmed(act)) }).await
    }

    /// Lays a paper before the head of his organ.
    pub(super) async fn asks_for_approval(&self, case: Uuid) -> Receipt {
        let paper = with(request(Kind::ApprovalRequested, "2024-02-02"), "/payload/to_post", json!("organ_principal"));
        self.does(case, with(paper, "/refs/request", json!([Uuid::now_v7()]))).await
    }
}

/// The address of the first link in a page that reads so.
pub(super) fn link(page: &Reply, word: &str) -> Option<String> {
    let end = page.body.find(&format!(">{word}</a>"))?;
    let tag = page.body[..end].rsplit("<a ").next()?;
    Some(tag.split("href=\"").nth(1)?.split('"').next()?.to_owned())
}

/// Where the form of a page is sent.
pub(super) fn action(page: &Reply) -> String {
    let sent = page.body.split("method=\"post\" action=\"/cases/").nth(1).unwrap_or_else(|| panic!("{}", page.body));
    format!("/cases/{}", sent.split('"').next().unwrap().replace("&#38;", "&"))
}

/// The only thing of a name that there is to choose, which is chosen already.
pub(super) fn chosen(page: &Reply, name: &str) -> String {
    let only = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{}", page.body));
    let (value, rest) = only.split_once('"').unwrap();
    assert!(rest.starts_with(" checked"), "{}", page.body);
    value.to_owned()
}

/// A page about a case without its id and the time at which it was shown.
pub(super) fn told(page: &Reply, case: Uuid) -> (u16, String) {
    let body = page.body.replace(&case.to_string(), "");
    let (before, rest) = body.split_once("<p class=\"now\">").unwrap_or_else(|| panic!("{body}"));
    (page.status, format!("{before}{}", rest.split_once("</p>").unwrap().1))
}
