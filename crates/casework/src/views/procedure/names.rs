//! What the objects and acts of a case are called in a finding: by what people call them, never by an id.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::case::{Case, PartAt};
use wenze_domain::codes::{AppealRoute, CodeList, TrackCode};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::fields::{PartialDate, Private};
use wenze_domain::history::History;
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Step};
use wenze_rulebook::rule::{Rule, Rulebook};
use wenze_rulebook::words::{Speaker, demand};

use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

/// An act as a finding names it.
struct Named {
    version: i32,
    kind: Kind,
    label: String,
}

/// The names of one case.
pub(super) struct Names {
    words: &'static Words,
    objects: HashMap<String, String>,
    acts: HashMap<String, Named>,
    rules: BTreeMap<String, String>,
    books: Vec<Arc<Rulebook>>,
    /// Who is about the case, for the head of the sheet.
    pub(super) respondents: Vec<String>,
    /// The reasons given with answers, by their events.
    pub(super) reasons: HashMap<Uuid, String>,
    /// Persons and organs.
    pub(super) register: HashMap<Uuid, String>,
}

impl Casework {
    /// Names everything that findings name: private texts with one query, the register with two.
    pub(super) async fn names_in(
        &self,
        history: &History,
        known: DateTime<Utc>,
        case: &Case,
        findings: &[(String, Finding)],
        words: &'static Words,
    ) -> Result<Names, Error> {
        // An act that was voided is still called by its name in what was found before that was known.
        let cut = Cut { as_of: None, version: None, known: Some(known) };
        let effective = history.effective(cut);
        let mut wanted = Wanted::default();
        for at in case.respondents.values().filter_map(|r| r.name) {
            wanted.at(at);
        }
        let reasons: HashMap<Uuid, PartAt> = effective.iter().filter_map(reason).collect();
        for at in reasons.values() {
            wanted.at(*at);
        }
        let texts = self.open(&wanted).await?;
        let mut register = ids(findings);
        register.extend(case.clarifications.keys());
        register.extend(effective.iter().filter_map(answered_by));
        let register = self.names(&register).await?;
        let reasons = reasons.into_iter().filter_map(|(id, at)| Some((id, texts.text(at)?.to_owned()))).collect();
        let mut names = Names {
            words,
            objects: HashMap::new(),
            acts: effective.iter().map(|item| (item.event.id().to_string(), named(item, words))).collect(),
            rules: BTreeMap::new(),
            books: Vec::new(),
            respondents: Vec::new(),
            reasons,
            register,
        };
        names.add_objects(case, &texts);
        Ok(names)
    }
}

impl Names {
    /// Takes what rules are called, so that a step can name another rule.
    pub(super) fn with_rules(mut self, findings: &[(String, Finding)]) -> Self {
        let lang = super::rulebook_lang(self.words);
        let title = |(_, finding): &(String, Finding)| (finding.rule.to_string(), finding.title(lang).to_owned());
        self.rules.extend(findings.iter().map(title));
        self
    }

    /// Takes the rulebooks that judged, so that a finding can say what its rule wants.
    pub(super) fn with_books(self, books: Vec<Arc<Rulebook>>) -> Self {
        Self { books, ..self }
    }

    /// The rule that a finding applied, in the version it applied.
    pub(super) fn rule_applied(&self, finding: &Finding) -> Option<(&Rulebook, &Rule)> {
        self.books.iter().find_map(|book| Some((book.as_ref(), book.applied(finding)?)))
    }

