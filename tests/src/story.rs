//! A case told step by step, as an inspector would: each act in its usual place, on its day. What the story does not say of
//! an act is as in the golden sample.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, Standing};
use wenze_domain::codes::TrackCode;
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::states::TrackState;
use wenze_domain::words::{Lang, Words};

use crate::acts::{command, request};
use crate::node::Node;
use wenze_casework::{Error, Place, Possible, moment};

/// More than any story has.
const LINES_MAX: u32 = 1_000;

/// A story under way.
pub struct Story {
    /// Where it is recorded.
    pub node: Node,
    /// The case.
    pub case: Uuid,
}

/// A respondent and the tracks on which they answer.
#[derive(Debug, Clone, Copy)]
pub struct Respondent {
    /// The name in the story.
    pub name: &'static str,
    /// The tracks, by their codes.
    pub tracks: &'static [&'static str],
}

/// The object of a name: the same name is the same object.
pub fn named(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("story/{name}").as_bytes())
}

impl Respondent {
    /// One track of theirs, as refs write it.
    pub fn on(&self, track: &str) -> String {
        format!("{}/{track}", named(self.name))
    }
}

impl Story {
    /// Opens the case with a report.
    pub async fn begin(owner: &PgPool, day: &str) -> Self {
        let mut node = Node::beside(owner).await;
        node.start_views();
        let mut act = request(Kind::ReportReceived, day);
        act["refs"] = json!({ "report": [named("letter")] });
        let case = node.open(act).await.id;
        Self { node, case }
    }

    /// A case of one respondent whose sanction on the governmental track was decided on `2024-05-28` and announced on
    /// `2024-06-03`.
    pub async fn of_a_sanction(owner: &PgPool, whom: &Respondent, name: &str, kind: &str, months: u8) -> Self {
        let story = Self::begin(owner, "2024-01-10").await;
        story.reviewed(&[*whom]).await;
        story.deliberated("2024-05-28", "meeting", &[*whom]).await;
        story.determined("2024-05-28", name, whom, "gov", "sanction").await;
        story.sanctioned("2024-05-28", name, whom, "gov", kind, months).await;
        story.announced("2024-06-03", name, whom).await;
        story
    }

    /// Tells an act that nobody has to confirm: it stands in its usual place.
    pub async fn tell(&self, day: &str, kind: Kind, refs: Value, says: Value) -> Uuid {
        let act = told(day, kind, refs, says);
        let command = command(Place::Case(self.case), act);
        match self.node.casework.record(&command).await {
            Ok(receipt) => receipt.events[0].event_id,
            Err(error) => panic!("{day} {kind:?}: {error}\n{:#?}", command.acts),
        }
    }

    /// What an act would have to be confirmed for: the sub-states and acts it misses.
    pub async fn misses(&self, day: &str, kind: Kind, refs: Value, says: Value) -> Vec<String> {
        let command = command(Place::Case(self.case), told(day, kind, refs, says));
        match self.node.casework.record(&command).await {
            Err(Error::Refused(problem)) => match problem.refusal {
                Refusal::ConfirmNeeded { missing } => missing.into_iter().flat_map(|one| one.acts).collect(),
                other => panic!("{day} {kind:?}: {other}"),
            },
            other => panic!("{day} {kind:?}: {other:?}"),
        }
    }

    /// From filing to the report of the review, all respondents together, between `2024-02-01` and `2024-05-20`.
    pub async fn reviewed(&self, respondents: &[Respondent]) {
        let entries: Vec<Value> = respondents.iter().map(entry).collect();
        let ids: Vec<Uuid> = respondents.iter().map(|one| named(one.name)).collect();
        let tracks: Vec<String> =
            respondents.iter().flat_map(|one| one.tracks.iter().map(|track| one.on(track))).collect();
        let all = || json!({ "respondent": ids, "track": tracks });
        self.tell("2024-02-01", Kind::CaseFilingProposed, all(), json!({ "respondents": entries })).await;
        self.tell("2024-02-05", Kind::CaseFilingApproved, all(), json!({})).await;
        self.tell("2024-02-06", Kind::CaseFiled, all(), json!({ "respondents": entries })).await;
        self.tell("2024-02-08", Kind::InvestigationTeamFormed, all(), json!({})).await;
        let fact = json!({ "fact": [named("fact")], "respondent": ids });
        self.tell("2024-03-01", Kind::FactListed, fact, json!({})).await;
        for id in &ids {
            self.tell("2024-03-20", Kind::FactMaterialPresented, json!({ "respondent": [id] }), json!({})).await;
            self.tell("2024-03-22", Kind::RespondentOpinionSigned, json!({ "respondent": [id] }), json!({})).await;
        }
        let all = || json!({ "respondent": ids });
        self.tell("2024-04-10", Kind::InvestigationReportSubmitted, all(), json!({})).await;
        self.tell("2024-04-12", Kind::CaseTransferredForReview, all(), json!({})).await;
        self.tell("2024-04-15", Kind::ReviewAccepted, all(), json!({})).await;
        self.tell("2024-05-10", Kind::ReviewOpinionFormed, all(), json!({})).await;
        self.tell("2024-05-20", Kind::ReviewReportSubmitted, all(), json!({})).await;
    }

