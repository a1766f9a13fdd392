//! The use cases: load, decide, seal, append; and the façade that every reader goes through.
//!
//! This is the only way an event is written. Pages, API, importer and demo all come here.

mod access;
mod acting;
mod apart;
mod cache;
mod command;
mod delegations;
mod drafts;
mod erasures;
mod error;
mod everybody;
mod exclusions;
mod export;
mod feed;
mod files;
mod grants;
mod import;
mod judging;
mod kept;
mod load;
mod marks;
mod may;
mod moment;
mod opaque;
mod opening;
mod record;
mod rulebooks;
mod rules;
mod scope;
mod sealing;
mod special_access;
mod streams;
mod texts;
mod verify;
mod views;

use std::sync::Arc;

use wenze_domain::regimes::Regimes;
use wenze_domain::registers::{Delegations, Grants};
use wenze_ledger::Ledger;
use wenze_vault::{Files, Vault};

pub use access::{ACCESS_TEXT_CHARS_MAX, OpeningAsked, Reading, SealedText};
pub use acting::Acting;
pub use command::{Command, Place, Receipt, Written};
pub use erasures::{
    Block, Blocked, CASES_OF_PERSON_MAX, CarriedOut, ERASURES_SWEPT_EVERY, ErasureAsked, ErasureFaults,
    FAULTS_TOLD_MAX, HoldAsked, TextsOf, keep_erasures_swept,
};
pub use error::{Error, Problem};
pub use exclusions::{Grounds, Hidden};
pub use export::{Export, ExportedStream};
pub use feed::{Feed, FeedEvent, FeedFilter, LISTENERS_MAX};
pub use files::{
    Appended, Awaited, FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, FileContent, FileProblem, FileRestored, FileState,
    FileView, RangeAsked, RestoredFile, UNFINISHED_HOURS_MAX, Upload, Waiting,
};
pub use grants::Held;
pub use import::{ImportCommand, Imported};
pub use judging::{CalendarStamp, RulebookStamp, Stamp};
pub use marks::{MARK_NOTE_CHARS_MAX, Marking};
pub use may::{Asking, is_operation, roles_that_may, roles_that_record};
pub use moment::moment;
pub use opening::{NO_CASE, Shown, Texts};
pub use rulebooks::{Broken, Brought, CalendarOnShelf, Decision, Origin, RulebookOnShelf, Shelf, Standing};
pub use rules::Rules;
pub use scope::{Seat, Viewer};
pub use special_access::{AccessAsked, AccessDecided};
pub use verify::{Verified, Verifying, checked_fields};
pub use views::accesses::{AccessLine, OpeningView};
pub use views::audit::{AuditLine, AuditPage, ChangeLine, Remark, RemarkKind};
pub use views::boards::Coded;
pub use views::boards::appeals::{AppealDays, AppealView, Appealed};
pub use views::boards::board::{AnswerView, BoardItem, ItemsBoard, ItemsShown, LetterView, SUPERVISED_MAX};
pub use views::boards::docket::{
    AppealFile, AppealPeople, DOCKET_ROWS_MAX, Docket, DocketAsked, DocketEntry, DocketTab, OutcomeView, Overlap,
    RuleStand,
};
pub use views::boards::dossier::{
    ActionView, BarView, Dossier, HonourView, InvolvedView, MayTake, MayTakeVerdict, PeriodView, PostAsked,
};
pub use views::boards::publications::{Publication, Publications, Untold};
pub use views::boards::rectification::{ItemView, StepView};
pub use views::boards::relations::{Link, Related, RelatedCase};
pub use views::boards::responsibility::{Attributed, Gap, Responsibilities, Responsible};
pub use views::case::{CaseAt, CaseSummary, CaseView, RespondentBrief};
pub use views::deadlines::{DUE_SOON_DAYS, Deadline, DeadlineFilter};
pub use views::delegations::{DelegationView, DelegationsAsked};
pub use views::erasures::{DoneBy, ERASURES_LISTED_MAX, ErasureView, ErasuresView, HoldView};
pub use views::events::{EventPage, EventView};
pub use views::grants::{GrantState, GrantView};
pub use views::lists::{CaseFilter, Page, StageCount};
pub use views::marks::{MarkView, MarksAsked, Review, ReviewState, Reviewed, Reviewer};
pub use views::offers::{OfferView, Possible};
pub use views::overview::{
    ALARMS_MAX, AlarmView, OVERVIEW_CELLS_MAX, Overview, OverviewCell, StandingAsked, StandingView,
};
pub use views::procedure::{
    Answered, AppealWindows, Breach, CitedAct, Derivation, Effect, Flip, Flips, Foreseen, LeftOut, Obligation,
    ObligationChange, OtherRelease, ProcedureAsked, Rejudging, Sheet, Simulated, StepLine, Stood, Turn,
    TurnedObligation, WhatIf, WhatIfAsked, Window,
};
pub use views::recusal::{ActDone, DutyLost, RecusalPreview};
pub use views::registers::{OrganView, PersonView};
pub use views::replay::{
    ActorChanges, BlameView, CaseDiff, EarlierValue, EventChanges, FieldBlame, FieldChange, ObjectChange, Point,
    ReplayStamp, Source,
};
pub use views::rulebooks::{
    CalendarShown, LawShown, ReleaseLine, RuleChange, RuleChanged, RuleShown, RulebookLine, RulebookShown, SourceShown,
};
pub use views::search::{
    KindFacet, OrganFacet, SEARCH_PLACES_MAX, SearchFacets, SearchHit, SearchName, SearchPage, SearchPassage,
    StageFacet,
};
pub use views::special_access::SpecialAccessView;
pub use views::statistics::{
    CannotCount, StatisticAsked, StatisticCase, StatisticCell, StatisticGiven, StatisticTimes, StatisticValue,
    StatisticView, label as statistic_value, options as statistic_options,
};
pub use views::timeline::{Sitting, SittingAct, Timeline, TimelineAsked, TimelineRow, TimelineView, When};
pub use views::worklist::{
    APPROVALS_MAX, ApprovalView, BarredAct, Checks, LEAVING_MAX, LEFT_SHOWN_MAX, LastActView, Leaving,
    ROLES_END_SOON_DAYS, TabCount, TaskSubject, TaskView, Whose, WorkTab, Worklist, WorklistAsked,
};
pub use wenze_projections::search::{Filter as SearchFilter, Unasked};

