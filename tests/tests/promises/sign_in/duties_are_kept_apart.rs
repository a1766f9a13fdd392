//! Whoever investigated does not review, and nobody approves his own work: in the system. What happened on paper is recorded.

use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_testkit::sample;
use wenze_tests::acts::{confirmed, request, with};

use super::office::{Office, ago};
use crate::api::server::Reply;

/// Somebody at an office with a case.
struct Desk<'a> {
    office: &'a Office,
    cookie: String,
}

impl Desk<'_> {
    async fn of<'a>(office: &'a Office, login: &str, roles: &[Role]) -> Desk<'a> {
        office.employ(login, roles).await;
        Desk { office, cookie: office.sign_in(login).await }
    }

    async fn does(&self, role: Role, path: &str, act: Value) -> Reply {
        let acting = self.office.acting_as(role);
        let lines = [("cookie", self.cookie.as_str()), ("wenze-as", acting.as_str())];
        self.office.server.ask("POST", path, &lines, Some(&confirmed(act))).await
    }
}

impl Desk<'_> {
    /// What is offered of a kind in a role.
    async fn offered(&self, role: Role, acts: &str, kind: Kind) -> Value {
        let acting = self.office.acting_as(role);
        let lines = [("cookie", self.cookie.as_str()), ("wenze-as", acting.as_str())];
        let told = self.office.server.ask("GET", acts, &lines, None).await.json();
        let items = told["items"].as_array().unwrap_or_else(|| panic!("{told:#}"));
        items.iter().find(|item| item["kind"] == kind.as_str()).unwrap().clone()
    }

    /// A page in a role.
    async fn page(&self, role: Role, path: &str) -> String {
        self.office.server.node.caught_up().await;
        let cookie = format!("{}; wenze_role={role}.{}", self.cookie, self.office.organ);
        let reply = self.office.server.ask("GET", path, &[("cookie", &cookie)], None).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.body
    }
}