    /// The body meets on some respondents.
    pub async fn deliberated(&self, day: &str, meeting: &str, respondents: &[Respondent]) {
        let ids: Vec<Uuid> = respondents.iter().map(|one| named(one.name)).collect();
        let items: Vec<Value> = respondents
            .iter()
            .flat_map(|one| one.tracks.iter().map(|track| json!({ "respondent": named(one.name), "track": track })))
            .map(|mut item| {
                (item["for"], item["against"], item["abstain"]) = (json!(7), json!(1), json!(0));
                item
            })
            .collect();
        let refs = json!({ "meeting": [named(meeting)], "respondent": ids });
        self.tell(day, Kind::DecisionMeetingHeld, refs, json!({ "items": items, "entitled": 9, "present": 8 })).await;
    }

    /// Responsibility and a determination on one track; its name is that of the determination.
    pub async fn determined(&self, day: &str, name: &str, whom: &Respondent, track: &str, outcome: &str) {
        let refs = json!({ "respondent": [named(whom.name)], "track": [whom.on(track)] });
        self.tell(day, Kind::ResponsibilityAttributed, refs, json!({})).await;
        let refs =
            json!({ "determination": [named(name)], "respondent": [named(whom.name)], "track": [whom.on(track)] });
        self.tell(day, Kind::DeterminationMade, refs, json!({ "outcome": outcome })).await;
    }

    /// A sanction on the ground of a determination; the measure is named after it.
    pub async fn sanctioned(&self, day: &str, name: &str, whom: &Respondent, track: &str, kind: &str, months: u8) {
        let refs = json!({
            "measure": [named(&measure(name))], "determination": [named(name)], "respondent": [named(whom.name)],
            "track": [whom.on(track)],
        });
        let says = json!({
            "regime": track, "kind": kind, "months": months, "effective_on": day, "per_violation": "not_recorded",
        });
        self.tell(day, Kind::SanctionImposed, refs, says).await;
    }

    /// The decision is written, served and announced.
    pub async fn announced(&self, day: &str, name: &str, whom: &Respondent) {
        let document = named(&format!("document of {name}"));
        let issued = json!({ "document": [document], "determination": [named(name)] });
        self.tell(day, Kind::DecisionDocumentIssued, issued, json!({})).await;
        let refs = json!({ "document": [document], "determination": [named(name)], "respondent": [named(whom.name)] });
        self.tell(day, Kind::DecisionServed, refs.clone(), json!({})).await;
        self.tell(day, Kind::DecisionAnnounced, refs, json!({})).await;
    }

    /// Its carrying out is complete.
    pub async fn executed(&self, day: &str, name: &str, whom: &Respondent) {
        let refs = json!({ "determination": [named(name)], "respondent": [named(whom.name)] });
        self.tell(day, Kind::DecisionArchived, refs.clone(), json!({})).await;
        let refs = json!({ "measure": [named(&measure(name))], "determination": [named(name)], "respondent": [named(whom.name)] });
        self.tell(day, Kind::ExecutionReported, refs, json!({})).await;
    }

    /// An appeal on its way to the opinion of the panel.
    pub async fn appealed(&self, days: [&str; 3], name: &str, whom: &Respondent, against: &str, says: Value) {
        let mut refs = json!({
            "appeal": [named(name)], "determination": [named(against)], "respondent": [named(whom.name)],
        });
        let mut says = says;
        if let Some(prior) = says.as_object_mut().and_then(|own| own.remove("prior")) {
            refs["prior_appeal"] = json!([named(prior.as_str().unwrap_or_default())]);
        }
        self.tell(days[0], Kind::AppealFiled, refs, says).await;
        let appeal = || json!({ "appeal": [named(name)] });
        self.tell(days[1], Kind::AppealAccepted, appeal(), json!({})).await;
        self.tell(days[1], Kind::ReviewPanelFormed, appeal(), json!({})).await;
        self.tell(days[2], Kind::PanelOpinionGiven, appeal(), json!({})).await;
    }