/// Most fields whose origin one answer tells.
pub const BLAME_FIELDS_MAX: usize = 1_000;
/// Most acts in one request.
pub const ACTS_PER_REQUEST_MAX: usize = 64;
/// How often an act is decided again after another writer was faster.
pub const ATTEMPTS_MAX: usize = 3;
/// Folded cases kept in memory.
pub const CACHED_CASES_MAX: usize = 2_000;
/// Most events of one case read in one go; a longer case is refused with this number.
pub const CASE_EVENTS_MAX: i64 = 20_000;
/// Most values that a field held before which one answer tells.
pub const EARLIER_VALUES_MAX: usize = 50;
/// Persons of whom it is kept in memory what does not exist to them.
pub const EXCLUDED_CACHED_MAX: usize = 2_000;
/// Events read at once by an export; a page holds at least one stream whole.
pub const EXPORT_PAGE_EVENTS: i64 = 2_000;
/// Persons whose grants, and whose delegations, are kept folded in memory.
pub const GRANTS_CACHED_MAX: usize = 2_000;
/// Persons whose grants are kept folded for whoever decides over everybody.
pub const EVERYBODY_KEPT_MAX: usize = 50_000;
/// The route of imported acts; no request from outside comes by it.
pub const IMPORT_ROUTE: &str = "import";
/// Most rows on one page.
pub const PAGE_ROWS_MAX: u32 = 200;
/// Most events of a case that are replayed one by one; a longer case is refused with this number.
pub const REPLAY_EVENTS_MAX: usize = 2_000;
/// Sets of roles for which it is kept in memory which cases they do not reach.
pub const SCOPES_CACHED_MAX: usize = 32;
/// Most numbers of one statistic.
pub const STATISTIC_CELLS_MAX: u32 = 2_000;
/// Most acts that a question of what would be without them leaves out.
pub const LEFT_OUT_MAX: usize = 20;
/// How long a list waits for the view to catch up with the caller's own write, in milliseconds.
pub const VIEW_WAIT_MS: u64 = 2_000;

