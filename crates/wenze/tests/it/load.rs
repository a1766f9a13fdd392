//! People at work: reports come in and lists are read, all the time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::http;

/// What is going on at one node.
pub(crate) struct Load {
    is_over: Arc<AtomicBool>,
    recorded: Arc<AtomicUsize>,
    tasks: Vec<JoinHandle<usize>>,
}

impl Load {
    /// Begins recording and reading; any answer but success ends the test.
    pub(crate) fn on(address: SocketAddr) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let recorded = Arc::new(AtomicUsize::new(0));
        let recording = tokio::spawn(record(address, Arc::clone(&is_over), Arc::clone(&recorded)));
        let paths = ["/api/v1/cases?limit=20", "/api/v1/deadlines?limit=20", "/api/v1/persons?limit=20"];
        let reading = paths.map(|path| tokio::spawn(read(address, path, Arc::clone(&is_over))));
        Self { is_over, recorded, tasks: [recording].into_iter().chain(reading).collect() }
    }

    /// Waits until so many more acts are recorded.
    pub(crate) async fn go_on(&self, acts: usize) {
        let goal = self.recorded.load(Ordering::Relaxed) + acts;
        while self.recorded.load(Ordering::Relaxed) < goal {
            assert!(!self.tasks.iter().any(JoinHandle::is_finished), "somebody could not go on working");
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Ends it: how many acts were recorded, how many pages were read.
    pub(crate) async fn end(self) -> (usize, usize) {
        self.is_over.store(true, Ordering::Relaxed);
        let mut reads = 0;
        for (index, task) in self.tasks.into_iter().enumerate() {
            let count = task.await.unwrap();
            reads += if index == 0 { 0 } else { count };
        }
        (self.recorded.load(Ordering::Relaxed), reads)
    }
}

async fn record(address: SocketAddr, is_over: Arc<AtomicBool>, recorded: Arc<AtomicUsize>) -> usize {
    while !is_over.load(Ordering::Relaxed) {
        let number = recorded.load(Ordering::Relaxed);
        let (status, body) = http::report(address, number).await.unwrap();
        assert_eq!(status, 201, "{body}");
        recorded.fetch_add(1, Ordering::Relaxed);
        sleep(Duration::from_millis(5)).await;
    }
    0
}

async fn read(address: SocketAddr, path: &str, is_over: Arc<AtomicBool>) -> usize {
    let mut reads = 0;
    while !is_over.load(Ordering::Relaxed) {
        let (status, body) = http::get(address, path).await.unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        reads += 1;
        sleep(Duration::from_millis(5)).await;
    }
    reads
}