    /// What the appeal led to, and its service.
    pub async fn appeal_decided(&self, day: &str, name: &str, whom: &Respondent, against: &str, says: Value) {
        let mut own = says;
        let outcome = own["outcome"].clone();
        let unknown = || json!("not_recorded");
        let (kind, months) = (own.get("kind").cloned(), own.get("months").cloned());
        own.as_object_mut().into_iter().for_each(|own| own.retain(|field, _| field != "kind" && field != "months"));
        own["per_determination"] = json!([{
            "determination": named(against), "outcome": outcome,
            "kind": kind.unwrap_or_else(unknown), "months": months.unwrap_or_else(unknown),
        }]);
        let refs = json!({ "appeal": [named(name)], "determination": [named(against)] });
        self.tell(day, Kind::AppealDecided, refs, own).await;
        let document = named(&format!("document of {name}"));
        let issued = json!({ "document": [document], "appeal": [named(name)] });
        self.tell(day, Kind::DecisionDocumentIssued, issued, json!({})).await;
        let refs = json!({ "document": [document], "appeal": [named(name)], "respondent": [named(whom.name)] });
        self.tell(day, Kind::DecisionServed, refs, json!({})).await;
    }

    /// The case as it stands.
    pub async fn now(&self) -> Case {
        self.node.casework.case(self.case).await.unwrap().case
    }

    /// The case as it stood at the end of a day, with the knowledge of today.
    pub async fn on(&self, day: &str) -> Case {
        let cut = Cut { as_of: Some(moment(day).unwrap()), ..Cut::default() };
        self.node.casework.case_at(self.case, cut).await.unwrap().view.case
    }

    /// The trail in words, one sentence an act.
    pub async fn trail(&self, lang: Lang) -> Vec<String> {
        self.node.caught_up().await;
        let page = self.node.casework.audit(self.case, 0, LINES_MAX, Words::of(lang)).await.unwrap();
        page.items.into_iter().map(|line| line.sentence).collect()
    }

    /// The kinds of act that are expected next.
    pub async fn expected(&self) -> Vec<&'static str> {
        let (_, offers) = self.node.casework.offers(self.case).await.unwrap();
        offers.into_iter().filter(|offer| offer.status == Possible::Expected).map(|offer| offer.kind).collect()
    }

    /// The end: every view is a replay of the log, and the log is sound.
    pub async fn ends_well(self, owner: &PgPool) {
        self.node.caught_up().await;
        crate::questions::assert_views_are_a_replay(&self.node, owner).await;
        crate::questions::assert_sound(&self.node).await;
        self.node.close().await;
    }
}

/// The measure that follows from a determination.
pub fn measure(determination: &str) -> String {
    format!("measure of {determination}")
}

/// How the measure of a determination stands: its code, its months, whether it holds.
pub fn stands(case: &Case, determination: &str) -> (String, Option<u32>, Standing) {
    let found = &case.measures[&named(&measure(determination))];
    (found.code.clone().unwrap_or_default(), found.months, found.standing)
}

/// Where one pair stands.
pub fn pair(case: &Case, whom: &Respondent, track: TrackCode) -> TrackState {
    case.track_state((named(whom.name), track))
}

fn told(day: &str, kind: Kind, refs: Value, says: Value) -> Value {
    assert!(!kind.spec().phase.is_outside_cases());
    let mut act = request(kind, day);
    act["refs"] = refs;
    if let Value::Object(fields) = says {
        for (field, value) in fields {
            act["payload"][field] = value;
        }
    }
    act
}

fn entry(respondent: &Respondent) -> Value {
    let sample = request(Kind::CaseFiled, "2024-01-01");
    let mut entry = sample["payload"]["respondents"][0].clone();
    entry["respondent"] = json!(named(respondent.name));
    entry["name"] = json!(respondent.name);
    entry["kind"] = json!("cadre");
    entry["identity"] = json!("civil_servant");
    entry["tracks"] = json!(respondent.tracks);
    if let Some(entry) = entry.as_object_mut() {
        entry.retain(|field, _| field != "official" && field != "organ");
    }
    entry
}
