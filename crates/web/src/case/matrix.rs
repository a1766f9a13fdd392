//! Respondents × tracks: each pair with its state, what was determined, and what was imposed.

use uuid::Uuid;
use wenze_casework::CaseView;
use wenze_domain::case::{Case, Measure, Respondent, Responsibility, Standing, Track};
use wenze_domain::codes::{
    CodeList, Identity, JudicialOutcome, Level, Outcome, PersonStatus, RespondentKind, ResponsibilityClass,
    ResponsibilityRole, TrackCode,
};
use wenze_domain::machine::State;
use wenze_domain::regimes::{CodeKind, Pin};
use wenze_domain::states::{ReappointmentState, ReferralState};
use wenze_domain::words::Words;

use super::labels::respondent_name;
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::shape::Shape;

/// The matrix.
pub(super) struct Matrix {
    /// The tracks that any respondent is on.
    pub(super) tracks: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One respondent.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) post: String,
    /// Kind, level, status, return to a post, as far as recorded.
    pub(super) about: Vec<String>,
    pub(super) cells: Vec<Cell>,
}

/// One pair, or none.
pub(super) struct Cell {
    pub(super) track: String,
    pub(super) pair: Option<PairView>,
}

/// One pair.
pub(super) struct PairView {
    pub(super) state: StateTag,
    /// Only from the second round on.
    pub(super) round: Option<String>,
    pub(super) outcome: Option<String>,
    /// Where it stands before the procuratorate and the court, once it was referred.
    pub(super) referral: Option<StateTag>,
    /// What became of it there.
    pub(super) judicial: Option<String>,
    pub(super) responsibility: Vec<String>,
    pub(super) measures: Vec<MeasureView>,
}

/// One sanction or form of accountability.
pub(super) struct MeasureView {
    pub(super) name: String,
    /// Its period.
    pub(super) months: Option<String>,
    pub(super) from: Option<When>,
    pub(super) lifted: Option<When>,
    /// What became of it, unless it stands as imposed.
    pub(super) standing: Option<StateTag>,
    /// It no longer counts.
    pub(super) is_gone: bool,
}

impl Matrix {
    pub(super) fn new(reader: &Reader, view: &CaseView) -> Self {
        let case = &view.case;
        let on_any = |track: &&TrackCode| case.respondents.values().any(|r| r.tracks.contains_key(track));
        let tracks: Vec<TrackCode> = TrackCode::ALL.iter().filter(on_any).copied().collect();
        let word = |track: &TrackCode| reader.words.code(TrackCode::LIST, track.as_str());
        let row = |(id, respondent): (&Uuid, &Respondent)| Row {
            name: respondent_name(reader, view, respondent),
            post: respondent.post.and_then(|at| view.texts.text(at)).unwrap_or_default().to_owned(),
            about: about(reader.words, respondent),
            cells: tracks
                .iter()
                .map(|code| Cell {
                    track: word(code),
                    pair: respondent.tracks.get(code).map(|track| pair(reader, case, (*id, *code), track)),
                })
                .collect(),
        };
        Self { rows: case.respondents.iter().map(row).collect(), tracks: tracks.iter().map(word).collect() }
    }
}

fn about(words: &Words, respondent: &Respondent) -> Vec<String> {
    // In office and a cadre is what a reader takes for granted.
    let kind = respondent.kind.filter(|kind| *kind == RespondentKind::Organisation);
    let status = respondent.status.filter(|status| *status != PersonStatus::InOffice);
    let kind = kind.map(|code| words.code(RespondentKind::LIST, code.as_str()));
    let level = respondent.post_level.map(|code| words.code(Level::LIST, code.as_str()));
    let identity = respondent.identity.map(|code| words.code(Identity::LIST, code.as_str()));
    let status = status.map(|code| words.code(PersonStatus::LIST, code.as_str()));
    let back = respondent.reappointment.state;
    let back = (back != ReappointmentState::START).then(|| {
        let machine = ReappointmentState::MACHINE;
        format!("{} · {}", words.refs_role(machine), words.state(machine, back.as_str()))
    });
    [kind, level, identity, status, back].into_iter().flatten().collect()
}

fn pair(reader: &Reader, case: &Case, (respondent, code): (Uuid, TrackCode), track: &Track) -> PairView {
    let (words, texts) = (reader.words, reader.texts);
    let of_pair = |measure: &&Measure| measure.respondent == respondent && measure.track == Some(code);
    PairView {
        state: StateTag::new(words, "track", track.state.as_str()),
        round: (track.round > 1).then(|| texts.tell("pair-round", [("round", track.round.into())])),
        outcome: track.outcome.map(|outcome| words.code(Outcome::LIST, outcome.as_str())),
        referral: (track.referral != ReferralState::START)
            .then(|| StateTag::new(words, ReferralState::MACHINE, track.referral.as_str())),
        judicial: track.judicial_outcome.map(|outcome| words.code(JudicialOutcome::LIST, outcome.as_str())),
        responsibility: responsibility(words, &track.responsibility),
        measures: case.measures.values().filter(of_pair).map(|measure| measure_view(reader, measure)).collect(),
    }
}

/// Attributed once or more; the same words only once.
fn responsibility(words: &Words, attributed: &[Responsibility]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for one in attributed {
        let class = one.class.map(|code| words.code(ResponsibilityClass::LIST, code.as_str()));
        let role = one.role.map(|code| words.code(ResponsibilityRole::LIST, code.as_str()));
        let text = class.into_iter().chain(role).collect::<Vec<_>>().join(" · ");
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// A kind or form of a track, in the words of the regime that is pinned.
pub(super) fn measure_name(words: &Words, track: Option<TrackCode>, pin: Option<&Pin>, code: Option<&str>) -> String {
    let is_form = matches!(track, Some(TrackCode::Accountability | TrackCode::Handling | TrackCode::Petition));
    let list = if is_form { CodeKind::AccountabilityForm } else { CodeKind::SanctionKind };
    code.map_or_else(|| words.not_recorded(), |code| words.regime_code(list, pin, code))
}

fn measure_view(reader: &Reader, measure: &Measure) -> MeasureView {
    let (words, texts) = (reader.words, reader.texts);
    let pin = measure.regime.as_deref().and_then(Pin::parse);
    MeasureView {
        name: measure_name(words, measure.track, pin.as_ref(), measure.code.as_deref()),
        months: measure.months.map(|months| texts.tell("measure-months", [("months", months.into())])),
        from: measure.effective_on.map(|date| When::date(words, date)),
        lifted: measure.lifted_on.map(|date| When::date(words, date)),
        standing: standing(reader, measure),
        // A measure varied on appeal is told as it is now, and goes on.
        is_gone: !matches!(measure.standing, Standing::InForce | Standing::Varied) || measure.lifted_on.is_some(),
    }
}

fn standing(reader: &Reader, measure: &Measure) -> Option<StateTag> {
    let (words, texts) = (reader.words, reader.texts);
    let (shape, word) = match measure.standing {
        Standing::InForce if measure.suspended => (Shape::Paused, words.state("measure", "suspended")),
        Standing::InForce => return None,
        Standing::Varied => (Shape::Again, words.state("measure", "varied")),
        Standing::Revoked => (Shape::Ended, words.state("measure", "revoked")),
        Standing::Remanded => (Shape::Again, texts.say("standing-remanded")),
        Standing::Corrected => (Shape::Again, words.state("determination", "corrected")),
        Standing::Replaced => (Shape::Ended, texts.say("standing-replaced")),
    };
    Some(StateTag::made(shape, word))
}
