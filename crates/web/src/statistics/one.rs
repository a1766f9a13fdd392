//! `/statistics/{name}`: one statistic, told apart as one likes, for one organ, narrowed to values.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wenze_casework::statistics::{Dimension, Statistic};
use wenze_casework::{Casework, Error, StatisticAsked, statistic_options};

use super::asked::{BY, ORGAN, asked};
use super::period::Period;
use super::section::{Section, said};
use super::{GROUP, group_of};
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::{Reader, address};
use crate::seen::Seen;

/// Organs offered to choose from.
const ORGANS_MAX: u32 = 200;

/// One statistic.
pub(crate) async fn show(Seen(casework): Seen, Path(name): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let statistic = Statistic::named(&name).ok_or(Failure::NoPage)?;
    let read = asked(&reader, statistic);
    let numbers = match &read {
        Ok(asked) => Some(casework.statistic(asked, reader.words).await),
        Err(_) => None,
    };
    let (section, wrong) = match (&read, numbers) {
        (Ok(asked), Some(Ok(view))) => (Some(Section::whole(&reader, asked, &view)), None),
        (Ok(_), Some(Err(Error::TooManyCells(most)))) => {
            (None, Some(reader.texts.tell("statistics-too-many", [("most", most.into())])))
        }
        (_, Some(Err(other))) => return Err(other.into()),
        (Err(why), _) => (None, Some(why.clone())),
        (Ok(_), None) => (None, None),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let organs = organs(&casework, &reader).await?;
    let shown = page(&OnePage::new(
        &reader,
        statistic,
        read.ok().as_ref(),
        section,
        Period::new(&reader, wrong, Vec::new()),
        organs,
    ))?;
    Ok((status, shown).into_response())
}

#[derive(Template)]
#[template(path = "statistic.html")]
struct OnePage {
    frame: Frame,
    /// The group that it stands in.
    up: String,
    counts: String,
    period: Period,
    /// What it is told apart by, first and second.
    by: [Vec<Choice>; 2],
    organs: Vec<Choice>,
    /// Dimensions that can be narrowed to a value.
    narrow: Vec<Narrow>,
    is_narrowed: bool,
    section: Option<Section>,
}

/// Something to choose.
struct Choice {
    value: String,
    word: String,
    is_chosen: bool,
}

/// A dimension with its values.
struct Narrow {
    name: &'static str,
    title: String,
    values: Vec<Choice>,
}

impl OnePage {
    fn new(
        reader: &Reader,
        statistic: &'static Statistic,
        asked: Option<&StatisticAsked>,
        section: Option<Section>,
        period: Period,
        organs: Vec<Choice>,
    ) -> Self {
        // What was asked for is shown again, whether it can be counted or not.
        let typed: Vec<&str> = reader.parameters(BY).collect();
        let by = asked.map_or(typed, |asked| asked.by.clone());
        let narrow = narrow(reader, statistic);
        Self {
            frame: Frame::new(reader, said(statistic.title, reader)),
            up: address("/statistics", &[(GROUP, group_of(statistic))]),
            counts: said(statistic.counts, reader).to_owned(),
            period,
            by: [0, 1].map(|place| dimensions(reader, statistic, by.get(place).copied())),
            organs,
            is_narrowed: narrow.iter().any(|one| one.values.iter().any(|value| value.is_chosen)),
            narrow,
            section,
        }
    }
}

fn dimensions(reader: &Reader, statistic: &Statistic, chosen: Option<&str>) -> Vec<Choice> {
    let choice = |of: &Dimension| Choice {
        value: of.name.to_owned(),
        word: said(of.title, reader).to_owned(),
        is_chosen: chosen == Some(of.name),
    };
    statistic.dimensions().filter_map(|name| statistic.dimension(name)).map(choice).collect()
}

fn narrow(reader: &Reader, statistic: &Statistic) -> Vec<Narrow> {
    let one = |name: &'static str| {
        let of = statistic.dimension(name).filter(|of| of.is_stored())?;
        let chosen = reader.parameter(name);
        let choice =
            |(code, word): (&str, String)| Choice { value: code.to_owned(), word, is_chosen: chosen == Some(code) };
        let values: Vec<Choice> = statistic_options(of, reader.words).into_iter().map(choice).collect();
        (!values.is_empty()).then(|| Narrow { name, title: said(of.title, reader).to_owned(), values })
    };
    statistic.dimensions().filter_map(one).collect()
}

/// The organs of the register, and the one asked for whatever its place.
async fn organs(casework: &Casework, reader: &Reader) -> Result<Vec<Choice>, Failure> {
    let asked = reader.parameter(ORGAN);
    let listed = casework.organs(None, None, ORGANS_MAX).await?;
    let mut choices: Vec<Choice> = listed
        .items
        .into_iter()
        .filter_map(|one| Some((one.organ.id.to_string(), one.organ.name?)))
        .map(|(value, word)| Choice { is_chosen: asked == Some(value.as_str()), value, word })
        .collect();
    let missing = asked.filter(|id| choices.iter().all(|one| one.value != *id)).and_then(|id| id.parse().ok());
    if let Some(id) = missing {
        let names = casework.names(&HashSet::from([id])).await?;
        choices.extend(names.get(&id).map(|word| Choice {
            value: id.to_string(),
            word: word.clone(),
            is_chosen: true,
        }));
    }
    Ok(choices)
}
