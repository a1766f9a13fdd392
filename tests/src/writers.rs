//! A process of writers that a test can watch and kill: `wenze-test-writer`, and what it prints.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::sample;

/// Cases that all writers of all processes write to.
pub const SHARED_CASES: u128 = 48;
/// Far longer than a busy machine takes for what a test waits for.
const PATIENCE: Duration = Duration::from_mins(1);

/// The id of a shared case.
pub fn shared_case(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_000c_0000 + number % SHARED_CASES)
}

/// Who records for a process: each its own, so that its events can be told from the others'.
pub fn actor(process: &str) -> Actor {
    let person_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, process.as_bytes());
    Actor { person_id, role: Role::Clerk, office_id: sample::object("organ") }
}

/// An event whose writer was told that it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acknowledged {
    /// Its case.
    pub case: Uuid,
    /// Its version there.
    pub version: i32,
    /// The event.
    pub event_id: Uuid,
}

impl Acknowledged {
    /// As the process prints it.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.case, self.version, self.event_id)
    }

    /// A line cut off by a kill is no acknowledgement: nobody could have read it.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_suffix('\n')?.split(' ');
        let mut word = || words.next();
        Some(Self { case: word()?.parse().ok()?, version: word()?.parse().ok()?, event_id: word()?.parse().ok()? })
    }
}

/// A running process of writers.
pub struct Writers {
    child: Child,
    told: Arc<Mutex<Vec<Acknowledged>>>,
    reader: Option<JoinHandle<()>>,
}

impl Writers {
    /// Starts it; `program` is the helper, which only an integration test knows the place of.
    pub fn start(program: impl AsRef<Path>, url: &str, process: &str, writers: usize) -> Self {
        let mut child = Command::new(program.as_ref())
            .args([process, &writers.to_string()])
            .env("DATABASE_URL", url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = Arc::new(Mutex::default());
        let reader = child.stdout.take().map(|output| listen(output, Arc::clone(&told)));
        Self { child, told, reader }
    }

    /// How many events it was told are recorded.
    pub fn count(&self) -> usize {
        self.told.lock().unwrap().len()
    }

    /// Waits until it was told of so many.
    pub fn wait_for(&self, events: usize) {
        let asked = Instant::now();
        while self.count() < events {
            assert!(asked.elapsed() < PATIENCE, "only {} events after {PATIENCE:?}", self.count());
            sleep(Duration::from_millis(10));
        }
    }

    /// Waits until it was told again what a process of the same name had been told before.
    pub fn wait_to_hear_again(&self, before: &[Acknowledged]) {
        let asked = Instant::now();
        loop {
            let told: BTreeSet<Acknowledged> = self.told.lock().unwrap().iter().cloned().collect();
            let Some(missing) = before.iter().find(|one| !told.contains(one)) else { return };
            assert!(asked.elapsed() < PATIENCE, "sent again, the command of {missing:?} got another answer or none");
            sleep(Duration::from_millis(50));
        }
    }

    /// Ends it with no chance to tidy up; what it was told before.
    pub fn kill(mut self) -> Vec<Acknowledged> {
        self.child.kill().unwrap();
        self.ended().1
    }

    /// Lets it finish what it has begun; what it was told.
    pub fn finish(mut self) -> Vec<Acknowledged> {
        drop(self.child.stdin.take());
        let (status, told) = self.ended();
        assert!(status.success(), "{status}");
        told
    }

    fn ended(&mut self) -> (ExitStatus, Vec<Acknowledged>) {
        let status = self.child.wait().unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (status, self.told.lock().unwrap().clone())
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        // A test that failed in between leaves no process behind; one that has ended already cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(output: ChildStdout, told: Arc<Mutex<Vec<Acknowledged>>>) -> JoinHandle<()> {
    spawn(move || {
        let (mut output, mut line) = (BufReader::new(output), String::new());
        while output.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
            told.lock().unwrap().extend(Acknowledged::parse(&line));
            line.clear();
        }
    })
}
