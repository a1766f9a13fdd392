//! The shapes that acts share, as JSON: people, organs, approvals, respondents, bases.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, RespondentKind, Role, TrackCode};
use wenze_domain::regimes::{self, CodeKind, Regimes, Registry};

use super::{Concerns, Script};

/// A respondent of a case being written.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    pub(crate) id: Uuid,
    /// The official, or none when the unit itself answers.
    pub(crate) human: Option<usize>,
    pub(crate) unit: usize,
    pub(crate) tracks: Vec<TrackCode>,
}

impl Party {
    pub(crate) fn kind(&self) -> RespondentKind {
        if self.human.is_some() { RespondentKind::Cadre } else { RespondentKind::Organisation }
    }

    /// Its pairs as refs write them.
    pub(crate) fn pairs(&self) -> Vec<String> {
        self.tracks.iter().map(|track| format!("{}/{track}", self.id)).collect()
    }
}

/// The code of a list as stored.
pub(crate) fn code<T: CodeList>(value: T) -> &'static str {
    value.as_str()
}

/// Refs to these respondents and all their pairs.
pub(crate) fn about(parties: &[Party]) -> Value {
    let pairs: Vec<String> = parties.iter().flat_map(Party::pairs).collect();
    json!({ "respondent": parties.iter().map(|party| party.id).collect::<Vec<_>>(), "track": pairs })
}

/// The series of the paper that usually comes with an act.
pub(super) fn series(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::ReportTransferred => "信转",
        Kind::ReportDeclined => "信告",
        Kind::DispositionApproved => "线处",
        Kind::ClueClosed => "线结",
        Kind::CaseFilingApproved => "立批",
        Kind::CaseFiled => "立",
        Kind::AccountabilityInquiryStarted => "问启",
        Kind::CaseTransferredOut => "移",
        Kind::ReviewReportSubmitted => "审",
        Kind::InvestigationReportSubmitted => "调",
        Kind::DeterminationMade | Kind::DecisionDocumentIssued => "决",
        Kind::DecisionApproved => "批复",
        Kind::AppealAccepted => "申受",
        Kind::AppealDecided => "申决",
        Kind::RectificationOrdered => "整",
        Kind::SupervisionLetterIssued => "督",
        Kind::SanctionLifted => "解",
        Kind::ReferredToProcuratorate => "诉",
        Kind::ReferredToCompetentAuthority => "转",
        Kind::RecusalDecided => "避",
        _ => return None,
    })
}

