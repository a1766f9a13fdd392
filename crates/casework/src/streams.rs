//! Whole streams, page by page, as the log stood when the reading began.

use uuid::Uuid;
use wenze_ledger::{Ledger, Recorded, StreamRange};

use crate::{EXPORT_PAGE_EVENTS, Error};

/// A reading of the whole log on its way.
pub(crate) struct Streams {
    /// Nothing recorded after this position is read.
    until: i64,
    after: Option<(Uuid, i32)>,
    /// Events of the last stream of a page, which the next page may continue.
    left: Vec<Recorded>,
    has_ended: bool,
}

impl Streams {
    /// Begins to read everything recorded so far.
    pub(crate) async fn begin(ledger: &Ledger) -> Result<Self, Error> {
        Ok(Self { until: ledger.head().await?, after: None, left: Vec::new(), has_ended: false })
    }

    /// How many events the log held when the reading began.
    pub(crate) fn events(&self) -> i64 {
        self.until
    }

    /// The next streams, whole; none when everything was read.
    pub(crate) async fn next(&mut self, ledger: &Ledger) -> Result<Option<Vec<Vec<Recorded>>>, Error> {
        while !self.has_ended {
            let page = ledger.read_stream_range(StreamRange::ALL, self.after, self.until, EXPORT_PAGE_EVENTS).await?;
            self.has_ended = page.is_empty();
            self.after = page.last().map(|last| (last.stream.id, last.stream_version)).or(self.after);
            self.left.extend(page);
            let complete = self.complete();
            if !complete.is_empty() {
                return Ok(Some(complete));
            }
        }
        Ok(None)
    }

    /// Takes the streams that no further page continues.
    fn complete(&mut self) -> Vec<Vec<Recorded>> {
        let last = self.left.last().map(|event| event.stream.id);
        let open =
            if self.has_ended { 0 } else { self.left.iter().rev().take_while(|e| Some(e.stream.id) == last).count() };
        let rest = self.left.split_off(self.left.len() - open);
        let complete = std::mem::replace(&mut self.left, rest);
        let mut streams: Vec<Vec<Recorded>> = Vec::new();
        for event in complete {
            match streams.last_mut().filter(|own| own.last().is_some_and(|e| e.stream.id == event.stream.id)) {
                Some(own) => own.push(event),
                None => streams.push(vec![event]),
            }
        }
        streams
    }
}
