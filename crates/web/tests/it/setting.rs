//! A node behind its pages: log, vault and read models on a real Postgres, acting as the application's role.

use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tower::ServiceExt;
use uuid::Uuid;
use wenze_access::{Access, Hashing, Login, NewAccount, Password, Provider};
use wenze_casework::{CaseFilter, Casework, Command, DeadlineFilter, Decision, Held, Place, Receipt};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;
use wenze_domain::words::{Lang, Words};
use wenze_ledger::{APP_ROLE, Ledger, LogId};
use wenze_projections::Views;
use wenze_projections::judging::Judges;
use wenze_projections::search::Search;
use wenze_projector::{Projector, Running};
use wenze_vault::{Files, MasterKey, Vault};

pub(crate) const PERSON: Uuid = Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_0000_0001);
pub(crate) const OFFICE: Uuid = Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_0000_0002);
/// The password of everybody.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// What stands between the parts of a form with files.
pub(crate) const BOUNDARY: &str = "----wenze-test-boundary";
/// As cheap as hashing can be.
const TINY: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };
/// Longest page a test reads, in bytes.
const PAGE_BYTES_MAX: usize = 4 << 20;
/// The models that pages read.
const MODELS: [&str; 2] = ["case_file", "audit_trail"];

/// A node with its pages.
pub(crate) struct Setting {
    pub(crate) casework: Casework,
    pub(crate) access: Access,
    pages: Router,
    pool: PgPool,
    _running: Running,
    _folder: Option<Folder>,
}

/// A folder of evidence files that goes with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A page as a browser gets it.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// What no text can hold.
    pub(crate) bytes: Vec<u8>,
}

impl Setting {
    pub(crate) async fn new(owner: PgPool) -> Self {
        Self::with(owner, false, |access| access, None).await
    }

    /// A node that keeps evidence files.
    pub(crate) async fn with_files(owner: PgPool) -> Self {
        let folder = Folder(std::env::temp_dir().join(format!("wenze-pages-{}", Uuid::now_v7())));
        Self::with(owner, false, |access| access, Some(folder)).await
    }

    /// A node whose people sign in with a provider.
    pub(crate) async fn with_provider(owner: PgPool, provider: Provider) -> Self {
        Self::with(owner, false, |access| access.with_provider(provider), None).await
    }

    /// A node where only those come in who are signed in.
    pub(crate) async fn closed(owner: PgPool) -> Self {
        Self::with(owner, true, |access| access, None).await
    }

    async fn with(
        owner: PgPool,
        accounts_only: bool,
        provided: impl FnOnce(Access) -> Access,
        folder: Option<Folder>,
    ) -> Self {
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
        let options = wenze_projections::models().connect_options(options);
        let pool = PgPoolOptions::new().max_connections(16).connect_with(options).await.unwrap();
        let ledger = Ledger::connect(pool.clone(), LogId(1), "test", wenze_ledger::Bounds::default()).await.unwrap();
        let vault = Vault::open(pool.clone(), 1, MasterKey::from_hex(&"5a".repeat(32)).unwrap());
        let bounds = wenze_projector::Bounds::default();
        let models = wenze_projections::models_judged_by(&Judges::shipped(), Search::over(vault.clone()));
        let projector = Projector::new(ledger.clone(), models, "test", bounds).await.unwrap();
        let views = Views::new(pool.clone(), projector.clone());
        let casework = match &folder {
            Some(folder) => {
                let files = Files::in_folder(&vault, &folder.0).unwrap();
                Casework::with_files(ledger, vault, files, views)
            }
            None => Casework::new(ledger, vault, views),
        };
        let access = provided(Access::new(pool.clone(), TINY, [7; 32]));
        let pages = wenze_web::router(casework.clone(), access.clone(), accounts_only);
        let setting = Self { pages, access, casework, pool, _running: projector.start(), _folder: folder };
        setting.wait_until_built().await;
        setting
    }

