//! A case as its events tell it: every object with its sub-state and the open facts of it.
//!
//! Private text is never here, only where its part lies, so no state depends on it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::{
    AppealOutcome, AppealRoute, Duty, EscalationStep, Identity, JudicialOutcome, Level, Outcome, PersonStatus,
    PostKind, RespondentKind, ResponsibilityClass, ResponsibilityRole, TrackCode,
};
use crate::fields::PartialDate;
use crate::states::{AppealState, ItemState, ReferralState, RequestState, TrackState};

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
            pub struct $name { $($(#[$field_doc])* #[serde(default)] pub $field: $ty),* }
        )*
    };
}

mod aftermath;
mod checks;
mod inquiry;
mod proposal;
mod stage;
mod standing;
pub use aftermath::{Clarification, Reappointment};
pub use checks::{Answer, Check, Finding, instance};
pub use inquiry::{Clue, Evidence, Letter, Recusal, Report, Subject};
pub use proposal::Proposal;
pub use stage::{Designation, Stage};
pub use standing::Standing;

/// Where a private part lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PartAt {
    /// The event that holds it.
    pub event_id: Uuid,
    /// Its number there.
    pub part: i16,
}

/// A fact that the usual order would have had before an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// The object, if it is one of the case's.
    pub object: Option<String>,
    /// Its machine, or `case`, or `fact`.
    pub machine: String,
    /// Where the object stands.
    pub state: String,
    /// Where it would usually stand, or the fact itself.
    pub needs: Vec<String>,
    /// Acts that supply it.
    pub acts: Vec<String>,
}

impl Missing {
    /// The machine that a question of a rule bears.
    pub const RULE: &'static str = "rule";

    /// Whether a rule of the organ asks, and so for the approval of another person too.
    pub fn is_of_rule(&self) -> bool {
        self.machine == Self::RULE
    }
}

