//! What the papers of one appeal say: the grounds, what was found of them, and the outcome.

use std::collections::HashSet;

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::PartAt;
use wenze_domain::codes::{AppealOutcome, CodeList};
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::{Code, Private, Recorded};
use wenze_domain::words::Words;

use super::super::Coded;
use super::story::{AppealPeople, Story};
use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

/// The usual codes of the grounds of an appeal decision.
const GROUNDS: &str = "AppealGround";

/// The papers of an appeal, as they stand.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AppealFile {
    /// The grounds given, where they may be read.
    pub grounds: Vec<String>,
    /// What is asked for.
    pub relief: Option<String>,
    /// Opinions of the panel, the last one last.
    pub opinions: Vec<String>,
    /// Dissenting opinions.
    pub dissent: Vec<String>,
    /// Why it was not taken up.
    pub refusal: Option<String>,
    /// The grounds that the decision found.
    pub found: Vec<Coded>,
    /// What the decision says of each determination.
    pub outcomes: Vec<OutcomeView>,
    /// Who handles it, and who of them handled the case before.
    pub people: Option<AppealPeople>,
}

/// What an appeal decision says of a determination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeView {
    /// The determination.
    pub determination: Uuid,
    /// The outcome.
    pub outcome: Option<Coded>,
    /// The new kind, a regime code.
    pub kind: Option<String>,
    /// The new period, in months.
    pub months: Option<u32>,
}

/// Where the texts of an appeal lie, in the order in which they were recorded.
#[derive(Default)]
struct Parts {
    grounds: Vec<PartAt>,
    relief: Option<PartAt>,
    opinions: Vec<PartAt>,
    dissent: Vec<PartAt>,
    refusal: Option<PartAt>,
}

impl Casework {
    /// The papers of an appeal.
    pub async fn appeal_file(&self, id: Uuid, appeal: Uuid, words: &Words) -> Result<AppealFile, Error> {
        let history = self.case_history(id).await?;
        let events = history.effective(Cut::default());
        let (mut file, mut parts) = (AppealFile::default(), Parts::default());
        for event in events.iter().map(|item| &*item.event) {
            if event.refs().ids("appeal").any(|own| own == appeal) {
                file.take(event, words);
                parts.take(event);
            }
        }
        let mut wanted = Wanted::default();
        parts.all().for_each(|at| wanted.at(at));
        let texts = self.open(&wanted).await?;
        let story = Story::of(&history, appeal);
        let names = self.names(&story.persons().collect::<HashSet<Uuid>>()).await?;
        Ok(AppealFile { people: Some(story.told(&names, words)), ..parts.opened(&texts, file) })
    }
}

impl AppealFile {
    /// What a decision says openly; of several the last counts.
    fn take(&mut self, event: &Event, words: &Words) {
        let Act::AppealDecided(p) = event.act() else { return };
        let ground = |code: &Code| {
            let code = code.as_str().to_owned();
            Coded { words: words.usual_code(GROUNDS, &code).unwrap_or_else(|| code.replace('_', " ")), code }
        };
        self.found = p.grounds.known().into_iter().flatten().map(ground).collect();
        let outcome = |one: &wenze_domain::shapes::DeterminationOutcome| OutcomeView {
            determination: one.determination,
            outcome: Coded::of::<AppealOutcome>(words, one.outcome.known().map(|code| code.as_str().to_owned())),
            kind: one.kind.known().map(|code| code.as_str().to_owned()),
            months: one.months.known().copied(),
        };
        self.outcomes = p.per_determination.known().into_iter().flatten().map(outcome).collect();
    }
}

impl Parts {
    fn take(&mut self, event: &Event) {
        match event.act() {
            Act::AppealFiled(p) => {
                self.grounds.extend(at(event, &p.grounds));
                self.relief = at(event, &p.relief);
            }
            Act::PanelOpinionGiven(p) => {
                self.opinions.extend(at(event, &p.opinion));
                self.dissent.extend(at(event, &p.dissent));
            }
            Act::AppealRefused(p) => self.refusal = at(event, &p.ground),
            _ => {}
        }
    }

    fn all(&self) -> impl Iterator<Item = PartAt> + '_ {
        let single = [self.relief, self.refusal].into_iter().flatten();
        self.grounds.iter().chain(&self.opinions).chain(&self.dissent).copied().chain(single)
    }

    fn opened(&self, texts: &Texts, file: AppealFile) -> AppealFile {
        let text = |at: &PartAt| texts.text(*at).map(str::to_owned);
        // A list is opened as one text with a line for each.
        let lines = |parts: &[PartAt]| -> Vec<String> {
            parts.iter().filter_map(text).flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        AppealFile {
            grounds: lines(&self.grounds),
            relief: self.relief.as_ref().and_then(text),
            opinions: self.opinions.iter().filter_map(text).collect(),
            dissent: lines(&self.dissent),
            refusal: self.refusal.as_ref().and_then(text),
            ..file
        }
    }
}

/// Where the private text of a field lies.
fn at<T>(event: &Event, field: &Recorded<Private<T>>) -> Option<PartAt> {
    let part = field.known()?.part()?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}