    /// Who tells findings by these names.
    pub(super) fn speak<T>(&self, tell: impl FnOnce(&Speaker<'_>) -> T) -> T {
        let act = |id: &str| self.acts.get(id).map(|named| named.label.clone());
        let kind_of = |id: &str| self.acts.get(id).map(|named| named.kind.as_str().to_owned());
        let object = |role: &str, id: &str| Some(self.object(role, id));
        let rule = |id: &str| self.rules.get(id).cloned();
        let must = |finding: &Finding| self.rule_applied(finding).and_then(|(book, rule)| demand(book, rule));
        tell(&Speaker {
            lang: super::rulebook_lang(self.words),
            zone: super::ZONE,
            vocabulary: Some(wenze_rulebook::vocabulary::Vocabulary::wenze()),
            act: &act,
            kind_of: &kind_of,
            object: &object,
            rule: &rule,
            demand: &must,
        })
    }

    /// The version of an act.
    pub(super) fn version(&self, event: &str) -> Option<i32> {
        self.acts.get(event).map(|named| named.version)
    }

    /// What an object is called; one without a name is called by what it is.
    pub(super) fn object(&self, role: &str, id: &str) -> String {
        let registered = || self.register.get(&Uuid::try_parse(id).ok()?).cloned();
        let own = self.objects.get(id).cloned().or_else(registered);
        own.or_else(|| self.acts.get(id).map(|named| named.label.clone())).unwrap_or_else(|| self.words.refs_role(role))
    }

    fn add_objects(&mut self, case: &Case, texts: &Texts) {
        let words = self.words;
        let hidden = words.message("object-unnamed", &[]);
        let mut people: HashMap<Uuid, String> = HashMap::new();
        for (id, respondent) in &case.respondents {
            let name = respondent.name.and_then(|at| texts.text(at)).unwrap_or(&hidden).to_owned();
            for track in respondent.tracks.keys() {
                let track_words = words.code(TrackCode::LIST, track.as_str());
                self.objects.insert(format!("{id}/{track}"), self.told("object-track", &name, &track_words, None));
            }
            self.respondents.push(name.clone());
            people.insert(*id, name);
        }
        let mut add = |id: &Uuid, role: &str, whose: Option<&Uuid>, own: Option<String>, on: Option<PartialDate>| {
            let what = own.unwrap_or_else(|| words.refs_role(role));
            let whose = whose.and_then(|id| people.get(id)).map_or("", String::as_str);
            let id_words = if whose.is_empty() { "object" } else { "object-of" };
            self.objects.insert(id.to_string(), told(words, id_words, whose, &what, on));
        };
        case.determinations.iter().for_each(|(id, d)| add(id, "determination", Some(&d.respondent), None, d.made_on));
        case.measures.iter().for_each(|(id, m)| add(id, "measure", Some(&m.respondent), None, m.effective_on));
        for (id, appeal) in &case.appeals {
            let route = appeal.route.map(|route| words.code(AppealRoute::LIST, route.as_str()));
            add(id, "appeal", appeal.respondent.as_ref(), route, appeal.filed_on);
        }
        case.documents.iter().for_each(|(id, d)| add(id, "document", None, d.doc_no.clone(), d.issued_on));
        case.items.iter().for_each(|(id, i)| add(id, "item", None, None, i.due_on));
        case.clues.iter().for_each(|(id, c)| add(id, "clue", None, None, c.received_on));
        case.reports.iter().for_each(|(id, r)| add(id, "report", None, r.register_no.clone(), r.received_on));
        case.letters.iter().for_each(|(id, l)| add(id, "letter", None, l.letter_no.clone(), l.issued_on));
        case.meetings.iter().for_each(|(id, m)| add(id, "meeting", None, None, m.on));
        for (id, request) in &case.requests {
            let kind = request.act_kind.as_deref().and_then(Kind::parse);
            add(id, "request", None, kind.map(|kind| words.kind(kind).to_owned()), None);
        }
        self.objects.extend(people.into_iter().map(|(id, name)| (id.to_string(), name)));
    }

    fn told(&self, id: &str, whose: &str, what: &str, on: Option<PartialDate>) -> String {
        told(self.words, id, whose, what, on)
    }
}

/// “张三的处理决定（2026年3月5日）”.
fn told(words: &Words, id: &str, whose: &str, what: &str, on: Option<PartialDate>) -> String {
    let mut args = vec![("whose", whose.to_owned()), ("what", what.to_owned())];
    args.extend(on.map(|on| ("date", words.partial_date(on))));
    words.message(id, &args)
}

fn named(item: &Effective<'_>, words: &Words) -> Named {
    let kind = item.event.kind();
    let version = item.event.version;
    Named { version, kind, label: told(words, "object", "", words.kind(kind), item.event.envelope.occurred.date) }
}

/// The reason of an answer, and where it lies.
fn reason(item: &Effective<'_>) -> Option<(Uuid, PartAt)> {
    let Act::FindingAnswered(answered) = item.event.act() else { return None };
    let id = item.event.id();
    let part = answered.reason.known().and_then(Private::part)?;
    Some((id, PartAt { event_id: part.event.unwrap_or(id), part: part.part }))
}

fn answered_by(item: &Effective<'_>) -> Option<Uuid> {
    let Act::FindingAnswered(answered) = item.event.act() else { return None };
    Some(answered.by.known().map_or(item.event.envelope.actor.person_id, |by| by.person_id))
}

/// The ids that findings name; the register tells which are of persons and organs.
fn ids(findings: &[(String, Finding)]) -> HashSet<Uuid> {
    let mut found = HashSet::new();
    for (_, finding) in findings {
        found.extend(finding.instance.values().filter_map(|id| Uuid::try_parse(id).ok()));
        for step in &finding.steps {
            if let Step::OnBothSides { person, .. } = step {
                found.extend(Uuid::try_parse(person).ok());
            }
        }
    }
    found
}
