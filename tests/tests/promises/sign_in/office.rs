//! An office that serves only whoever is signed in: its organ, its people with their roles and accounts.

use chrono::{Days, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Access, Login, NewAccount, Password};
use wenze_api::{ApiOptions, Hashing};
use wenze_casework::{Decision, Held, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::{Occurred, office_day};
use wenze_testkit::sample;
use wenze_tests::acts::{clerk, command, request, with};

use crate::api::server::{Reply, Server};

/// The password of everybody.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// As cheap as hashing can be.
pub(crate) const TINY: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };

/// An office behind its door.
pub(crate) struct Office {
    pub(crate) server: Server,
    pub(crate) access: Access,
    /// Its organ.
    pub(crate) organ: Uuid,
}

impl Office {
    /// An office where only whoever is signed in comes in.
    pub(crate) async fn open(owner: &PgPool) -> Self {
        Self::with(owner, false).await
    }

    /// An office where somebody who is not signed in may name himself.
    pub(crate) async fn trusting(owner: &PgPool) -> Self {
        Self::with(owner, true).await
    }

    /// The first, with read models that follow the log.
    pub(crate) async fn living(owner: &PgPool) -> Self {
        Self::of(Server::living(owner, Self::options(false)).await).await
    }

    /// The same with its pages beside the API.
    pub(crate) async fn with_pages(owner: &PgPool) -> Self {
        Self::of(Server::whole(owner, Self::options(false)).await).await
    }

    async fn with(owner: &PgPool, named_actors: bool) -> Self {
        Self::of(Server::still(owner, Self::options(named_actors)).await).await
    }

    fn options(named_actors: bool) -> ApiOptions {
        ApiOptions { named_actors, hashing: TINY, ..ApiOptions::default() }
    }

    async fn of(server: Server) -> Self {
        let act = command(Place::Register, request(Kind::OrganRecorded, "2020-01-01"));
        server.node.accept_command(&act).await;
        let access = wenze_api::access(&server.node.casework, TINY);
        Self { server, access, organ: sample::object("organ") }
    }

    /// Enters a person in the register, with roles at the office, and an account.
    pub(crate) async fn employ(&self, login: &str, roles: &[Role]) -> Uuid {
        self.employ_as(Uuid::now_v7(), login, roles).await
    }

    /// The same of a person of this id.
    pub(crate) async fn employ_as(&self, person: Uuid, login: &str, roles: &[Role]) -> Uuid {
        self.enter(person, None).await;
        for role in roles {
            self.grant(person, *role, None).await;
        }
        self.admit(person, login).await;
        person
    }

    /// Enters a person in the register, by a name where one is told.
    pub(crate) async fn enter(&self, person: Uuid, name: Option<&str>) {
        let mut entry = with(request(Kind::OfficialRecorded, "2020-01-01"), "/refs/official", json!([person]));
        if let Some(name) = name {
            entry = with(entry, "/payload/name", json!(name));
        }
        self.server.node.accept_command(&command(Place::Register, entry)).await;
    }

    /// Gives a person of the register an account.
    pub(crate) async fn admit(&self, person: Uuid, login: &str) {
        let login = Login::parse(login).unwrap();
        let password = Password::chosen(PASSWORD, &login).unwrap();
        let new = NewAccount { login, person_id: person, password, must_change: false };
        self.access.add_account(&new).await.unwrap();
    }

    /// Enters an organ below another in the register.
    pub(crate) async fn found(&self, organ: Uuid, above: Uuid) {
        let entry = with(request(Kind::OrganRecorded, "2020-01-01"), "/refs/organ", json!([organ]));
        let entry = with(entry, "/refs/parent", json!([above]));
        self.server.node.accept_command(&command(Place::Register, entry)).await;
    }

    /// Enters a person in the register, with one role at an organ, and an account.
    pub(crate) async fn employ_at(&self, organ: Uuid, login: &str, role: Role) -> Uuid {
        let person = self.employ(login, &[]).await;
        let held = Held { person, role, office: organ };
        self.server.node.casework.grant_role(&held, None, &decided(30)).await.unwrap();
        person
    }

    pub(crate) fn held(&self, person: Uuid, role: Role) -> Held {
        Held { person, role, office: self.organ }
    }

    /// Grants a role from a month ago on.
    pub(crate) async fn grant(&self, person: Uuid, role: Role, until: Option<PartialDate>) {
        let held = self.held(person, role);
        self.server.node.casework.grant_role(&held, until, &decided(30)).await.unwrap();
    }

    /// Takes a role back from today on, by a decision on paper.
    pub(crate) async fn revoke(&self, person: Uuid, role: Role) {
        let revoked = json!({
            "kind": "RoleRevoked", "occurred": { "date": ago(0) }, "entered_from": "paper",
            "refs": { "official": [person], "organ": [self.organ] },
            "payload": { "role": role, "from": ago(0), "reason": "调离" },
        });
        self.server.node.accept_command(&command(Place::Grants, revoked)).await;
    }

    /// Tries to sign in.
    pub(crate) async fn try_to_sign_in(&self, login: &str, password: &str) -> Reply {
        let body = json!({ "login": login, "password": password });
        self.server.ask("POST", "/api/v1/session", &[], Some(&body)).await
    }

    /// Signs in, which must succeed, and keeps the cookie.
    pub(crate) async fn sign_in(&self, login: &str) -> String {
        let reply = self.try_to_sign_in(login, PASSWORD).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        cookie_of(&reply)
    }

    /// The value of `Wenze-As` for a role at the office.
    pub(crate) fn acting_as(&self, role: Role) -> String {
        format!("role={role};office={}", self.organ)
    }

    /// Reads a case that is not there: 404 for whoever may ask.
    pub(crate) async fn read(&self, lines: &[(&str, &str)]) -> Reply {
        self.server.ask("GET", &format!("/api/v1/cases/{}", Uuid::from_u128(1)), lines, None).await
    }

    /// Records that a report came in.
    pub(crate) async fn record(&self, lines: &[(&str, &str)]) -> Reply {
        self.server.ask("POST", "/api/v1/cases", lines, Some(&report())).await
    }

    /// How many events the log holds.
    pub(crate) async fn events(&self) -> i64 {
        self.server.node.casework.ledger().head().await.unwrap()
    }
}

/// A report with an object of its own.
fn report() -> Value {
    wenze_tests::acts::report(Uuid::now_v7(), "2024-03-05")
}

/// The cookie that an answer gives, as a browser sends it back.
pub(crate) fn cookie_of(reply: &Reply) -> String {
    let given = reply.header("set-cookie").unwrap_or_else(|| panic!("no cookie: {reply:?}"));
    given.split(';').next().unwrap().to_owned()
}

/// The day so many days ago.
pub(crate) fn ago(days: u64) -> PartialDate {
    PartialDate::day(office_day(Utc::now()).checked_sub_days(Days::new(days)).unwrap())
}

pub(crate) fn decided(days_ago: u64) -> Decision {
    let date = Some(ago(days_ago));
    let occurred = Occurred { date, ..Occurred::default() };
    Decision { actor: clerk(), occurred, from: date, approval: None, document_no: None }
}
