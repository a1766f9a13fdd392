//! The pages beside a case: what else can be asked of it, and the way back.

use uuid::Uuid;
use wenze_casework::CaseView;

use super::head;
use crate::reader::Reader;
use crate::seen::opens;

/// The page that nobody sees who is not signed in.
const READINGS: &str = "/cases/{id}/readings";

/// The pages, by their routes, with the texts that name them.
const DOORS: [(&str, &str); 10] = [
    ("/cases/{id}/replay", /* text */ "doors-replay"),
    ("/cases/{id}/sheet", /* text */ "doors-sheet"),
    ("/cases/{id}/what-if", /* text */ "doors-what-if"),
    ("/cases/{id}/story", /* text */ "doors-story"),
    ("/cases/{id}/blame", /* text */ "doors-blame"),
    ("/cases/{id}/evidence", /* text */ "doors-evidence"),
    ("/cases/{id}/alike", /* text */ "doors-alike"),
    ("/cases/{id}/responsibility", /* text */ "doors-responsibility"),
    ("/cases/{id}/relations", /* text */ "doors-relations"),
    (READINGS, /* text */ "doors-readings"),
];

/// The pages beside a case, as whoever reads may open them.
pub(crate) struct Doors {
    pub(crate) number: String,
    pub(crate) case: String,
    /// What this page is called; nothing on that of the case itself.
    pub(crate) here: String,
    pub(crate) links: Vec<Door>,
}

/// A way to a page.
pub(crate) struct Door {
    pub(crate) href: String,
    pub(crate) word: String,
    pub(crate) is_current: bool,
}

impl Doors {
    /// The pages beside a case, seen from the one with this route.
    pub(crate) fn new(reader: &Reader, id: Uuid, view: &CaseView, route: &str) -> Self {
        let door = |(to, text): &(&str, &str)| Door {
            href: to.replace("{id}", &id.to_string()),
            word: reader.texts.say(text),
            is_current: *to == route,
        };
        let here = DOORS.iter().find(|(to, _)| *to == route).map(|(_, text)| reader.texts.say(text));
        Self {
            number: head::number(reader, &view.case),
            case: format!("/cases/{id}"),
            here: here.unwrap_or_default(),
            links: DOORS.iter().filter(|(to, _)| is_shown(reader, to)).map(door).collect(),
        }
    }

    /// What the browser's tab shows.
    pub(crate) fn title(&self) -> String {
        format!("{} · {}", self.here, self.number)
    }
}

fn is_shown(reader: &Reader, route: &str) -> bool {
    opens(reader, route) && (reader.visitor.is_some() || route != READINGS)
}