impl Script<'_> {
    /// The member of a role who works on this case: the same one throughout.
    pub(crate) fn member(&self, role: Role) -> usize {
        if role == Role::ExecUnit {
            return self.unit().office;
        }
        let staff = self.cast.staff(self.desk, role);
        staff[self.number % staff.len()]
    }

    /// Several members of a role, this case's own first.
    pub(crate) fn members(&self, role: Role, count: usize) -> Vec<Value> {
        let staff = self.cast.staff(self.desk, role);
        (0..count.min(staff.len())).map(|n| self.person(staff[(self.number + n) % staff.len()])).collect()
    }

    /// A person as acts write them.
    pub(crate) fn person(&self, at: usize) -> Value {
        let human = &self.cast.humans[at];
        let organ = &self.cast.organs[human.organ];
        json!({
            "person_id": human.id,
            "as_named": human.name,
            "post": human.post,
            "organ_id": organ.id,
            "organ_level": code(organ.level),
        })
    }

    /// The member of a role as a person.
    pub(crate) fn by(&self, role: Role) -> Value {
        self.person(self.member(role))
    }

    /// An organ as acts write it.
    pub(crate) fn organ(&self, at: usize) -> Value {
        json!({ "organ_id": self.cast.organs[at].id, "level": code(self.cast.organs[at].level) })
    }

    /// The commission that handles the case.
    pub(crate) fn commission(&self) -> Value {
        self.organ(self.desk().commission)
    }

    /// The committee one level above.
    pub(crate) fn committee_above(&self) -> usize {
        self.cast.organs[self.desk().committee].parent.unwrap_or(0)
    }

    /// The committee that manages the person.
    pub(crate) fn managing_organ(&self) -> Value {
        self.organ(match self.plot.concerns {
            Concerns::ManagedAbove => self.committee_above(),
            _ => self.desk().committee,
        })
    }

    /// The unit the case is about.
    pub(crate) fn own_unit(&self) -> Value {
        self.organ(self.unit().organ)
    }

    /// An approval given today by a leader of the commission or the committee.
    pub(crate) fn approval(&mut self, role: Role) -> Value {
        self.approval_at(self.desk, role)
    }

    /// The same, given in the area of another desk.
    pub(crate) fn approval_at(&mut self, desk: usize, role: Role) -> Value {
        let staff = self.cast.staff(desk, role);
        let by = staff[self.number % staff.len()];
        let at = &self.cast.desks[desk];
        let (organ, post) = match role {
            Role::CommitteeHead => (at.committee, "committee_secretary"),
            _ => (at.commission, "organ_principal"),
        };
        let mut approval = json!({
            "by": self.person(by),
            "post": post,
            "organ": self.organ(organ),
            "level": code(self.cast.organs[organ].level),
            "on": self.on(),
            "way": if self.chance(60) { "system" } else { "paper" },
        });
        if self.chance(70) {
            approval["opinion"] = json!(self.say("approval_opinion"));
        }
        if self.chance(25) {
            approval["document_no"] = json!(self.paper("批"));
        }
        approval
    }

    /// A text in place of a file.
    pub(crate) fn text(&mut self, phrase: &str) -> Value {
        json!({ "text": self.say(phrase) })
    }

    /// Sixty-four hex digits that could be the digest of a paper.
    pub(crate) fn digest(&mut self) -> Value {
        let words: Vec<String> = (0..4).map(|_| format!("{:016x}", self.dice.next())).collect();
        json!(words.concat())
    }

    /// Some official of the unit, for the texts and as respondent.
    pub(crate) fn official(&self, rank: usize) -> usize {
        let officials = &self.unit().officials;
        officials[rank.min(officials.len() - 1)]
    }

    /// A cadre as respondent.
    pub(crate) fn cadre(&mut self, human: usize, tracks: &[TrackCode]) -> Party {
        Party { id: self.id("respondent"), human: Some(human), unit: self.unit, tracks: tracks.to_vec() }
    }

    /// The unit itself as respondent.
    pub(crate) fn body(&mut self, tracks: &[TrackCode]) -> Party {
        Party { id: self.id("respondent"), human: None, unit: self.unit, tracks: tracks.to_vec() }
    }

    /// A respondent as a filing names it.
    pub(crate) fn entry(&self, party: &Party) -> Value {
        let organ = self.cast.units[party.unit].organ;
        let place = &self.cast.organs[organ];
        let managing = self.organ(self.desk().committee);
        let employer = match place.kind {
            "soe" => "soe",
            "hospital" => "institution",
            "township_committee" => "party",
            _ => "government",
        };
        let mut entry = json!({
            "respondent": party.id,
            "kind": code(party.kind()),
            "tracks": party.tracks.iter().map(|track| code(*track)).collect::<Vec<_>>(),
            "employer_kind": employer,
            "managing_organ": managing,
            "post_level": code(place.level),
        });
        let facts = if let Some(at) = party.human {
            let human = &self.cast.humans[at];
            entry["official"] = json!(human.id);
            json!({
                "name": human.name, "post": human.post, "post_kind": code(human.post_kind),
                "identity": code(human.identity), "status": "in_office", "elected": human.post.ends_with("镇长"),
            })
        } else {
            entry["organ"] = json!(place.id);
            json!({
                "name": place.name, "post": "not_recorded", "post_kind": "not_recorded",
                "identity": "not_recorded", "status": "not_recorded", "elected": "not_recorded",
            })
        };
        if let (Some(entry), Some(facts)) = (entry.as_object_mut(), facts.as_object()) {
            entry.extend(facts.clone());
        }
        entry
    }

    /// The article a decision on a track stands on that day.
    pub(crate) fn basis(&mut self, track: TrackCode) -> Value {
        let version = Regimes::shipped().version_on(regimes::of_track(track), Some(self.day));
        let pin = version.and_then(|version| version.instruments.first()).map_or("ACC-2019", String::as_str);
        let (code, year) = pin.split_once('-').unwrap_or((pin, "2019"));
        // Papers name it by its title.
        let title = Registry::shipped().instrument(pin).map_or(code, |one| one.zh.as_str());
        let article = self.dice.between(7, 60).to_string();
        json!([{ "instrument": title, "version": year, "article": article }])
    }

    /// Codes of a list in the regime of a track as it stood that day; none when it lists none.
    pub(crate) fn codes(&mut self, track: TrackCode, list: CodeKind, target: Option<RespondentKind>) -> Vec<String> {
        let regimes = Regimes::shipped();
        let regime = regimes::of_track(track);
        let version = regimes.version_on(regime, Some(self.day)).or_else(|| regimes.version_on(regime, None));
        let entries = version.map_or(&[][..], |version| version.entries(list));
        entries.iter().filter(|entry| target.is_none_or(|t| entry.is_for(t))).map(|entry| entry.code.clone()).collect()
    }
}
