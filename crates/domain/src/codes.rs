//! Closed lists of codes, as the catalogue of acts gives them. Forms and kinds of sanction are not here: they are dated data of a regime.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A closed list of codes: its name, its codes, for labels and forms.
pub trait CodeList: Sized + Copy + 'static {
    /// Name of the list in snake case, as the locales use it.
    const LIST: &'static str;
    /// All members in their order.
    const ALL: &'static [Self];
    /// The code as stored.
    fn as_str(self) -> &'static str;
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
            #[expect(missing_docs, reason = "a code means what its label in the locales says")]
            pub enum $name { $(#[serde(rename = $code)] $variant),* }

            impl CodeList for $name {
                const LIST: &'static str = stringify!($name);
                const ALL: &'static [Self] = &[$(Self::$variant),*];
                fn as_str(self) -> &'static str {
                    match self { $(Self::$variant => $code),* }
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(self.as_str())
                }
            }
        )*

        /// Every list with its codes, for the parity test of the locales.
        pub const LISTS: &[(&str, &[&str])] = &[$((stringify!($name), &[$($code),*])),*];
    };
}

codes! {
    /// How a report came in.
    SourceKind { Letter = "letter", Visit = "visit", Online = "online", Phone = "phone", Congress = "congress", Cppcc = "cppcc", Media = "media", Superior = "superior", Inspection = "inspection", Audit = "audit", Supervisor = "supervisor", OpinionBox = "opinion_box", Transfer = "transfer" }
    /// Who reported (RPT-2020).
    ReporterKind { RealName = "real_name", Anonymous = "anonymous", Organisation = "organisation" }
    /// How the reporter was reached.
    ContactMethod { Phone = "phone", Letter = "letter", InPerson = "in_person", Online = "online", Other = "other" }
    /// Which way a report was passed on.
    Direction { Up = "up", Down = "down", Lateral = "lateral" }
    /// Where a clue came from.
    ClueSource { Report = "report", Inspection = "inspection", Audit = "audit", Judicial = "judicial", Media = "media", OwnFinding = "self", DerivedCase = "derived_case" }
    /// When a clue was reported upward: once opened, and again once disposed of (DSP-2019 art 22).
    ClueReportStage { Opened = "opened", Disposed = "disposed" }
    /// Posts that raise who must approve (DSP-2019 art 22).
    PostKind { SameLevelCommitteeMember = "same_level_committee_member", CdiStanding = "cdi_standing", SupervisoryMember = "supervisory_member", PrincipalOfNextLower = "principal_of_next_lower", OrganPrincipal = "organ_principal", Other = "other" }
    /// What a handler is responsible for.
    Duty { Report = "report", Clue = "clue", Investigation = "investigation", Review = "review", Appeal = "appeal", Execution = "execution", Rectification = "rectification", Dossier = "dossier" }
    /// The four ways of disposing of a clue (DSP-2019 art 21).
    Way { InterviewInquiry = "interview_inquiry", PreliminaryVerification = "preliminary_verification", Hold = "hold", Close = "close" }
    /// What the approver said.
    ApprovalResult { Approved = "approved", Returned = "returned", Refused = "refused" }
    /// What an interview and inquiry report proposes.
    InquiryProposal { AcceptAndClose = "accept_and_close", MinorMeasure = "minor_measure", InterviewAgain = "interview_again", Verify = "verify", ReferFalseAccuser = "refer_false_accuser" }
    /// What a verification report proposes.
    VerificationProposal { File = "file", Close = "close", Reminder = "reminder", Hold = "hold", ReferToPartyOrganisation = "refer_to_party_organisation" }
    /// How a clue ended.
    ClueOutcome { Unfounded = "unfounded", MinorHandled = "minor_handled", Unverifiable = "unverifiable", Referred = "referred" }
    /// What was found of one allegation.
    AllegationResult { True = "true", Partly = "partly", Untrue = "untrue", Unverifiable = "unverifiable" }
    /// Whether an untrue report did harm.
    Harm { None = "none", Found = "found", NotAssessed = "not_assessed" }
    /// The first of the four forms.
    MinorMeasure { Reminder = "reminder", Criticism = "criticism", WrittenExaminationOrdered = "written_examination_ordered", Admonition = "admonition" }
    /// How a minor measure was taken.
    MinorForm { Talk = "talk", Written = "written" }
    /// A body or a person.
    RespondentKind { Organisation = "organisation", Cadre = "cadre" }
    /// In which role somebody was interviewed.
    IntervieweeRole { Respondent = "respondent", Witness = "witness" }
    /// Why somebody may not act on a case (GOV-2020 art 47).
    RecusalGround { RelativeOfRespondent = "relative_of_respondent", RelativeOfReporter = "relative_of_reporter", Witness = "witness", Interest = "interest", Other = "other" }
    /// Who asks for a recusal.
    RecusalRequester { Oneself = "self", Respondent = "respondent", Reporter = "reporter", Other = "other" }
    /// Why evidence went into other hands.
    HandOverPurpose { Custody = "custody", Returned = "returned", Released = "released", WithCase = "with_case" }
    /// How somebody tried to sway a case (SUP-2024 art 66).
    InterferenceKind { Asked = "asked", Interfered = "interfered", Pleaded = "pleaded", MetRespondent = "met_respondent" }
    /// How exactly the time of conduct is known.
    ConductPrecision { Day = "day", Month = "month", Year = "year", Unknown = "unknown" }
    /// How power was misused.
    Misuse { Unused = "unused", Hollow = "hollow", Disorderly = "disorderly", Private = "private" }
    /// The six disciplines.
    Discipline { Political = "political", Organisational = "organisational", Integrity = "integrity", Mass = "mass", Work = "work", Life = "life" }
    /// What the respondent says of the fact material.
    Position { Agree = "agree", Partly = "partly", Disagree = "disagree", Refused = "refused" }
    /// How the defence was heard.
    DefenceForm { Oral = "oral", Written = "written", Waived = "waived" }
    /// How far an argument was adopted.
    Adopted { Yes = "yes", Partly = "partly", No = "no" }
    /// Whose opinion is solicited before a decision.
    OpinionFrom { OrgDept = "org_dept", Unit = "unit" }
    /// Whether a body met.
    MeetingForm { Meeting = "meeting", Circulation = "circulation" }
    /// A step of a collective decision.
    MeetingStepKind { Agenda = "agenda", Material = "material", Notice = "notice", Consult = "consult", Discussion = "discussion", Vote = "vote", Resolution = "resolution" }
    /// Kinds of responsibility (ACC-2019 art 6).
    ResponsibilityClass { Direct = "direct", MainLeadership = "main_leadership", ImportantLeadership = "important_leadership", OverallLeadership = "overall_leadership", Entity = "entity", Supervisory = "supervisory" }
    /// In which role somebody is responsible.
    ResponsibilityRole { Principal = "principal", DirectSupervisor = "direct_supervisor", ParticipatingMember = "participating_member", Handler = "handler" }
    /// At which step an appointment went wrong.
    AppointmentFault { Recommendation = "recommendation", Examination = "examination", Inspection = "inspection", Decision = "decision" }
    /// Not imposed, or waived.
    ExemptionExtent { No = "no", Waived = "waived" }
    /// What a determination says.
    Outcome { Sanction = "sanction", AccountabilityForm = "accountability_form", Exempt = "exempt", NotSanctioned = "not_sanctioned", MinorMeasure = "minor_measure", Withdrawn = "withdrawn", Referred = "referred" }
    /// Decided, or only proposed.
    DecisionOrProposal { Decision = "decision", Proposal = "proposal" }
    /// What became of a matter before the procuratorate and the court.
    JudicialOutcome { Conviction = "conviction", Acquittal = "acquittal", NotProsecuted = "not_prosecuted", Withdrawn = "withdrawn", Changed = "changed" }
    /// Whose sanction it is.
    SanctionRegime { Party = "party", Gov = "gov", Employer = "employer" }
    /// Which other body approves.
    ApprovingOrganKind { Committee = "committee", SuperiorCdi = "superior_cdi", SuperiorOrgan = "superior_organ", BranchMeeting = "branch_meeting" }
    /// What the other body said.
    BodyApproval { Approved = "approved", Changed = "changed", Refused = "refused" }
    /// Who was served.
    RecipientKind { Person = "person", Unit = "unit" }
    /// How service was made.
    ServiceMethod { Direct = "direct", LeftWithWitness = "left_with_witness", Mail = "mail", Public = "public" }
    /// Before whom something was announced.
    Audience { BranchAll = "branch_all", LeadingGroup = "leading_group", Unit = "unit", Subject = "subject" }
    /// Who was told.
    NotifiedTo { Unit = "unit", Cdi = "cdi", OrgDept = "org_dept", Congress = "congress", Cppcc = "cppcc", Superior = "superior" }
    /// Where a decision was made public.
    PublicationChannel { Board = "board", Sms = "sms", Tv = "tv", Web = "web", Meeting = "meeting", Bulletin = "bulletin" }
    /// Where it was filed away.
    Archive { Personnel = "personnel", Integrity = "integrity", Case = "case" }
    /// What happened to somebody's post, rank or pay.
    PersonnelAction { Appointed = "appointed", Promoted = "promoted", RankUp = "rank_up", PayStep = "pay_step", Transferred = "transferred", Resigned = "resigned", Retired = "retired", Rewarded = "rewarded", EmployerSanction = "employer_sanction" }
    /// A post beside the one held before.
    PostComparison { Below = "below", Same = "same", Above = "above" }
    /// How a personnel action became known.
    PersonnelSource { OrgDept = "org_dept", PublicNotice = "public_notice", Report = "report" }
    /// The route of a remedy: the route, not the word 复核, tells what it is.
    AppealRoute { AccAppeal = "acc_appeal", PartyAppeal = "party_appeal", SupReview = "sup_review", SupRereview = "sup_rereview", CsReexam = "cs_reexam", CsAppeal = "cs_appeal", CsSecondAppeal = "cs_second_appeal", SoeReexam = "soe_reexam", SoeAppeal = "soe_appeal", MeasureComplaint = "measure_complaint" }
    /// What an appeal led to.
    AppealOutcome { Upheld = "upheld", Varied = "varied", RevokedAndRemade = "revoked_and_remade", RevokedAndRemanded = "revoked_and_remanded", Revoked = "revoked" }
    /// What is paid or given back.
    CompensationKind { Pay = "pay", Property = "property", Fine = "fine", Other = "other" }
    /// What was wrong with a decision (ACC-2019 art 21).
    ErrorKind { Facts = "facts", Evidence = "evidence", Basis = "basis", Responsibility = "responsibility", Procedure = "procedure", Treatment = "treatment", ShouldNotBeHeld = "should_not_be_held" }
    /// Why a record is void.
    VoidGround { Duplicate = "duplicate", WrongCase = "wrong_case", DidNotHappen = "did_not_happen", Other = "other" }
    /// What ordered a rectification.
    RectificationSource { Decision = "decision", InspectionFinding = "inspection_finding", Supervision = "supervision", Vote = "vote", DemocraticLifeMeeting = "democratic_life_meeting", Recommendation = "recommendation", Other = "other" }
    /// One body, or a system.
    RectificationKind { Individual = "individual", Systemic = "systemic" }
    /// Steps 2 to 6 of the ladder; the letter is step 1.
    EscalationStep { PrincipalTalk = "principal_talk", Notification = "notification", ListedSupervision = "listed_supervision", Admonition = "admonition", OrgAdjustment = "org_adjustment", Disciplinary = "disciplinary" }
    /// Why a step was taken.
    EscalationCause { Overdue = "overdue", Gravity = "gravity" }
    /// How rectification was inspected.
    InspectionMethod { Open = "open", Covert = "covert", Survey = "survey", Files = "files" }
    /// What a vote was held on.
    VoteKind { IntegrityReport = "integrity_report", PublicTasks = "public_tasks", AnnualCadre = "annual_cadre", Worst = "worst", LifeMeeting = "life_meeting" }
    /// Who asked for a clarification.
    ClarificationBy { Dept = "dept", Subject = "subject" }
    /// How somebody was cleared.
    ClarificationForm { Written = "written", FaceToFace = "face_to_face", Meeting = "meeting", Bulletin = "bulletin" }
    /// How cases belong together.
    Relation { SameScheme = "same_scheme", SameIncident = "same_incident", SuperiorSubordinate = "superior_subordinate", Derived = "derived", RemandOf = "remand_of", SameRespondent = "same_respondent" }
    /// Why a closed case was reopened.
    ReopenGround { NewEvidence = "new_evidence", Correction = "correction", Lifelong = "lifelong" }
    /// What a rule says of one instance.
    Verdict { Violated = "violated", Undetermined = "undetermined", Pending = "pending", Holding = "holding", Satisfied = "satisfied", Discharged = "discharged", Waived = "waived", NotRegulated = "not_regulated", NotApplicable = "not_applicable" }
    /// What is said to a finding.
    FindingAnswer { Accepted = "accepted", Explained = "explained", Waived = "waived" }
    /// What a reviewer made of an obligation.
    ReviewMark { Seen = "seen", Question = "question", Accepted = "accepted" }
    /// Which law somebody stands under.
    Identity { PartyMember = "party_member", CivilServant = "civil_servant", SoeManager = "soe_manager", InstitutionStaff = "institution_staff", SelfGovernance = "self_governance", Other = "other" }
    /// Whether somebody is in office.
    PersonStatus { InOffice = "in_office", Retired = "retired", Left = "left", Dead = "dead" }
    /// What an erasure covers: single parts, all texts of a case, or what identifies a person.
    ErasureScope { Parts = "parts", Case = "case", Person = "person" }
    /// Why texts are kept beyond their time.
    HoldGround { Litigation = "litigation", Appeal = "appeal", Referral = "referral", Inspection = "inspection", Linked = "linked_case", Other = "other" }
    /// Approved in the system or on paper.
    ApprovalWay { System = "system", Paper = "paper" }
    /// Level of an organ or post.
    Level { Centre = "centre", Province = "province", City = "city", County = "county", Township = "township" }
    /// A respondent × one of these is a pair with its own state.
    TrackCode { Accountability = "accountability", Party = "party", Gov = "gov", Employer = "employer", Handling = "handling", Petition = "petition" }
    /// How an act came into the system.
    EnteredFrom { System = "system", Paper = "paper", Import = "import" }
    /// Who may know of a case.
    Confidentiality { Open = "open", Internal = "internal", Restricted = "restricted", Sealed = "sealed" }
    /// The role somebody acts in.
    Role { Intake = "INTAKE", ClueDesk = "CLUE_DESK", Inspector = "INSPECTOR", TeamLead = "TEAM_LEAD", Reviewer = "REVIEWER", OrganHead = "ORGAN_HEAD", CommitteeHead = "COMMITTEE_HEAD", DecisionBody = "DECISION_BODY", Clerk = "CLERK", OrgDept = "ORG_DEPT", ExecUnit = "EXEC_UNIT", AppealOfficer = "APPEAL_OFFICER", RectSupervisor = "RECT_SUPERVISOR", Admin = "ADMIN", Supervisor = "SUPERVISOR", Auditor = "AUDITOR" }
}