    /// The first build of the tables takes a moment.
    async fn wait_until_built(&self) {
        for _ in 0..1000 {
            let listed = self.casework.cases(&CaseFilter::default(), None, 1).await;
            let named = self.casework.persons(None, 1).await;
            let told = self.casework.audit(PERSON, 0, 1, Words::of(Lang::En)).await;
            if listed.is_ok() && named.is_ok() && matches!(told, Err(wenze_casework::Error::NotFound { .. })) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the read models were not built");
    }

    /// The table of duties is the last to be built, and only work lists read it.
    pub(crate) async fn wait_until_judged(&self) {
        for _ in 0..1000 {
            if self.casework.deadlines(&DeadlineFilter::default(), None, 1, Words::of(Lang::En)).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the duties were not judged");
    }

    /// Waits until every table shows all that is recorded by now.
    pub(crate) async fn wait_for_boards(&self) {
        let head = self.casework.ledger().head().await.unwrap();
        for model in self.casework.models().await.unwrap() {
            assert!(
                self.casework.views().reached(model.name, head, Duration::from_secs(30)).await.unwrap(),
                "{}",
                model.name
            );
        }
    }

    /// Records acts and waits until the pages show them.
    pub(crate) async fn record(&self, place: Place, acts: Vec<Value>) -> Receipt {
        let actor = Actor { person_id: PERSON, role: Role::Intake, office_id: OFFICE };
        let command = Command { route: "test", place, acts, actor, idempotency_key: None, if_match: None };
        let receipt = self.casework.record(&command).await.unwrap();
        for model in MODELS {
            self.casework.wait_for_view(model, &receipt.position).await.unwrap();
        }
        receipt
    }

    /// A case that begins with a report with this summary, registered under this number.
    pub(crate) async fn case(&self, number: &str, summary: &str) -> Uuid {
        let received = self.record(Place::NewCase(None), vec![report(summary)]).await;
        let id = received.events[0].refs["report"][0].clone();
        let registered = json!({
            "kind": "ReportRegistered", "occurred": { "date": "2024-03-06" }, "refs": { "report": [id] },
            "payload": { "register_no": number, "ledger": "台账", "handler": { "person_id": PERSON } },
        });
        self.record(Place::Case(received.id), vec![registered]).await;
        received.id
    }

    /// A report that somebody handles, and waits until the work lists tell of it.
    pub(crate) async fn register_for(&self, handler: Uuid, number: &str) -> Uuid {
        let mut petition = report("反映收受礼金");
        petition["regime"] = json!({ "regime": "cn-petition" });
        let received = self.record(Place::NewCase(None), vec![petition]).await;
        let id = received.events[0].refs["report"][0].clone();
        let registered = json!({
            "kind": "ReportRegistered", "occurred": { "date": "2024-03-06" }, "refs": { "report": [id] },
            "payload": { "register_no": number, "ledger": "台账", "handler": { "person_id": handler } },
        });
        let assigned = json!({
            "kind": "HandlerAssigned", "occurred": { "date": "2024-03-06" }, "refs": { "object": [id] },
            "payload": { "duty": "report", "person": { "person_id": handler }, "office": { "organ_id": OFFICE },
                "by": "not_recorded", "received_on": "2024-03-06" },
        });
        let receipt = self.record(Place::Case(received.id), vec![registered, assigned]).await;
        self.casework.wait_for_view("procedure_check", &receipt.position).await.unwrap();
        received.id
    }

    /// Enters an office and somebody with an account, who holds these roles there.
    pub(crate) async fn employ(&self, login: &str, roles: &[Role], must_change: bool) -> Uuid {
        self.found_office().await;
        let person = Uuid::now_v7();
        let entry = json!({ "kind": "OfficialRecorded", "occurred": { "date": "2020-01-01" }, "refs": { "official": [person] },
            "payload": { "name": format!("王{login}"), "identity": "not_recorded", "status": "not_recorded" } });
        let receipt = self.record(Place::Register, vec![entry]).await;
        self.casework.wait_for_view("register", &receipt.position).await.unwrap();
        self.admit(login, person, roles, must_change).await;
        person
    }

    /// Enters the office in the register, where it is not there yet.
    async fn found_office(&self) {
        let organ = json!({ "kind": "OrganRecorded", "occurred": { "date": "2020-01-01" }, "refs": { "organ": [OFFICE] },
            "payload": { "name": "青川县纪委监委", "level": "county", "kind": "not_recorded" } });
        if self.casework.organ(OFFICE).await.is_err() {
            self.record(Place::Register, vec![organ]).await;
        }
    }

    /// Gives somebody of the register an account and these roles at the office.
    pub(crate) async fn admit(&self, login: &str, person: Uuid, roles: &[Role], must_change: bool) {
        self.found_office().await;
        for role in roles {
            let held = Held { person, role: *role, office: OFFICE };
            let actor = Actor { person_id: PERSON, role: Role::Admin, office_id: OFFICE };
            let occurred = Occurred::on(PartialDate::parse("2024-01-01").unwrap());
            let decision = Decision { actor, from: occurred.date, occurred, approval: None, document_no: None };
            self.casework.grant_role(&held, None, &decision).await.unwrap();
        }
        let login = Login::parse(login).unwrap();
        let password = Password::chosen(PASSWORD, &login).unwrap();
        self.access.add_account(&NewAccount { login, person_id: person, password, must_change }).await.unwrap();
    }

    /// Signs in through the page, and keeps the cookie.
    pub(crate) async fn sign_in(&self, login: &str) -> String {
        let page = self.post("/sign-in", &[], &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        page.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        self.send("GET", path, headers).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Page {
        self.exchange(method, path, headers, Vec::new()).await
    }

    /// Sends a form as a browser does.
    pub(crate) async fn post(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Page {
        let own = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let given: Vec<(&str, &str)> =
            own.into_iter().filter(|(name, _)| headers.iter().all(|(one, _)| one != name)).collect();
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.exchange("POST", path, &[&given, headers].concat(), body).await
    }

    /// Sends a form with files as a browser does: each by the name of its field, what it is called, what it is, and its bytes.
    pub(crate) async fn post_files(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        for (name, called, media_type, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\nContent-Type: {media_type}\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.post_parts(path, headers, body).await
    }

    /// The same as it arrives, already in its parts, which [`BOUNDARY`] divides.
    pub(crate) async fn post_parts(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let own = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
        self.exchange("POST", path, &[&own, headers].concat(), body).await
    }

    async fn exchange(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.pages.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, PAGE_BYTES_MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }

    /// Listens to what a page is told, for as long as the answer is held.
    pub(crate) async fn listen(&self, path: &str, cookie: &str) -> BodyDataStream {
        let request = Request::builder().uri(path).header("cookie", cookie).body(Body::empty()).unwrap();
        let answer = self.pages.clone().oneshot(request).await.unwrap();
        assert_eq!(
            (answer.status(), answer.headers()["content-type"].to_str().unwrap()),
            (StatusCode::OK, "text/event-stream")
        );
        answer.into_body().into_data_stream()
    }

    /// Whether a read model comes to show a position.
    pub(crate) async fn reached(&self, model: &str, position: i64) -> bool {
        self.casework.views().reached(model, position, Duration::from_mins(1)).await.unwrap()
    }

    /// Takes the database away.
    pub(crate) async fn cut_off(&self) {
        self.pool.close().await;
    }
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}

/// A report by letter, dated a day before its registration.
pub(crate) fn report(summary: &str) -> Value {
    json!({
        "kind": "ReportReceived", "occurred": { "date": "2024-03-05" },
        "payload": {
            "source_kind": "letter", "reporter_kind": "anonymous", "reporter": "not_recorded",
            "contact_given": false, "contact": "not_recorded", "summary": summary,
            "verbatim_ref": { "text": summary }, "verbatim_sha256": "0".repeat(64),
            "subjects": [{ "subject_no": 1, "name": "张<b>三</b>", "post": "局长", "level": "county",
                "managing_organ": "not_recorded", "is_own_principal": false }],
        },
    })
}
