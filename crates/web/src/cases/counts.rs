//! How many records stand where: tabs by what they may be called, and stages in the order of the procedure.

use std::collections::BTreeMap;

use wenze_casework::StageCount;

use super::{CURSOR, KIND, STAGE};
use crate::parts::StateTag;
use crate::rank;
use crate::reader::Reader;

/// What records may be called, in the order in which one becomes the next.
pub(super) const KINDS: [&str; 3] = ["report", "clue", "case"];

/// The counts of the whole register.
pub(super) struct Counts(Vec<StageCount>);

/// One tab.
pub(super) struct Tab {
    pub(super) word: String,
    pub(super) cases: i64,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// The stages of one machine.
pub(super) struct StageGroup {
    pub(super) word: String,
    pub(super) stages: Vec<Stage>,
}

/// One stage.
pub(super) struct Stage {
    /// As the form sends it.
    pub(super) value: String,
    pub(super) word: String,
    pub(super) tag: StateTag,
    pub(super) cases: i64,
    /// Its share of the largest stage, in percent, for the bar.
    pub(super) percent: i64,
    pub(super) href: String,
    pub(super) is_current: bool,
}

impl Counts {
    pub(super) fn new(counts: Vec<StageCount>) -> Self {
        Self(counts)
    }

    /// Everything, then what each may be called. A tab begins anew: a stage of clues says nothing about cases.
    pub(super) fn tabs(&self, reader: &Reader, current: Option<&str>) -> Vec<Tab> {
        let tab = |kind: Option<&str>| Tab {
            word: kind.map_or_else(|| reader.texts.say("cases-all"), |kind| reader.words.refs_role(kind)),
            cases: self.of(kind).map(|count| count.cases).sum(),
            href: reader.with(&[(CURSOR, None), (STAGE, None), (KIND, kind)]),
            is_current: kind == current,
        };
        std::iter::once(None).chain(KINDS.map(Some)).map(tab).collect()
    }

    /// The stages that records of a kind stand at.
    pub(super) fn stages(
        &self,
        reader: &Reader,
        kind: Option<&str>,
        current: Option<&(String, String)>,
    ) -> Vec<StageGroup> {
        let mut sums: BTreeMap<((usize, usize), &str, &str), i64> = BTreeMap::new();
        for count in self.of(kind) {
            let at = rank::of(&count.machine, &count.stage);
            *sums.entry((at, &count.machine, &count.stage)).or_default() += count.cases;
        }
        let most = sums.values().copied().max().unwrap_or(1).max(1);
        let stage = |machine: &str, state: &str, cases: i64| Stage {
            value: format!("{machine}/{state}"),
            word: reader.words.state(machine, state),
            tag: StateTag::new(reader.words, machine, state),
            cases,
            percent: (cases * 100 / most).max(1),
            href: reader.with(&[(CURSOR, None), (STAGE, Some(&format!("{machine}/{state}")))]),
            is_current: current.is_some_and(|(m, s)| m == machine && s == state),
        };
        let of_machine = |machine: &str| StageGroup {
            word: reader.words.refs_role(machine),
            stages: sums.iter().filter(|((_, m, _), _)| *m == machine).map(|((_, m, s), n)| stage(m, s, *n)).collect(),
        };
        let groups = rank::MACHINES.into_iter().map(of_machine);
        groups.filter(|group| !group.stages.is_empty()).collect()
    }

    fn of<'a>(&'a self, kind: Option<&'a str>) -> impl Iterator<Item = &'a StageCount> {
        self.0.iter().filter(move |count| kind.is_none_or(|kind| count.designation == kind))
    }
}