/// An act of a kind in which nobody is named.
fn plain(kind: Kind) -> Value {
    let act = request(kind, "2024-03-05");
    if act["payload"].get("officers").is_some() { with(act, "/payload/officers", json!("not_recorded")) } else { act }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_somebody_did_keeps_him_from_what_is_anothers_and_is_named(owner: PgPool) {
    let office = Office::open(&owner).await;
    let wang = Desk::of(&office, "wang", &[Role::Inspector, Role::Reviewer, Role::OrganHead]).await;
    let li = Desk::of(&office, "li", &[Role::Reviewer]).await;
    let opened = wang.does(Role::Inspector, "/api/v1/cases", plain(Kind::CaseFilingProposed)).await;
    let acts = format!("{}/acts", opened.header("location").unwrap_or_else(|| panic!("{opened:?}")));
    let collected = wang.does(Role::Inspector, &acts, plain(Kind::EvidenceCollected)).await;
    assert_eq!(collected.status, 201, "{collected:?}");
    let before = office.events().await;
    let refused = wang.does(Role::Reviewer, &acts, plain(Kind::ReviewAccepted)).await.problem(403, "separation");
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("收集证据") && detail.contains("2024年3月5日"), "{detail}");
    let refused = wang.does(Role::OrganHead, &format!("{acts}?lang=en"), plain(Kind::CaseFilingApproved)).await;
    let refused = refused.problem(403, "separation")["detail"].to_string();
    assert!(refused.contains("his own work") && refused.contains("5 March 2024"), "{refused}");
    assert_eq!(office.events().await, before, "nothing was stored");
    // Somebody else does it, and on paper it happened whoever did it.
    assert_eq!(li.does(Role::Reviewer, &acts, plain(Kind::ReviewAccepted)).await.status, 201);
    let paper = with(plain(Kind::ReviewReportSubmitted), "/entered_from", json!("paper"));
    assert_eq!(wang.does(Role::Reviewer, &acts, paper).await.status, 201, "recorded first, judged second");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_approves_by_delegation_what_he_submitted(owner: PgPool) {
    let office = Office::open(&owner).await;
    let head = office.employ("head", &[Role::OrganHead]).await;
    let wang = Desk::of(&office, "wang", &[Role::Inspector]).await;
    let li = Desk::of(&office, "li", &[Role::Clerk]).await;
    let session = office.sign_in("head").await;
    let account = async |login: &str| {
        let login = wenze_access::Login::parse(login).unwrap();
        office.access.account(&login).await.unwrap().person_id
    };
    for to in ["wang", "li"] {
        let delegation = json!({
            "kind": "AuthorityDelegated", "occurred": { "date": "2024-01-01" },
            "payload": {
                "from": { "person_id": head }, "to": { "person_id": account(to).await },
                "acts": ["CaseFilingApproved"], "office": { "organ_id": office.organ },
                "from_on": "2024-01-01", "document_no": "not_recorded",
            },
        });
        let lines = [("cookie", session.as_str())];
        let given = office.server.ask("POST", "/api/v1/delegations", &lines, Some(&delegation)).await;
        assert_eq!(given.status, 201, "{given:?}");
    }
    let opened = wang.does(Role::Inspector, "/api/v1/cases", plain(Kind::CaseFilingProposed)).await;
    let acts = format!("{}/acts", opened.header("location").unwrap());
    let instead = format!("{};for={head}", office.acting_as(Role::OrganHead));
    let approval = confirmed(with(plain(Kind::CaseFilingApproved), "/occurred/date", json!(ago(0))));
    let by = async |desk: &Desk<'_>| {
        let lines = [("cookie", desk.cookie.as_str()), ("wenze-as", instead.as_str())];
        office.server.ask("POST", &acts, &lines, Some(&approval)).await
    };
    by(&wang).await.problem(403, "separation");
    assert_eq!(by(&li).await.status, 201, "whoever submitted nothing approves in the leader's stead");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_another_must_do_is_not_offered_as_something_to_do(owner: PgPool) {
    let office = Office::with_pages(&owner).await;
    let wang = Desk::of(&office, "wang", &[Role::Inspector, Role::Reviewer, Role::OrganHead]).await;
    let li = Desk::of(&office, "li", &[Role::Reviewer]).await;
    let opened = wang.does(Role::Inspector, "/api/v1/cases", plain(Kind::CaseFilingProposed)).await;
    let case = opened.header("location").unwrap().to_owned();
    let acts = format!("{case}/acts");
    assert_eq!(wang.does(Role::Inspector, &acts, plain(Kind::EvidenceCollected)).await.status, 201);
    for (role, kind, said) in
        [(Role::Reviewer, Kind::ReviewAccepted, "收集证据"), (Role::OrganHead, Kind::CaseFilingApproved, "本人提交")]
    {
        let his = wang.offered(role, &acts, kind).await;
        let reason = his["reason"].as_str().unwrap_or_else(|| panic!("{his:#}"));
        assert!(his["status"] == "refused" && reason.contains(said), "{his:#}");
        assert!(his["actors"].as_array().is_some_and(|actors| !actors.is_empty()), "who can: {his:#}");
    }
    assert_ne!(li.offered(Role::Reviewer, &acts, Kind::ReviewAccepted).await["status"], "refused");
    // The case page and the search for acts say the same.
    let page = case.replace("/api/v1", "");
    for path in [page.clone(), format!("{page}/record")] {
        let (his, anothers) = (wang.page(Role::Reviewer, &path).await, li.page(Role::Reviewer, &path).await);
        assert!(his.contains("不得再参与本案审理") && !anothers.contains("不得再参与本案审理"), "{path}: {his}");
    }
    assert!(wang.page(Role::Reviewer, &page).await.contains("须由他人办理：审理人员"), "who can");
    nothing_offered_is_refused(&wang, &acts).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_somebody_proposed_or_wrote_he_is_not_offered_to_approve(owner: PgPool) {
    let office = Office::open(&owner).await;
    let wang = Desk::of(&office, "wang", &[Role::Inspector, Role::OrganHead]).await;
    let li = Desk::of(&office, "li", &[Role::Inspector]).await;
    let zhao = Desk::of(&office, "zhao", &[Role::OrganHead]).await;
    office.enter(sample::object("official"), None).await;
    let opened = wang.does(Role::Inspector, "/api/v1/cases", plain(Kind::CaseFilingProposed)).await;
    let acts = format!("{}/acts", opened.header("location").unwrap());
    let proposed = wang.does(Role::Inspector, &acts, plain(Kind::ClarificationProposed)).await;
    assert_eq!(proposed.status, 201, "{proposed:?}");
    for kind in [Kind::ClarificationApproved, Kind::MaterialApproved] {
        let his = wang.offered(Role::OrganHead, &acts, kind).await;
        let reason = his["reason"].as_str().unwrap_or_else(|| panic!("{his:#}"));
        assert!(his["status"] == "refused" && reason.contains("本人提交"), "{his:#}");
        assert_ne!(zhao.offered(Role::OrganHead, &acts, kind).await["status"], "refused", "{}", kind.as_str());
    }
    // What a colleague wrote he may approve, and that alone is offered.
    let written = li.does(Role::Inspector, &acts, plain(Kind::EvidenceCollected)).await.json();
    let offered = wang.offered(Role::OrganHead, &acts, Kind::MaterialApproved).await;
    let about: Vec<&Value> = offered["candidates"].as_array().unwrap().iter().map(|one| &one["object"]).collect();
    assert_eq!(about, [&written["events"][0]["event_id"]], "{offered:#} {written:#}");
}

/// Whatever an answer offers in a role, the act is not refused afterwards because of what its doer did before.
async fn nothing_offered_is_refused(desk: &Desk<'_>, acts: &str) {
    let of_event = |kind: &Kind| kind.spec().role("event").is_some_and(|role| !role.optional);
    let is_reviewers = |kind: &&Kind| kind.spec().actors.contains(&Role::Reviewer) && !of_event(kind);
    let mut refused = 0;
    for kind in Kind::ALL.iter().filter(|kind| !kind.spec().phase.is_outside_cases()).filter(is_reviewers) {
        let offer = desk.offered(Role::Reviewer, acts, *kind).await;
        let reply = desk.does(Role::Reviewer, acts, plain(*kind)).await;
        if reply.status == 403 {
            reply.problem(403, "separation");
            assert_eq!(offer["status"], "refused", "{offer:#}");
            refused += 1;
        }
    }
    assert!(refused > 4, "{refused} acts were refused");
}
