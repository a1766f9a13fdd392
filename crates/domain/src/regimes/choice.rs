//! Which regime an act is read in: by its track, by whom the respondent works for, and by its day.

use chrono::NaiveDate;

use super::{CodeKind, GENERIC, Regimes, Version};
use crate::case::Respondent;
use crate::codes::{Identity, SanctionRegime, TrackCode};

/// For whom a respondent works, as far as it decides which regime the employer's side stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Employment {
    /// A civil servant, or somebody of whom nothing else is recorded.
    CivilService,
    /// A manager of a state-owned enterprise.
    StateEnterprise,
    /// Staff of an institution, of a village or neighbourhood: no loaded regime speaks of their employer's sanctions.
    Elsewhere,
}

impl Employment {
    /// As recorded of a respondent: the identity first, the kind of employer where the identity does not say.
    pub fn of(respondent: Option<&Respondent>) -> Self {
        let employer = respondent.and_then(|r| r.employer_kind.as_deref());
        match respondent.and_then(|r| r.identity) {
            Some(Identity::SoeManager) => Self::StateEnterprise,
            Some(Identity::CivilServant) => Self::CivilService,
            Some(Identity::InstitutionStaff | Identity::SelfGovernance) => Self::Elsewhere,
            Some(Identity::PartyMember | Identity::Other) | None => match employer {
                Some("soe") => Self::StateEnterprise,
                Some("institution" | "village") => Self::Elsewhere,
                _ => Self::CivilService,
            },
        }
    }
}

/// The regime a sanction belongs to: party, supervisory organ, employer.
pub fn of_sanction(regime: SanctionRegime) -> &'static str {
    of_track(track_of_sanction(regime))
}

pub(crate) fn track_of_sanction(regime: SanctionRegime) -> TrackCode {
    match regime {
        SanctionRegime::Party => TrackCode::Party,
        SanctionRegime::Gov => TrackCode::Gov,
        SanctionRegime::Employer => TrackCode::Employer,
    }
}

/// The regime to look into first for codes of a track, where nothing is known of the respondent.
pub fn of_track(track: TrackCode) -> &'static str {
    family(track, Employment::CivilService).first().copied().unwrap_or(GENERIC)
}

/// The regimes a track may stand under, in the order in which they are asked. Before the Law on Governmental Sanctions
/// civil servants were sanctioned under their own law alone; nobody else had a law that is loaded here.
pub(crate) fn family(track: TrackCode, employment: Employment) -> &'static [&'static str] {
    match (track, employment) {
        (TrackCode::Accountability, _) => &["cn-accountability"],
        (TrackCode::Party, _) => &["cn-party"],
        (TrackCode::Gov, Employment::CivilService) => &["cn-governmental", "cn-civil-servant"],
        (TrackCode::Gov, _) => &["cn-governmental"],
        (TrackCode::Employer, Employment::CivilService) => &["cn-civil-servant"],
        (TrackCode::Employer, Employment::StateEnterprise) => &["cn-soe"],
        (TrackCode::Employer, Employment::Elsewhere) => &[GENERIC],
        (TrackCode::Handling, _) => &["cn-handling"],
        (TrackCode::Petition, _) => &["cn-petition"],
    }
}

/// A code that is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sought<'a> {
    /// Its list.
    pub(crate) list: CodeKind,
    /// The code.
    pub(crate) code: &'a str,
    /// The regime the act names, with its version where it names one.
    pub(crate) named: Option<(&'a str, Option<&'a str>)>,
    /// The regimes of its track.
    pub(crate) family: &'a [&'static str],
    /// The day of the act.
    pub(crate) on: Option<NaiveDate>,
}

impl Regimes {
    /// Which version a code is read in: the named version, else the named regime that day, else any regime that day,
    /// else the version nearest to the day. `None` means that no loaded regime knows the code.
    pub fn find(
        &self,
        list: CodeKind,
        code: &str,
        prefer: Option<(&str, Option<&str>)>,
        on: Option<NaiveDate>,
    ) -> Option<&Version> {
        self.choose(Sought { list, code, named: prefer, family: &[], on })
    }

    /// Which version a code of a track is read in, where the act names no regime.
    pub fn find_on_track(
        &self,
        list: CodeKind,
        code: &str,
        (track, employment): (TrackCode, Employment),
        on: Option<NaiveDate>,
    ) -> Option<&Version> {
        self.choose(Sought { list, code, named: None, family: family(track, employment), on })
    }

    /// The same as [`Self::find`], for an act of a track: after what the act names come the regimes of its track that day. A measure older
    /// than every regime of its track is read in the generic codes, never in the law of another track.
    pub(crate) fn choose(&self, sought: Sought<'_>) -> Option<&Version> {
        let Sought { list, code, named, family, on } = sought;
        let knows = |v: &&Version| v.entry(list, code).is_some();
        let by_name = named.and_then(|(regime, version)| {
            let exact = version.and_then(|name| self.of(regime).find(|v| v.version == name));
            exact.filter(knows).or_else(|| self.version_on(regime, on).filter(knows))
        });
        if by_name.is_some() {
            return by_name;
        }
        let asked: Vec<&str> = named.map(|(regime, _)| regime).into_iter().chain(family.iter().copied()).collect();
        let mut in_force = asked.iter().filter_map(|regime| self.version_on(regime, on)).peekable();
        let is_before_all = !asked.is_empty() && in_force.peek().is_none();
        let own = in_force.find(knows);
        let generic = || self.version_on(GENERIC, on).filter(|v| is_before_all && knows(v));
        own.or_else(generic)
            .or_else(|| self.of_any_on(on).find(knows))
            .or_else(|| self.nearest(on, |v| knows(&v) && asked.contains(&v.regime.as_str())))
            .or_else(|| self.nearest(on, |v| knows(&v)))
    }

    /// The version of a track that counts that day, without any code.
    pub(crate) fn of_family(&self, family: &[&'static str], on: Option<NaiveDate>) -> Option<&Version> {
        family.iter().find_map(|regime| self.version_on(regime, on))
    }

    /// The version of every regime that counts that day, in the order of precedence; those kept for old acts are not asked.
    fn of_any_on(&self, on: Option<NaiveDate>) -> impl Iterator<Item = &Version> {
        let counts = move |v: &&Version| self.version_on(&v.regime, on).is_some_and(|w| w.version == v.version);
        self.all().iter().filter(|v| !v.kept_for_pins).filter(counts)
    }

    /// The version nearest to a day, the newest where there is none; of equals the one that takes precedence.
    fn nearest(&self, on: Option<NaiveDate>, fits: impl Fn(&Version) -> bool) -> Option<&Version> {
        let found = self.all().iter().filter(|v| fits(v));
        match on {
            Some(day) => found.min_by_key(|v| (v.kept_for_pins, v.days_from(day))),
            None => found.min_by_key(|v| (v.kept_for_pins, std::cmp::Reverse(v.effective_from))),
        }
    }
}
