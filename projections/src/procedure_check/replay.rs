//! A case judged again and again as it grew: at each act, and at each instant in between at which a duty ran out.
//!
//! What comes of it depends on the stream and the bench alone. The time after the last act is judged ahead: what is found
//! at an instant that has not come yet is what will be if nothing is recorded before.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::event::Event;
use wenze_rulebook::finding::{Finding, Verdict};

use super::outcome::{Board, Cause, Change, Known, LogEvent, Obligation, Outcome, Point, Standing, Written};
use crate::judging::{Bench, Docket, Occasion, Turn, Turns, named};
use crate::worklist::{Work, organ};

/// How many instants after the last act, and after the sweep's, are judged ahead.
pub const AHEAD_MAX: usize = 64;

/// Judges a case from a point on, or from its first act. `events` are all events of its stream. All instants up to
/// `reach` are judged, however many there are.
pub(super) fn replay(
    bench: &Bench,
    id: Uuid,
    from: Option<Point>,
    events: &[LogEvent],
    reach: Option<DateTime<Utc>>,
) -> Outcome {
    let start = from.as_ref().map(|point| (point.version, point.at));
    let point = from.unwrap_or(Point { version: 0, at: DateTime::<Utc>::MIN_UTC, board: Board::new() });
    let old = events.partition_point(|event| event.version <= point.version);
    let (old, new) = events.split_at(old);
    let mut replay = Replay { bench, id, docket: Docket::new(id), point, changes: Vec::new(), turns: Turns::default() };
    replay.docket.add(old.iter().map(LogEvent::stored));
    let mut found = None;
    for group in new.chunk_by(|one, next| one.recorded_at == next.recorded_at) {
        found = Some(replay.act(group));
    }
    let found = match found {
        Some(found) => found,
        None => replay.found(replay.point.at),
    };
    let (version, at) = (replay.point.version, replay.point.at);
    let mut obligations: Vec<Obligation> = Vec::with_capacity(found.len());
    for (key, finding) in found {
        let since = replay.point.board.get(&key).map_or(at, |known| known.since);
        obligations.push(Obligation { key, since, until: None, as_of: at, organ: None, finding });
    }
    let ahead_until = replay.ahead(&mut obligations, reach.unwrap_or(at));
    obligations.sort_by(|a, b| (&a.key, a.since).cmp(&(&b.key, b.since)));
    replay.name_organs(&mut obligations);
    let work = Work::of(&replay.docket, obligations.iter().map(Obligation::stand));
    Outcome {
        version,
        at,
        from: start,
        obligations,
        changes: replay.changes,
        work,
        ahead_until,
        written: Written::new(),
    }
}

struct Replay<'b> {
    bench: &'b Bench,
    id: Uuid,
    docket: Docket,
    point: Point,
    changes: Vec<Change>,
    turns: Turns,
}

