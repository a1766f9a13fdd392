//! A node of many writers in a process of its own: records until its input ends, and prints a line for every event that
//! it was told is recorded. The same process name sends the same commands under the same keys again.
#![expect(clippy::unwrap_used, reason = "only tests run it, and they see that it did not end well")]

use std::io::Read;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use tokio::task::JoinSet;
use uuid::Uuid;
use wenze_casework::{Command, Error, Place, Receipt};
use wenze_tests::acts::{correction, noted, report, with};
use wenze_tests::node::Node;
use wenze_tests::writers::{Acknowledged, actor, shared_case};

const RETRY: Duration = Duration::from_millis(30);

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let (process, writers) = (words.next().unwrap(), words.next().unwrap().parse::<u128>().unwrap());
    let url = std::env::var("DATABASE_URL").unwrap();
    let mut node = Node::at(PgConnectOptions::from_str(&url).unwrap(), &process).await;
    node.start_views();
    let node = Arc::new(node);
    let ended = Arc::new(AtomicBool::new(false));
    let mut running = JoinSet::new();
    for number in 0..writers {
        let writer = Writer { process: process.clone(), number, node: Arc::clone(&node), own: Vec::new() };
        running.spawn(writer.write(Arc::clone(&ended)));
    }
    let input = tokio::task::spawn_blocking(move || {
        // Whoever holds the other end closes it to say that it is enough.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        ended.store(true, Ordering::Relaxed);
    });
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
    input.await.unwrap();
    Arc::into_inner(node).unwrap().close().await;
}

struct Writer {
    process: String,
    number: u128,
    node: Arc<Node>,
    /// Events in a case that only this writer writes to.
    own: Vec<Uuid>,
}

impl Writer {
    async fn write(mut self, ended: Arc<AtomicBool>) {
        for turn in 0.. {
            if ended.load(Ordering::Relaxed) {
                return;
            }
            let receipt = self.record(turn).await;
            if receipt.id == self.own_case() {
                self.own.extend(receipt.events.iter().map(|event| event.event_id));
            }
            for event in receipt.events {
                let told = Acknowledged { case: receipt.id, version: event.version, event_id: event.event_id };
                println!("{}", told.line());
            }
        }
    }

    /// Sends one command until it is answered, however often the answer is lost.
    async fn record(&self, turn: u128) -> Receipt {
        let (place, acts) = self.turn(turn);
        let command = Command {
            route: "writer",
            place,
            acts,
            actor: actor(&self.process),
            idempotency_key: Some(format!("{}/{turn}", self.number)),
            if_match: None,
        };
        loop {
            match self.node.casework.record(&command).await {
                Ok(receipt) => return receipt,
                Err(
                    Error::Unavailable
                    | Error::Busy { .. }
                    | Error::Contended
                    | Error::Ledger(_)
                    | Error::Vault(_)
                    | Error::Views(_),
                ) => tokio::time::sleep(RETRY).await,
                Err(refused) => panic!("{refused}: {command:#?}"),
            }
        }
    }

    /// What a writer does in its turn: its own case first, then shared ones, and now and then it puts its own record right.
    fn turn(&self, turn: u128) -> (Place, Vec<Value>) {
        let shared = Place::Case(shared_case(self.number * 7 + turn * 5));
        let day = "2024-05-06";
        let note = || noted(&format!("{} {}/{turn}", self.process, self.number), day);
        match turn % 6 {
            0 if turn == 0 => (Place::NewCase(Some(self.own_case())), vec![report(self.object("report", turn), day)]),
            1 | 4 => (shared, vec![note()]),
            2 => (shared, vec![report(self.object("report", turn), day)]),
            3 => (shared, vec![note(), note()]),
            5 => {
                let number = json!(format!("信〔2024〕{turn}号"));
                let put_right = correction(self.own[0], "/document_no", &number, "2024-05-07");
                (Place::Case(self.own_case()), vec![with(put_right, "/payload/reason", json!("漏填文号"))])
            }
            _ => (Place::Case(self.own_case()), vec![note()]),
        }
    }

    fn own_case(&self) -> Uuid {
        self.object("case", 0)
    }

    fn object(&self, what: &str, turn: u128) -> Uuid {
        let name = format!("{}/{}/{what}/{turn}", self.process, self.number);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }
}
