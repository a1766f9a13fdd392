//! A city with two counties below it, each with its commission and people who sign in, and a case of one of the counties.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_tests::acts::{command, confirmed, report, request, with};

use crate::api::server::Reply;
use crate::sign_in::office::Office;

/// The county that handles the case.
pub(crate) const COUNTY: Uuid = Uuid::from_u128(0xc0_0001);
/// The county beside it.
pub(crate) const BESIDE: Uuid = Uuid::from_u128(0xc0_0002);
/// An id that no case has.
const NONE: Uuid = Uuid::from_u128(0x404);

/// The city and its counties.
pub(crate) struct Province {
    pub(crate) office: Office,
}

impl Province {
    pub(crate) async fn begin(owner: &PgPool) -> Self {
        Self::of(Office::living(owner).await).await
    }

    /// The same with its pages beside the API.
    pub(crate) async fn with_pages(owner: &PgPool) -> Self {
        Self::of(Office::with_pages(owner).await).await
    }

    async fn of(office: Office) -> Self {
        for county in [COUNTY, BESIDE] {
            office.found(county, office.organ).await;
        }
        Self { office }
    }

    /// The organ above both counties.
    pub(crate) fn city(&self) -> Uuid {
        self.office.organ
    }

    /// Somebody with one role, signed in.
    pub(crate) async fn employ(&self, organ: Uuid, login: &str, role: Role) -> Somebody<'_> {
        let id = self.office.employ_at(organ, login, role).await;
        Somebody { province: self, id, cookie: self.office.sign_in(login).await }
    }

    /// A report that came in at an organ, which opens a case.
    pub(crate) async fn case(&self, organ: Uuid, mark: Option<&str>) -> Uuid {
        let mut act = with(report(Uuid::now_v7(), "2024-02-01"), "/payload/summary", json!("反映违规报销差旅费"));
        if let Some(mark) = mark {
            act = with(act, "/confidentiality", json!(mark));
        }
        let opened = Command { actor: clerk_at(organ), ..command(Place::NewCase(None), act) };
        self.office.server.node.accept_command(&opened).await.id
    }

    /// Files a case at the organ that handles it.
    pub(crate) async fn file(&self, case: Uuid, organ: Uuid) {
        let mut act = confirmed(request(Kind::CaseFiled, "2024-02-02"));
        for field in ["organ", "designated_by"] {
            act = with(act, &format!("/payload/{field}"), json!({ "organ_id": organ }));
        }
        self.record(case, organ, act).await;
    }

    /// Records an act in a case, entered at an organ.
    pub(crate) async fn record(&self, case: Uuid, organ: Uuid, act: Value) {
        let act = Command { actor: clerk_at(organ), ..command(Place::Case(case), act) };
        self.office.server.node.accept_command(&act).await;
    }
}

/// A clerk at an organ.
pub(crate) fn clerk_at(organ: Uuid) -> Actor {
    Actor { office_id: organ, ..wenze_tests::acts::clerk() }
}

/// Somebody who is signed in.
pub(crate) struct Somebody<'a> {
    province: &'a Province,
    pub(crate) id: Uuid,
    cookie: String,
}

impl Somebody<'_> {
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.province.office.server.ask("GET", path, &[("cookie", &self.cookie)], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.province.office.server.ask("POST", path, &[("cookie", &self.cookie)], Some(body)).await
    }

    /// Whether he reads the case; where he does not, the answer is the one to a case that there is not, byte by byte.
    pub(crate) async fn sees(&self, case: Uuid) -> bool {
        let reply = self.get(&format!("/api/v1/cases/{case}")).await;
        if reply.status == 200 {
            return true;
        }
        let none = self.get(&format!("/api/v1/cases/{NONE}")).await;
        let told = |reply: &Reply, case: Uuid| {
            let head: Vec<&str> = reply.head.lines().filter(|line| !differs(line)).collect();
            let id = reply.header("x-request-id").unwrap_or("-");
            (head.join("\n"), reply.body.replace(id, "").replace(&case.to_string(), ""))
        };
        assert_eq!((reply.status, told(&reply, case)), (404, told(&none, NONE)));
        false
    }

    /// The cases of his list and of a search, and how many reports a statistic counts.
    pub(crate) async fn found(&self) -> (Vec<Uuid>, Vec<Uuid>, i64) {
        let listed = self.get("/api/v1/cases?limit=200").await.json();
        let found = self.get("/api/v1/search?q=%E8%BF%9D%E8%A7%84").await.json();
        let counted = self.get("/api/v1/statistics/reports?by=").await.json();
        let searched = ids(&found["items"], "case");
        assert_eq!(found["count"], json!(searched.len()), "{found:#}");
        (ids(&listed["items"], "id"), searched, total(&counted))
    }
}

fn differs(line: &str) -> bool {
    ["x-request-id:", "date:"].iter().any(|name| line.to_lowercase().starts_with(name))
}

fn ids(items: &Value, name: &str) -> Vec<Uuid> {
    let mut all: Vec<Uuid> = items
        .as_array()
        .unwrap_or_else(|| panic!("{items}"))
        .iter()
        .map(|one| one[name].as_str().unwrap().parse().unwrap())
        .collect();
    all.sort();
    all
}

fn total(table: &Value) -> i64 {
    table["total"].as_i64().unwrap_or_else(|| panic!("{table:#}"))
}
