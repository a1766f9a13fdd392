//! Obligations that stand otherwise at one point of a history than at another.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::history::History;
use wenze_domain::words::Words;
use wenze_projections::judging::Answer;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::rule::Rulebook;

use super::changes::{Stood, told};
use super::{Obligation, in_order, obligation};
use crate::judging::{At, Judged, Stamp, judge};
use crate::{Casework, Error, Rules};

/// An obligation whose verdict differs between two points.
#[derive(Debug, Clone, Serialize)]
pub struct TurnedObligation {
    /// Names it in addresses.
    pub id: Uuid,
    /// How it stood; none where there was no such obligation.
    pub from: Option<Stood>,
    /// How it stands; none where there is none any more.
    pub to: Option<Stood>,
    /// Versions of the acts that only one of the two verdicts stands on: corrections are among them.
    pub because: Vec<i32>,
    /// From which to which verdict, in words.
    pub words: String,
    /// The obligation as it stands; as it stood where there is none any more.
    pub obligation: Obligation,
}

/// By what pairs of findings came about, as far as words tell it.
pub(super) struct TurnedBy<'a> {
    /// The answers to findings.
    pub(super) answers: &'a [Answer],
    /// The rulebooks that judged.
    pub(super) books: Vec<Arc<Rulebook>>,
    /// What the office knew.
    pub(super) known: DateTime<Utc>,
    /// The two points.
    pub(super) cuts: (Cut, Cut),
}

/// One obligation at both points.
pub(super) struct Pair {
    key: String,
    was: Option<Finding>,
    is: Option<Finding>,
}

impl Casework {
    /// Judges a case at two points of its history by the rules in use, and tells what turned.
    ///
    /// Points that name a version are judged at one moment, the one asked for or now, so that only the record makes a
    /// difference; points that name a moment are each judged at theirs, so that time that passed does too.
    pub(crate) async fn turned(
        &self,
        id: Uuid,
        history: &History,
        (from, to): (Cut, Cut),
        words: &'static Words,
    ) -> Result<(Vec<TurnedObligation>, Stamp), Error> {
        let rules = self.rules();
        let now = At::now();
        let (was, is) = (at_cut(id, history, from, now, &rules), at_cut(id, history, to, now, &rules));
        let known = moment(to, now).known.max(moment(from, now).known);
        let pairs = pairs(was.findings, is.findings, Pair::is_turned);
        let by = TurnedBy { answers: &is.answers, books: rules.books(known), known, cuts: (from, to) };
        Ok((self.told_turned(id, history, pairs, by, words).await?, is.stamp))
    }

    /// Pairs of findings in words, the worst first.
    pub(super) async fn told_turned(
        &self,
        id: Uuid,
        history: &History,
        pairs: Vec<Pair>,
        by: TurnedBy<'_>,
        words: &'static Words,
    ) -> Result<Vec<TurnedObligation>, Error> {
        let TurnedBy { answers, books, known, cuts } = by;
        let findings: Vec<(String, Finding)> = pairs.iter().filter_map(Pair::told).collect();
        let case = history.case(id, Cut { known: Some(known), ..Cut::default() });
        let names = self.names_in(history, known, &case, &findings, words).await?;
        let names = names.with_rules(&findings).with_books(books);
        let mut turned: Vec<TurnedObligation> = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let Some(finding) = pair.told() else { continue };
            turned.push(pair.turned(obligation(finding, answers, &names, words), history, cuts, words));
        }
        let order = in_order(turned.iter().map(|one| one.obligation.clone()).collect());
        turned.sort_by_key(|one| order.iter().position(|other| other.key == one.obligation.key));
        Ok(turned)
    }
}

/// The moments at which a cut is judged.
fn moment(cut: Cut, now: At) -> At {
    let known = cut.known.unwrap_or(now.known);
    At { as_of: cut.as_of.or(cut.known).unwrap_or(now.as_of), known }
}