facts! {
    /// The case.
    Case {
        /// Its stream.
        id: Uuid,
        /// Version of the last event folded.
        version: i32,
        /// Reports in it.
        reports: BTreeMap<Uuid, Report>,
        /// Clues in it.
        clues: BTreeMap<Uuid, Clue>,
        /// Letters of written inquiries.
        letters: BTreeMap<Uuid, Letter>,
        /// Respondents with their tracks.
        respondents: BTreeMap<Uuid, Respondent>,
        /// Meetings that decided.
        meetings: BTreeMap<Uuid, Meeting>,
        /// Determinations made.
        determinations: BTreeMap<Uuid, Determination>,
        /// Sanctions and forms of accountability.
        measures: BTreeMap<Uuid, Measure>,
        /// Documents issued, with the determinations they hold.
        documents: BTreeMap<Uuid, Document>,
        /// Appeals.
        appeals: BTreeMap<Uuid, Appeal>,
        /// Items of rectification.
        items: BTreeMap<Uuid, Item>,
        /// Requests for approval.
        requests: BTreeMap<Uuid, Request>,
        /// Clarifications, by the official cleared.
        clarifications: BTreeMap<Uuid, Clarification>,
        /// Facts listed.
        facts: BTreeSet<Uuid>,
        /// Evidence taken.
        evidence: BTreeMap<Uuid, Evidence>,
        /// Recusals asked for or due.
        recusals: BTreeMap<Uuid, Recusal>,
        /// Allegations of clues.
        allegations: BTreeSet<Uuid>,
        /// Arguments of the defence.
        arguments: BTreeSet<Uuid>,
        /// Determinations and events in which an error was found; the case itself where no one of them was named.
        errors: BTreeSet<Uuid>,
        /// Checks of procedure signed, by their events.
        checks: BTreeMap<Uuid, Check>,
        /// Answers to findings, newest last.
        answers: Vec<Answer>,
        /// Who handles what, newest last.
        handlers: Vec<Handler>,
        /// Number of the filing.
        case_no: Option<CaseNo>,
        /// When it was filed or the inquiry started.
        opened_as_case_on: Option<PartialDate>,
        /// Whether it was ever filed or an inquiry started.
        is_case: bool,
        /// Closed, and not reopened since.
        closed: Option<Closing>,
        /// Cases it belongs together with.
        linked: BTreeSet<Uuid>,
        /// The case that took this one over.
        absorbed_by: Option<Uuid>,
        /// Every event in force, in stream order.
        events: Vec<Mark>,
        /// Versions this program cannot read; such a case takes no new acts.
        unreadable: Vec<i32>,
    }

    /// A respondent.
    Respondent {
        /// A body or a cadre.
        kind: Option<RespondentKind>,
        /// Name as written.
        name: Option<PartAt>,
        /// Post as written.
        post: Option<PartAt>,
        /// Level of the post.
        post_level: Option<Level>,
        /// Posts that raise who must approve.
        post_kind: Option<PostKind>,
        /// Which law the person stands under.
        identity: Option<Identity>,
        /// Whether in office.
        status: Option<PersonStatus>,
        /// Kind of employer.
        employer_kind: Option<String>,
        /// The official's stream.
        official: Option<Uuid>,
        /// The organ's stream.
        organ: Option<Uuid>,
        /// The pairs.
        tracks: BTreeMap<TrackCode, Track>,
        /// The way back to a post.
        reappointment: Reappointment,
    }

    /// A respondent × track.
    Track {
        /// Where it stands.
        state: TrackState,
        /// Round, from 1; a return, a remand or a reopening begins the next.
        round: u32,
        /// To which day the time for the investigation was extended.
        investigate_by: Option<PartialDate>,
        /// To which day the time for the review was extended.
        review_by: Option<PartialDate>,
        /// Where it stands before the procuratorate and the court.
        referral: ReferralState,
        /// How often the procuratorate sent it back.
        supplements: u32,
        /// What became of it there.
        judicial_outcome: Option<JudicialOutcome>,
        /// What was determined last.
        outcome: Option<Outcome>,
        /// The determination in force.
        determination: Option<Uuid>,
        /// Responsibility attributed.
        responsibility: Vec<Responsibility>,
        /// What was proposed last for the pair, and at last decided.
        proposal: Proposal,
    }

    /// Responsibility attributed to a pair.
    Responsibility {
        /// Its class.
        class: Option<ResponsibilityClass>,
        /// In which role.
        role: Option<ResponsibilityRole>,
        /// Collective or individual.
        collective: Option<bool>,
        /// The event that says so.
        event_id: Uuid,
    }

    /// A meeting.
    Meeting {
        /// When.
        on: Option<PartialDate>,
        /// How many were entitled.
        entitled: Option<u32>,
        /// How many were present.
        present: Option<u32>,
    }

    /// A determination.
    Determination {
        /// The respondent.
        respondent: Uuid,
        /// The track.
        track: Option<TrackCode>,
        /// What it says.
        outcome: Option<Outcome>,
        /// When it was made.
        made_on: Option<PartialDate>,
        /// Standing: in force, varied, revoked, remanded, corrected.
        standing: Standing,
        /// The round it was made in.
        round: u32,
        /// Until when it is to be corrected, once that was ordered.
        correct_by: Option<PartialDate>,
        /// When the person was first served; service on the unit starts no time of the person's.
        served_on: Option<PartialDate>,
    }

    /// A sanction or form of accountability.
    Measure {
        /// The determination it stands on.
        determination: Option<Uuid>,
        /// The respondent.
        respondent: Uuid,
        /// The track.
        track: Option<TrackCode>,
        /// Kind or form, a regime code.
        code: Option<String>,
        /// Forms decided together with it, regime codes.
        combined_with: Vec<String>,
        /// The pinned regime, `regime/version`.
        regime: Option<String>,
        /// Period, in months.
        months: Option<u32>,
        /// In effect from.
        effective_on: Option<PartialDate>,
        /// Until when, where the decision says so.
        until: Option<PartialDate>,
        /// Standing.
        standing: Standing,
        /// Whether its execution is suspended.
        suspended: bool,
        /// When it was lifted by decision.
        lifted_on: Option<PartialDate>,
        /// Until when the formalities may take, once that was extended.
        formalities_by: Option<PartialDate>,
    }

    /// A decision document.
    Document {
        /// Its number.
        doc_no: Option<String>,
        /// When it was issued.
        issued_on: Option<PartialDate>,
        /// The determinations it holds.
        determinations: Vec<Uuid>,
        /// The appeal it answers.
        appeal: Option<Uuid>,
        /// When it was first served.
        served_on: Option<PartialDate>,
    }

    /// An appeal.
    Appeal {
        /// Where it stands.
        state: AppealState,
        /// The route.
        route: Option<AppealRoute>,
        /// Who appeals.
        respondent: Option<Uuid>,
        /// Against what.
        determinations: Vec<Uuid>,
        /// The appeal before.
        prior: Option<Uuid>,
        /// When it was filed.
        filed_on: Option<PartialDate>,
        /// Whether it counts as in time because of an obstacle.
        time_extended: Option<bool>,
        /// Until when it is to be decided, once that was extended.
        decide_by: Option<PartialDate>,
        /// When it was received.
        received_on: Option<PartialDate>,
        /// When it was accepted.
        accepted_on: Option<PartialDate>,
        /// When the person knew of what the appeal is against.
        known_on: Option<PartialDate>,
        /// What it led to.
        outcome: Option<AppealOutcome>,
        /// When it was decided.
        decided_on: Option<PartialDate>,
        /// When the result was served.
        served_on: Option<PartialDate>,
        /// When it was first served on the person.
        person_served_on: Option<PartialDate>,
    }

    /// An item of rectification.
    Item {
        /// Where it stands.
        state: ItemState,
        /// Due date in force.
        due_on: Option<PartialDate>,
        /// The unit responsible.
        unit: Option<Uuid>,
        /// Letters issued.
        letters: u32,
        /// Highest step of the ladder taken.
        step: Option<EscalationStep>,
        /// Years whose honours were forfeited.
        honours_forfeited: BTreeSet<u32>,
        /// Votes held on it.
        votes: u32,
        /// What is to be put right.
        problem: Option<PartAt>,
    }

    /// A request for approval.
    Request {
        /// Where it stands.
        state: RequestState,
        /// The act it asks to approve.
        act_kind: Option<String>,
    }

    /// Who handles what.
    Handler {
        /// The duty.
        duty: Option<Duty>,
        /// The object.
        object: Option<Uuid>,
        /// The person.
        person: Option<Uuid>,
        /// The office.
        office: Option<Uuid>,
        /// From when.
        from_on: Option<PartialDate>,
    }

    /// Number of a filing.
    CaseNo {
        /// The organ that gave it.
        organ: Option<Uuid>,
        /// The number.
        no: String,
    }

    /// A closing.
    Closing {
        /// When.
        on: Option<PartialDate>,
        /// Items that stayed open.
        open_items: Vec<Uuid>,
    }

    /// An event in force.
    Mark {
        /// Its version.
        version: i32,
        /// Its id.
        event_id: Uuid,
        /// Its kind.
        kind: String,
        /// What the usual order would have had before it; empty when it fits.
        missing: Vec<Missing>,
        /// It may have happened after the moment asked for.
        uncertain: bool,
        /// The papers give no date.
        undated: bool,
    }
}

