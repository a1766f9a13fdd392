//! By what a case was judged, for whoever judges it again.

use chrono::{DateTime, Utc};
use wenze_casework::Stamp;
use wenze_domain::words::Lang;

use crate::reader::Reader;

/// Everything by which a second office comes to the same.
pub(super) fn lines(reader: &Reader, stamp: &Stamp) -> Vec<(String, String)> {
    let (texts, words) = (reader.texts, reader.words);
    let exact = |at: DateTime<Utc>| format!("{} · {}", words.instant(at), at.to_rfc3339());
    let mut lines = vec![
        (texts.say("sheet-as-of"), exact(stamp.as_of)),
        (texts.say("sheet-known"), exact(stamp.known)),
        (texts.say("sheet-version"), stamp.case_version.to_string()),
    ];
    for book in &stamp.rulebooks {
        let title = match reader.lang {
            Lang::ZhCn => &book.title,
            Lang::En => book.title_en.as_ref().unwrap_or(&book.title),
        };
        lines.push((format!("{title} {}", book.version), book.sha256.clone()));
    }
    let calendar = format!("{} {}", texts.say("sheet-calendar"), stamp.calendar.revision);
    lines.push((calendar, stamp.calendar.notices_sha256.clone()));
    lines.push((texts.say("sheet-engine"), stamp.engine.to_owned()));
    lines
}
