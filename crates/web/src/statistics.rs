//! `/statistics`: what is counted over all cases. Each table has a chart beside it and leads from every number to the list of exactly
//! those it counts, and to the same as CSV.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wenze_casework::statistics::Statistic;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::{Reader, address};
use crate::seen::Seen;

mod asked;
mod chart;
mod listed;
mod one;
mod period;
pub(crate) mod reconciliation;
mod section;
mod sheet;
#[cfg(test)]
mod tests;

use asked::asked;
pub(crate) use listed::show as cases;
pub(crate) use one::show as one;
use period::Period;
use section::Section;
pub(crate) use sheet::show as sheet;

/// The parameter that chooses a group.
const GROUP: &str = "group";

/// Which statistics stand on one page together: the group in the address, its text, its statistics.
const GROUPS: [(&str, &str, &[&str]); 6] = [
    (
        "cases",
        /* text */ "statistics-group-cases",
        &["cases_filed", "respondents_filed", "cases_open", "stages", "time_to_stage"],
    ),
    (
        "reports",
        /* text */ "statistics-group-reports",
        &["reports", "reports_pending", "clues", "clues_pending", "time_to_disposal", "minor_measures"],
    ),
    (
        "decisions",
        /* text */ "statistics-group-decisions",
        &[
            "decisions",
            "forms",
            "four_forms",
            "disciplines",
            "accountability_body",
            "similar_outcomes",
            "time_to_decision",
        ],
    ),
    (
        "execution",
        /* text */ "statistics-group-execution",
        &["not_executed", "executions", "time_to_execution", "referrals"],
    ),
    (
        "appeals",
        /* text */ "statistics-group-appeals",
        &["appeals", "appeals_pending", "appeal_results", "time_to_appeal_result"],
    ),
    ("closing", /* text */ "statistics-group-closing", &["closings", "time_to_closing", "returns"]),
];

/// One group of statistics.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let chosen = reader.parameter(GROUP).unwrap_or(GROUPS[0].0);
    let unknown = || Failure::Unreadable(/* text */ "statistics-group", chosen.chars().take(40).collect());
    let (group, _, names) = GROUPS.into_iter().find(|(group, ..)| *group == chosen).ok_or_else(unknown)?;
    let (mut sections, mut wrong) = (Vec::new(), None);
    for statistic in names.iter().filter_map(|name| Statistic::named(name)) {
        match asked(&reader, statistic) {
            Ok(asked) => {
                let view = casework.statistic(&asked, reader.words).await?;
                sections.push(Section::new(&reader, &asked, &view));
            }
            Err(why) => wrong = Some(why),
        }
    }
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let hidden = vec![(GROUP, group.to_owned())];
    let shown = page(&StatisticsPage {
        frame: Frame::new(&reader, &reader.texts.say("statistics-title")),
        tabs: tabs(&reader, group),
        period: Period::new(&reader, wrong, hidden),
        sections,
    })?;
    Ok((status, shown).into_response())
}

#[derive(Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    frame: Frame,
    tabs: Vec<Tab>,
    period: Period,
    sections: Vec<Section>,
}

/// The way to another group, with the same period.
struct Tab {
    href: String,
    word: String,
    is_current: bool,
}

fn tabs(reader: &Reader, shown: &str) -> Vec<Tab> {
    let kept: Vec<(&str, &str)> =
        period::PARAMETERS.iter().filter_map(|name| Some((*name, reader.parameter(name)?))).collect();
    let tab = |(group, word, _): (&'static str, &'static str, _)| Tab {
        href: address("/statistics", &[[(GROUP, group)].as_slice(), kept.as_slice()].concat()),
        word: reader.texts.say(word),
        is_current: group == shown,
    };
    GROUPS.into_iter().map(tab).collect()
}

/// The group that a statistic stands in.
fn group_of(statistic: &Statistic) -> &'static str {
    GROUPS.iter().find(|(_, _, names)| names.contains(&statistic.name)).map_or(GROUPS[0].0, |(group, ..)| group)
}