/// A respondent × track.
pub type Pair = (Uuid, TrackCode);

impl Track {
    /// Before a determination, not ended otherwise, and not in the hands of the procuratorate or the court.
    pub fn is_open(&self) -> bool {
        self.state.is_open() && !matches!(self.referral, ReferralState::Referred | ReferralState::Concluded)
    }
}

impl Case {
    /// An empty case.
    pub fn new(id: Uuid) -> Self {
        Self { id, ..Self::default() }
    }

    /// The state of a pair; a pair that does not exist yet is at its start.
    pub fn track_state(&self, (respondent, track): Pair) -> TrackState {
        self.respondents.get(&respondent).and_then(|r| r.tracks.get(&track)).map_or(TrackState::Start, |t| t.state)
    }

    /// Where a pair stands before the procuratorate and the court.
    pub fn referral_state(&self, (respondent, track): Pair) -> ReferralState {
        self.respondents
            .get(&respondent)
            .and_then(|r| r.tracks.get(&track))
            .map_or(ReferralState::Start, |t| t.referral)
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (Pair, &Track)> {
        self.respondents.iter().flat_map(|(id, r)| r.tracks.iter().map(move |(code, track)| ((*id, *code), track)))
    }

    /// The pair a determination is about.
    pub fn pair_of(&self, determination: Uuid) -> Option<Pair> {
        let d = self.determinations.get(&determination)?;
        Some((d.respondent, d.track?))
    }

    /// The event with this id, if it is in force.
    pub fn mark(&self, event_id: Uuid) -> Option<&Mark> {
        self.events.iter().find(|mark| mark.event_id == event_id)
    }

    /// Whether an object of the case stands under this role; none when the role is not one of the case's.
    pub fn has(&self, role: &str, id: Uuid) -> Option<bool> {
        Some(match role {
            "report" => self.reports.contains_key(&id),
            "clue" => self.clues.contains_key(&id),
            "letter" => self.letters.contains_key(&id),
            "recusal" => self.recusals.contains_key(&id),
            "respondent" => self.respondents.contains_key(&id),
            "meeting" => self.meetings.contains_key(&id),
            "determination" => self.determinations.contains_key(&id),
            "measure" => self.measures.contains_key(&id),
            "document" => self.documents.contains_key(&id),
            "appeal" | "prior_appeal" => self.appeals.contains_key(&id),
            "item" => self.items.contains_key(&id),
            "request" => self.requests.contains_key(&id),
            "fact" => self.facts.contains(&id),
            "evidence" => self.evidence.contains_key(&id),
            "allegation" => self.allegations.contains(&id),
            "argument" => self.arguments.contains(&id),
            "event" => self.mark(id).is_some(),
            "object" => self.holds(id),
            _ => return None,
        })
    }

    /// Whether any object of the case, or the case itself, has this id.
    pub fn holds(&self, id: Uuid) -> bool {
        const ROLES: [&str; 16] = [
            "report",
            "clue",
            "letter",
            "recusal",
            "respondent",
            "meeting",
            "determination",
            "measure",
            "document",
            "appeal",
            "item",
            "request",
            "fact",
            "evidence",
            "allegation",
            "argument",
        ];
        id == self.id || ROLES.iter().any(|role| self.has(role, id) == Some(true))
    }
}
