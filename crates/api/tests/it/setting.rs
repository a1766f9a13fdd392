//! A whole node behind its router: log, vault and read models on a real Postgres, acting as the application's role.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tower::ServiceExt;
use uuid::Uuid;
use wenze_api::ApiOptions;
use wenze_casework::{CaseFilter, Casework, DeadlineFilter};
use wenze_domain::words::{Lang, Words};
use wenze_ledger::{APP_ROLE, Ledger, LogId};
use wenze_projections::Views;
use wenze_projections::judging::Judges;
use wenze_projections::search::Search;
use wenze_projector::{Projector, Running};
use wenze_vault::{MasterKey, Vault};

/// Who records in the tests.
pub(crate) const PERSON: Uuid = Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_0000_0001);
/// Where.
pub(crate) const OFFICE: Uuid = Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_0000_0002);

/// A node with its router.
pub(crate) struct Setting {
    pub(crate) owner: PgPool,
    pub(crate) router: Router,
    pub(crate) casework: Casework,
    pub(crate) running: Option<Running>,
    pub(crate) projector: Projector,
}

impl Setting {
    /// A node whose read models follow the log.
    pub(crate) async fn new(owner: PgPool) -> Self {
        Self::judged_by(owner, Judges::shipped()).await
    }

    /// A node whose cases are judged by these.
    pub(crate) async fn judged_by(owner: PgPool, judges: Judges) -> Self {
        let mut setting = Self::still(owner, judges).await;
        setting.running = Some(setting.projector.start());
        // The first build of the tables takes a moment, and nobody asks before it is done.
        for _ in 0..1000 {
            let built = setting.casework.cases(&CaseFilter::default(), None, 1).await.is_ok()
                && setting.casework.persons(None, 1).await.is_ok()
                && setting.casework.deadlines(&DeadlineFilter::default(), None, 1, Words::of(Lang::ZhCn)).await.is_ok()
                && matches!(
                    setting.casework.responsibilities(PERSON, None, 1, Words::of(Lang::En)).await,
                    Err(wenze_casework::Error::NotFound { .. })
                )
                && matches!(
                    setting.casework.audit(PERSON, 0, 1, Words::of(Lang::En)).await,
                    Err(wenze_casework::Error::NotFound { .. })
                );
            if built {
                return setting;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the read models were not built: {:?}", setting.projector.status().await);
    }

    /// A node whose read models stand still.
    pub(crate) async fn without_views(owner: PgPool) -> Self {
        Self::still(owner, Judges::shipped()).await
    }

    async fn still(owner: PgPool, judges: Judges) -> Self {
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
        let options = wenze_projections::models().connect_options(options);
        let pool = PgPoolOptions::new().max_connections(8).connect_with(options).await.unwrap();
        let ledger = Ledger::connect(pool.clone(), LogId(1), "test", wenze_ledger::Bounds::default()).await.unwrap();
        let vault = Vault::open(pool.clone(), 1, MasterKey::from_hex(&"5a".repeat(32)).unwrap());
        let models = wenze_projections::models_judged_by(&judges, Search::over(vault.clone()));
        let bounds = wenze_projector::Bounds::default();
        let projector = Projector::new(ledger.clone(), models, "test", bounds).await.unwrap();
        let casework = Casework::new(ledger, vault, Views::new(pool, projector.clone()).judged_by(judges));
        let router = wenze_api::router(casework.clone(), ApiOptions::default());
        Self { owner, router, casework, running: None, projector }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(ask("GET", path)).await
    }

    /// Sends an act or a list of acts, as the recorder of the tests.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(ask("POST", path).acting().json(body)).await
    }

    pub(crate) async fn send(&self, ask: Ask) -> Reply {
        let answer = self.router.clone().oneshot(ask.into_request()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Everything the log holds: nothing was stored when it is the same afterwards.
    pub(crate) async fn stored(&self) -> (i64, i64, i64) {
        sqlx::query_as(
            "select (select count(*) from log.event), (select count(*) from vault.part), \
             (select count(*) from log.command_result)",
        )
        .fetch_one(&self.owner)
        .await
        .unwrap()
    }

    /// A case that begins with a report, and the report.
    pub(crate) async fn open_case(&self) -> (String, String) {
        let reply = self.post("/api/v1/cases", &report("2024-03-05")).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let body = reply.json();
        let report = body["events"][0]["refs"]["report"][0].as_str().unwrap().to_owned();
        (format!("/api/v1/cases/{}", body["id"].as_str().unwrap()), report)
    }
}

/// A request being written.
pub(crate) struct Ask {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

pub(crate) fn ask(method: &str, path: &str) -> Ask {
    Ask { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
}

impl Ask {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn acting(self) -> Self {
        self.header("wenze-actor", &format!("{PERSON};role=INSPECTOR;office={OFFICE}"))
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.raw(body.to_string())
    }

    /// A body as it is, under the type of JSON.
    pub(crate) fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", "application/json")
    }

    fn into_request(self) -> Request<Body> {
        let mut request = Request::builder().method(self.method.as_str()).uri(self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer must be a complete problem document of this kind.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem:#}");
        assert_eq!(problem["type"], format!("/problems/{code}"));
        assert_eq!(problem["status"], status);
        assert_eq!(problem["instance"], format!("urn:uuid:{}", self.header("x-request-id")));
        assert!(["title", "detail"].iter().all(|name| problem[name].as_str().is_some_and(|t| !t.is_empty())));
        problem
    }
}

/// A report received on a day.
pub(crate) fn report(day: &str) -> Value {
    json!({
        "kind": "ReportReceived",
        "occurred": { "date": day },
        "payload": {
            "source_kind": "letter",
            "reporter_kind": "real_name",
            "reporter": "李四",
            "contact_given": true,
            "contact": "13800000000",
            "subjects": [{
                "subject_no": 1,
                "name": "张三",
                "post": "副局长",
                "managing_organ": "not_recorded",
                "level": "county",
                "is_own_principal": false
            }],
            "summary": "反映张三违规收受礼金",
            "verbatim_ref": { "text": "来信原文" },
            "verbatim_sha256": "not_recorded"
        }
    })
}

/// A report entered in the register under a number.
pub(crate) fn registered(report: &str, number: &str) -> Value {
    json!({
        "kind": "ReportRegistered",
        "occurred": { "date": "2024-03-06" },
        "refs": { "report": [report] },
        "payload": { "register_no": number, "ledger": "信访台账", "handler": { "person_id": PERSON } }
    })
}

/// A report accepted on a day.
pub(crate) fn accepted(report: &str, day: &str) -> Value {
    json!({
        "kind": "ReportAccepted",
        "occurred": { "date": day },
        "refs": { "report": [report] },
        "payload": { "competent_organ": { "organ_id": OFFICE }, "scope": "县管干部" }
    })
}

/// A filing of one cadre on one track under a number, recorded before its approval.
pub(crate) fn filed(number: &str, day: &str) -> Value {
    json!({
        "kind": "CaseFiled",
        "occurred": { "date": day },
        "confirm_out_of_order": { "reason": "审批表后补" },
        "payload": {
            "case_no": number,
            "organ": { "organ_id": OFFICE },
            "respondents": [{
                "kind": "cadre", "name": "张三", "post": "副局长", "post_level": "county",
                "post_kind": "other", "identity": "party_member", "status": "in_office", "elected": false,
                "employer_kind": "not_recorded", "managing_organ": "not_recorded", "tracks": ["party"]
            }]
        }
    })
}
