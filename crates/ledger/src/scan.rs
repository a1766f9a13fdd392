//! The whole log in order, one page ahead of its reader.

use tokio::task::JoinHandle;

use crate::{Error, Ledger, PAGE_EVENTS, Recorded, Result};

/// Pages of the log after a position; the next page is read while the last one is worked on.
#[derive(Debug)]
pub struct LogScan {
    ledger: Ledger,
    page_events: i64,
    after_position: i64,
    ahead: Option<JoinHandle<Result<Vec<Recorded>>>>,
}

impl Ledger {
    /// Reads the log from behind a position to its head, in pages of [`PAGE_EVENTS`].
    pub fn scan(&self, after_position: i64) -> LogScan {
        self.scan_pages(after_position, PAGE_EVENTS)
    }

    /// The same with pages of another size.
    pub fn scan_pages(&self, after_position: i64, page_events: i64) -> LogScan {
        LogScan { ledger: self.clone(), page_events, after_position, ahead: None }
    }
}

impl LogScan {
    /// The next page, or none at the head. A later call tries again and finds what was appended since.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Recorded>>> {
        let mut reading = self.ahead.take().unwrap_or_else(|| self.read());
        let page = match (&mut reading).await {
            Ok(page) => page?,
            Err(error) => return Err(Error::Database(sqlx::Error::Io(std::io::Error::other(error)))),
        };
        let Some(last) = page.last() else { return Ok(None) };
        self.after_position = last.position;
        if i64::try_from(page.len()) == Ok(self.page_events) {
            self.ahead = Some(self.read());
        }
        Ok(Some(page))
    }

    fn read(&self) -> JoinHandle<Result<Vec<Recorded>>> {
        let (ledger, after, limit) = (self.ledger.clone(), self.after_position, self.page_events);
        tokio::spawn(async move { ledger.read_log(after, limit).await })
    }
}

impl Drop for LogScan {
    fn drop(&mut self) {
        if let Some(ahead) = self.ahead.take() {
            ahead.abort();
        }
    }
}
