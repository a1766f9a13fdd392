//! Whatever stands in a stream, every cut of it folds, and the whole is what was folded step by step.
#![no_main]

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_testkit::generator::Generator;
use wenze_testkit::record::{Recorder, case_stream};

thread_local! {
    /// Stored events of some cases, with corrections and voidings among them.
    static STORED: Vec<(Uuid, Vec<Arc<[u8]>>)> = {
        let clock = DateTime::from_timestamp(1_780_000_000, 0).expect("a time");
        let generator = Generator::new(5, NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day"));
        (0..40).map(|number| {
            let case = generator.case(number);
            let mut recorder = Recorder::new(clock).with_every_stream_known();
            recorder.record_case(&case);
            let stream = recorder.stream(case_stream(case.id));
            let events = stream.map(|stream| stream.stored.iter().map(|event| Arc::clone(&event.content)).collect());
            (case.id, events.unwrap_or_default())
        }).collect()
    };
}

fuzz_target!(|bytes: &[u8]| {
    let [number, cut, order @ ..] = bytes else { return };
    STORED.with(|stored| {
        let (id, events) = &stored[usize::from(*number) % stored.len()];
        if events.is_empty() {
            return;
        }
        let start: DateTime<Utc> = DateTime::from_timestamp(1_600_000_000, 0).expect("a time");
        let mut history = History::default();
        // Bytes name events in any order, some twice, some never; a byte of 255 spoils one.
        for (place, byte) in order.iter().take(80).enumerate() {
            let mut content = events[usize::from(*byte) % events.len()].to_vec();
            if *byte == 255 {
                content.truncate(content.len() / 2);
            }
            let version = i32::try_from(place + 1).expect("few");
            history.push(version, start + Duration::days(i64::from(version)), content.into());
        }
        let whole = history.case(*id, Cut::default());
        assert_eq!(whole, history.prefix(history.version).case(*id, Cut::default()));
        let moment = start + Duration::days(i64::from(*cut));
        for cut in [
            Cut { version: Some(i32::from(*cut)), ..Cut::default() },
            Cut { known: Some(moment), ..Cut::default() },
            Cut { as_of: Some(moment), ..Cut::default() },
            Cut { known: Some(moment), as_of: Some(moment), version: None },
        ] {
            let items = history.effective(cut);
            assert!(items.len() <= history.events.len());
            let _ = history.case(*id, cut);
        }
    });
});