impl Replay<'_> {
    /// Takes acts that were recorded at one instant, after what happened by itself until then.
    fn act(&mut self, group: &[LogEvent]) -> BTreeMap<String, Finding> {
        let Some(last) = group.last() else { return BTreeMap::new() };
        while let Some((at, cause)) = self.next().filter(|(at, _)| *at <= last.recorded_at) {
            let found = self.found(at);
            self.note(at, &found, |_| cause);
        }
        self.docket.add(group.iter().map(LogEvent::stored));
        self.point.version = last.version;
        let added = |event: &&Event| group.iter().any(|one| one.version == event.version);
        let acts: Vec<Uuid> = self.docket.log().events.iter().rev().take_while(added).map(Event::id).collect();
        let found = self.found(last.recorded_at);
        self.note(last.recorded_at, &found, |finding| {
            let is_cited =
                |act: &&Uuid| finding.is_some_and(|finding| finding.cites.contains(act.to_string().as_str()));
            Cause::Act(acts.iter().find(is_cited).or(acts.first()).copied().unwrap_or_default())
        });
        found
    }

    /// Goes through the time after the last act. What stands otherwise from an instant on is added to the obligations.
    fn ahead(&mut self, obligations: &mut Vec<Obligation>, reach: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut latest: BTreeMap<String, usize> =
            obligations.iter().enumerate().map(|(at, one)| (one.key.clone(), at)).collect();
        let mut judged = 0;
        while let Some((at, cause)) = self.next() {
            if at > reach {
                if judged == AHEAD_MAX {
                    return Some(self.point.at);
                }
                judged += 1;
            }
            let mut found = self.found(at);
            for key in self.note(at, &found, |_| cause) {
                if let Some(one) = latest.remove(&key).and_then(|at| obligations.get_mut(at)) {
                    one.until = Some(at);
                }
                if let Some(finding) = found.remove(&key) {
                    latest.insert(key.clone(), obligations.len());
                    obligations.push(Obligation { key, since: at, until: None, as_of: at, organ: None, finding });
                }
            }
        }
        None
    }

    /// An obligation without an act of its own belongs to whoever began the case.
    fn name_organs(&self, obligations: &mut [Obligation]) {
        let events = &self.docket.log().events;
        let organs: HashMap<String, Uuid> = events.iter().map(|event| (event.id().to_string(), organ(event))).collect();
        let first = events.first().map(organ);
        for one in obligations {
            let trigger = one.finding.trigger.as_deref().and_then(|trigger| organs.get(trigger).copied());
            one.organ = trigger.or(first);
        }
    }

    /// The next instant at which something can change by itself.
    fn next(&self) -> Option<(DateTime<Utc>, Cause)> {
        let at = self.point.at;
        let pending = self.point.board.values().filter(|known| known.standing.verdict == Verdict::Pending);
        let due = pending.filter_map(|known| known.standing.due_at).filter(|due| *due > at).min();
        // Without a running clock neither a norm nor a holiday moves anything.
        let turn = due.and_then(|_| self.bench.term(at).turn_after(at)).map(|(at, turn)| match turn {
            Turn::Norm => (at, Cause::Norm),
            Turn::Notice => (at, Cause::Notice),
        });
        let term = self.bench.term_after(at).filter(|_| self.point.version > 0).map(|term| match term.occasion() {
            Occasion::Calendar(position) => (term.from(), Cause::Calendar(position)),
            Occasion::Rulebook(position) => (term.from(), Cause::Rulebook(position)),
            Occasion::Shipped => (term.from(), Cause::Rulebook(0)),
        });
        [term, due.map(|at| (at, Cause::Due)), turn].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    /// What is found at an instant. Where a rule does not apply there is no obligation.
    fn found(&mut self, at: DateTime<Utc>) -> BTreeMap<String, Finding> {
        let term = self.bench.term(at);
        let findings = self.docket.findings(term, at).into_iter();
        let mut found = named(findings.filter(|finding| finding.verdict != Verdict::NotApplicable));
        self.turns.mark((self.id, self.docket.log()), term, at, &mut found);
        found
    }

    /// Notes what stands otherwise than before, and answers with the keys.
    fn note(
        &mut self,
        at: DateTime<Utc>,
        found: &BTreeMap<String, Finding>,
        cause: impl Fn(Option<&Finding>) -> Cause,
    ) -> Vec<String> {
        let mut changed = Vec::new();
        let version = self.point.version;
        let gone: Vec<String> = self.point.board.keys().filter(|key| !found.contains_key(*key)).cloned().collect();
        for key in gone {
            let before = self.point.board.remove(&key).map(|known| known.standing);
            self.changes.push(Change { version, at, key: key.clone(), before, after: None, cause: cause(None) });
            changed.push(key);
        }
        for (key, finding) in found {
            let standing = Standing::of(finding);
            let before = self.point.board.get(key).map(|known| known.standing);
            if before == Some(standing) {
                continue;
            }
            self.point.board.insert(key.clone(), Known { standing, since: at });
            let cause = cause(Some(finding));
            self.changes.push(Change { version, at, key: key.clone(), before, after: Some(standing), cause });
            changed.push(key.clone());
        }
        self.point.at = at;
        changed
    }
}