/// Which statistics there are, and by what they are told apart.
pub use wenze_projections::statistics::catalogue as statistics;
/// The verdict on an obligation, and what a rule does about drafts.
pub use wenze_rulebook::finding::Verdict;
pub use wenze_rulebook::rule::{Guard, Severity};
/// Drafts of forms, as the vault keeps them.
pub use wenze_vault::{DRAFT_KEPT_DAYS, DRAFT_WARNED_DAYS, DraftHead, DraftKept, KeptDraft, NewDraft};

/// How a read model stands.
pub use wenze_projector::{State as ModelState, Status as ModelStatus};

/// The use cases over one log, as nobody in particular sees them, or as one person does in his roles ([`Casework::seen_as`]).
#[derive(Clone)]
pub struct Casework {
    pub(crate) inner: Arc<Inner>,
    pub(crate) reader: exclusions::Reader,
}

pub(crate) struct Inner {
    pub(crate) ledger: Ledger,
    pub(crate) vault: Vault,
    pub(crate) files: Option<Files>,
    pub(crate) sealer: wenze_vault::Sealer,
    pub(crate) views: wenze_projections::Views,
    pub(crate) regimes: &'static Regimes,
    pub(crate) cache: cache::CaseCache,
    pub(crate) read: rulebooks::Read,
    pub(crate) feeds: feed::Feeds,
    pub(crate) grants: kept::Kept<Grants>,
    pub(crate) delegations: kept::Kept<Delegations>,
    pub(crate) everybody: everybody::Everybody,
    pub(crate) exclusions: exclusions::ExclusionsCache,
    pub(crate) scopes: scope::Scopes,
    pub(crate) verifications: verify::Verifications,
}

impl Casework {
    /// Use cases over a log, its vault and its read models, without files.
    pub fn new(ledger: Ledger, vault: Vault, views: wenze_projections::Views) -> Self {
        Self::over(ledger, vault, None, views)
    }

    /// The same with the files of the vault.
    pub fn with_files(ledger: Ledger, vault: Vault, files: Files, views: wenze_projections::Views) -> Self {
        Self::over(ledger, vault, Some(files), views)
    }

    fn over(ledger: Ledger, vault: Vault, files: Option<Files>, views: wenze_projections::Views) -> Self {
        let cache = cache::CaseCache::new(CACHED_CASES_MAX);
        let sealer = vault.sealer();
        let read = rulebooks::Read::default();
        let feeds = feed::Feeds::default();
        let (grants, delegations) = (kept::Kept::default(), kept::Kept::default());
        let (exclusions, scopes) = (exclusions::ExclusionsCache::default(), scope::Scopes::default());
        let regimes = Regimes::shipped();
        let verifications = verify::Verifications::default();
        let inner = Inner {
            ledger,
            vault,
            files,
            sealer,
            views,
            regimes,
            cache,
            read,
            feeds,
            grants,
            delegations,
            everybody: everybody::Everybody::default(),
            exclusions,
            scopes,
            verifications,
        };
        Self { inner: Arc::new(inner), reader: exclusions::Reader::default() }
    }

    /// The log underneath.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// The vault underneath.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// The files underneath, where this node keeps any.
    pub fn files_kept(&self) -> Option<Files> {
        self.inner.files.clone()
    }

    /// How far each read model has come.
    pub async fn models(&self) -> Result<Vec<ModelStatus>, Error> {
        Ok(self.inner.views.projector().status().await?)
    }

    /// The read models underneath.
    pub fn views(&self) -> &wenze_projections::Views {
        &self.inner.views
    }
}