fn at_cut(id: Uuid, history: &History, cut: Cut, now: At, rules: &Rules) -> Judged {
    match cut.version {
        Some(version) => judge(id, &history.prefix(version), moment(cut, now), rules),
        None => judge(id, history, moment(cut, now), rules),
    }
}

/// The findings of both sides by what names them, as far as they differ in what is asked for.
pub(super) fn pairs(
    was: Vec<(String, Finding)>,
    is: Vec<(String, Finding)>,
    differ: impl Fn(&Pair) -> bool,
) -> Vec<Pair> {
    let mut was: std::collections::BTreeMap<String, Finding> = was.into_iter().collect();
    let mut pairs: Vec<Pair> =
        is.into_iter().map(|(key, finding)| Pair { was: was.remove(&key), is: Some(finding), key }).collect();
    pairs.extend(was.into_iter().map(|(key, finding)| Pair { key, was: Some(finding), is: None }));
    pairs.retain(differ);
    pairs
}

impl Pair {
    /// Whether the verdict differs, or what there is more to say of it. A rule that says nothing of a case and one that
    /// found nothing to apply to are the same to whoever is judged.
    pub(super) fn is_turned(&self) -> bool {
        let stands = |finding: Option<&Finding>| {
            finding.filter(|one| one.verdict != Verdict::NotApplicable).map(|one| (one.verdict, one.phase))
        };
        stands(self.was.as_ref()) != stands(self.is.as_ref())
    }

    /// The same, or whether it is due on another day.
    pub(super) fn is_moved(&self) -> bool {
        let due = |finding: Option<&Finding>| finding.and_then(|one| one.due);
        self.is_turned() || (self.was.is_some() && self.is.is_some() && due(self.was.as_ref()) != due(self.is.as_ref()))
    }

    fn told(&self) -> Option<(String, Finding)> {
        let finding = self.is.as_ref().or(self.was.as_ref())?;
        Some((self.key.clone(), finding.clone()))
    }

    /// The acts that only one verdict stands on, and the corrections and voidings of acts of either that lie between the two.
    fn because(&self, history: &History, (from, to): (Cut, Cut)) -> Vec<i32> {
        let cites = |finding: Option<&Finding>| finding.map(|one| one.cites.clone()).unwrap_or_default();
        let (was, is) = (cites(self.was.as_ref()), cites(self.is.as_ref()));
        let of_one: BTreeSet<String> = was.symmetric_difference(&is).map(ToString::to_string).collect();
        let of_any: BTreeSet<String> = was.union(&is).map(ToString::to_string).collect();
        let lies_between = |event: &Event| {
            let speaks_of_any = event.refs().ids("event").any(|target| of_any.contains(&target.to_string()));
            is_record_act(event) && speaks_of_any && is_reached(from, event) != is_reached(to, event)
        };
        let turns = |event: &&Event| of_one.contains(&event.id().to_string()) || lies_between(event);
        history.events.iter().filter(turns).map(|event| event.version).collect()
    }

    fn turned(&self, obligation: Obligation, history: &History, cuts: (Cut, Cut), words: &Words) -> TurnedObligation {
        let stood = |finding: &Finding| Stood {
            verdict: code(&finding.verdict),
            phase: finding.phase.as_ref().map(code),
            due: finding.due,
        };
        let (from, to) = (self.was.as_ref().map(stood), self.is.as_ref().map(stood));
        let mut args = Vec::new();
        args.extend(from.as_ref().map(|stood| ("old", told(stood, words))));
        args.extend(to.as_ref().map(|stood| ("new", told(stood, words))));
        TurnedObligation {
            id: obligation.id,
            because: self.because(history, cuts),
            words: words.message("obligation-turned", &args),
            from,
            to,
            obligation,
        }
    }
}

fn is_record_act(event: &Event) -> bool {
    matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided)
}

/// Whether a record is among those that a cut knows.
fn is_reached(cut: Cut, event: &Event) -> bool {
    cut.version.is_none_or(|version| event.version <= version)
        && cut.known.is_none_or(|known| event.known_at() <= known)
}

fn code(code: &impl Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}
