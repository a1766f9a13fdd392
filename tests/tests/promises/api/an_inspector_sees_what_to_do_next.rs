//! An inspector sees what to do next, and nothing that is to be done is lost between two desks: whatever the shipped rules
//! demand of a case stands in exactly one list, before and after it is taken up, handed over, put right and done.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_tests::acts::{clerk, confirmed, correction, report, request, voiding, with};

use super::server::Server;

const REPORT: Uuid = Uuid::from_u128(0x11);
const LI: Uuid = Uuid::from_u128(0xa1);
const WANG: Uuid = Uuid::from_u128(0xa2);
const ZHAO: Uuid = Uuid::from_u128(0xa3);

/// A node with one case, and where the lists lie.
struct Office {
    server: Server,
    case: String,
    position: String,
}

/// An obligation in a list, with what is shown of it.
type Row = (String, Value);

impl Office {
    /// A report came in.
    async fn new(owner: &PgPool, day: NaiveDate) -> Self {
        let server = Server::start(owner).await;
        let act = report(REPORT, &day.to_string());
        let reply = server.post("/api/v1/cases", clerk(), &act).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        let case = reply.header("location").unwrap().to_owned();
        let position = reply.header("wenze-position").unwrap().to_owned();
        // The first build of the tables takes longer than a list waits.
        server.node.caught_up().await;
        Self { server, case, position }
    }

    /// Records an act and answers the id of its event.
    async fn act(&mut self, act: Value) -> Uuid {
        let reply = self.server.post(&format!("{}/acts", self.case), clerk(), &confirmed(act)).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        reply.header("wenze-position").unwrap().clone_into(&mut self.position);
        self.server.node.caught_up().await;
        reply.json()["events"][0]["event_id"].as_str().unwrap().parse().unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nwenze-position: {}\r\n\r\n",
            self.position
        );
        let reply = self.server.send(&head, b"").await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.json()
    }

    /// The duties in a tab, page by page.
    async fn tab(&self, whose: &str, tab: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut next = Some(format!("/api/v1/worklist?{whose}&tab={tab}&limit=2"));
        while let Some(path) = next {
            let page = self.get(&path).await;
            let duties = page["items"].as_array().unwrap().iter().filter(|item| item["obligation"].is_string());
            rows.extend(duties.map(|item| (item["obligation"].as_str().unwrap().to_owned(), item.clone())));
            next = page["next"].as_str().map(str::to_owned);
        }
        rows
    }

    /// All duties of a list that are still to be done.
    async fn list(&self, whose: &str) -> Vec<Row> {
        let own = if whose.starts_with("office") { "pool" } else { "todo" };
        let mut rows = Vec::new();
        for tab in [own, "submitted", "waiting"] {
            rows.extend(self.tab(whose, tab).await);
        }
        rows
    }

    /// What rules demand of the case and is still to be done, as the sheet of the case says: judged from the log.
    async fn demanded(&self) -> BTreeSet<String> {
        let sheet = self.get(&format!("{}/obligations", self.case)).await;
        let is_open = |one: &&Value| {
            let overdue = one["verdict"] == "violated" && one["phase"] == "open" && one["severity"] != "info";
            one["verdict"] == "pending" || overdue
        };
        let items = sheet["items"].as_array().unwrap();
        items.iter().filter(is_open).map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Everything demanded stands in exactly one list; what each person has, in the order asked for.
    async fn shared_out(&self) -> [usize; 3] {
        let mut all: Vec<Row> = self.list(&format!("office={}", clerk().office_id)).await;
        let mut counts = [0; 3];
        for (count, person) in counts.iter_mut().zip([LI, WANG, ZHAO]) {
            let own = self.list(&format!("person={person}")).await;
            *count = own.len();
            all.extend(own);
        }
        let names: BTreeSet<String> = all.iter().map(|(id, _)| id.clone()).collect();
        assert_eq!(names.len(), all.len(), "in two lists: {all:#?}");
        assert_eq!(names, self.demanded().await, "in none");
        counts
    }
}

fn assigned(person: Uuid, day: NaiveDate) -> Value {
    let act = with(request(Kind::HandlerAssigned, &day.to_string()), "/refs/object", json!([REPORT]));
    let act = with(act, "/payload/duty", json!("report"));
    let act = with(act, "/payload/office", json!({ "organ_id": clerk().office_id }));
    with(act, "/payload/person", json!({ "person_id": person }))
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn from_the_pool_to_a_desk_to_the_next_desk_and_off_it(owner: PgPool) {
    let today = Utc::now().date_naive();
    let came_in = today - Days::new(3);
    let mut office = Office::new(&owner, came_in).await;
    let pool = format!("office={}", clerk().office_id);
    assert_eq!(office.shared_out().await, [0, 0, 0], "nobody has it yet");
    let waiting = office.list(&pool).await;
    assert!(!waiting.is_empty(), "the rules that ship demand something of a report");

    office.act(assigned(LI, today)).await;
    let [li, ..] = office.shared_out().await;
    assert!(li > 0 && office.list(&pool).await.len() < waiting.len() + li);
    let todo = office.tab(&format!("person={LI}"), "todo").await;
    let (id, first) = todo.first().unwrap();
    let days: Vec<&Value> = todo.iter().map(|(_, task)| &task["due_at"]).filter(|due| due.is_string()).collect();
    assert!(days.is_sorted_by_key(|due| due.as_str()), "what is due first stands first: {days:?}");
    assert!(!first["acts"][0]["words"].as_str().unwrap().is_empty() && !first["words"].as_str().unwrap().is_empty());
    let derived = office.get(first["derivation"].as_str().unwrap()).await;
    let derived = &derived["obligation"];
    assert_eq!((&derived["id"], &derived["due"]), (&json!(id), &first["due"]), "how its day came about");

    let handed = office.act(assigned(WANG, today)).await;
    assert_eq!(office.shared_out().await, [0, li, 0], "handed over");
    office.act(correction(handed, "/payload/person", &json!({ "person_id": ZHAO }), &today.to_string())).await;
    assert_eq!(office.shared_out().await, [0, 0, li], "it was somebody else");
    office.act(voiding(handed, &today.to_string())).await;
    assert_eq!(office.shared_out().await, [li, 0, 0], "it was nobody");

    // The duty is done: it leaves the desk and stands among what was done.
    let kind = first["acts"][0]["code"].as_str().and_then(Kind::parse).unwrap();
    let done = office.act(with(request(kind, &today.to_string()), "/refs/report", json!([REPORT]))).await;
    office.shared_out().await;
    assert!(office.list(&format!("person={LI}")).await.iter().all(|(open, _)| open != id), "done and still to do");
    let finished = office.tab(&format!("person={}", clerk().person_id), "done").await;
    let finished = finished.iter().find(|(name, _)| name == id).unwrap();
    assert_eq!(finished.1["event"], json!(done));
}
