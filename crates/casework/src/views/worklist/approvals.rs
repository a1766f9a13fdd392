//! Papers that wait for the decision of whoever asks: of the post in use, and of those who delegated the decision to him.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_domain::separation::{Doing, judge};
use wenze_domain::time::office_day;
use wenze_domain::words::Words;
use wenze_projections::audit_trail;
use wenze_projections::overview::{self, Tally};
use wenze_projections::worklist::{self, PaperQuery, TaskRow};

use super::TaskView;
use crate::views::boards::Coded;
use crate::views::lists::Page;
use crate::{Asking, Casework, DelegationsAsked, Error, Hidden};

/// Most papers on one page: of each the history of its case is read.
pub const APPROVALS_MAX: u32 = 50;
/// How often rows are read for one page before it is told as it is.
const ROUNDS_MAX: usize = 8;
/// What decides on a paper that is laid before a leader. What a meeting, a panel or the next office decides is laid before none.
const APPROVING: [Kind; 7] = [
    Kind::ApprovalDecided,
    Kind::DispositionApproved,
    Kind::CaseFilingApproved,
    Kind::CaseFilingRefused,
    Kind::RecusalDecided,
    Kind::ClarificationApproved,
    Kind::ReappointmentDecided,
];
/// Usual posts of the head of an organ and of the head of a committee, besides the names of the roles themselves.
const POSTS: [(&str, Role); 3] = [
    ("committee_secretary", Role::CommitteeHead),
    ("deputy_in_charge", Role::OrganHead),
    ("organ_principal", Role::OrganHead),
];

/// A paper that waits for a decision.
#[derive(Debug, Clone, Serialize)]
pub struct ApprovalView {
    /// The paper and its case.
    pub task: TaskView,
    /// What kind of paper it is.
    pub paper: Coded,
    /// What it says.
    pub sentence: String,
    /// What it is about: role → objects.
    pub refs: BTreeMap<String, Vec<String>>,
    /// What may be done with it, in the role in which it may.
    pub acts: Vec<Coded>,
    /// The role in which it is decided.
    pub role: Role,
    /// At which office.
    pub office: Uuid,
    /// In whose stead, by a delegation.
    pub instead_of: Option<Uuid>,
    /// It came up from the organ below, whose heads are all kept from the case.
    pub gone_up: bool,
    /// His name, where it may be read.
    pub instead_of_name: Option<String>,
    /// Days since it was recorded.
    pub waits_days: i64,
    /// How the case stands with all rules.
    pub checks: Checks,
    /// Why whoever asks may not decide it; none where nothing keeps him from it.
    pub bar: Option<String>,
}

/// How many rules are kept in a case, broken, and undecidable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Checks {
    /// Kept.
    pub kept: i64,
    /// Broken and not mended.
    pub broken: i64,
    /// A fact is missing.
    pub unclear: i64,
    /// Open.
    pub pending: i64,
}

/// Where the next page goes on: place, case and name of a task.
type Place = (i64, Uuid, String);

/// A post whose decisions somebody takes: his own, that of an organ below whose heads may not, or another's by delegation.
struct Desk {
    role: Role,
    office: Uuid,
    instead_of: Option<Uuid>,
    kinds: Vec<Kind>,
    /// Of an organ below, the cases that nobody who leads it may decide on.
    gone_up: Option<HashSet<Uuid>>,
}

impl Casework {
    /// The papers that wait for somebody in a role at an office, and for those in whose stead he may decide; the one that waits
    /// longest first.
    pub async fn approvals(
        &self,
        (person, role, office): (Uuid, Role, Uuid),
        at: DateTime<Utc>,
        cursor: Option<&str>,
        words: &'static Words,
    ) -> Result<Page<ApprovalView>, Error> {
        let desks = self.desks(person, role, office, at).await?;
        let after = cursor.map(|cursor| self.task_after(cursor)).transpose()?;
        let mut read = Histories::default();
        let (found, rest) = self.laid_before(&desks, &mut read, at, after).await?;
        let items = self.approval_views(found, &desks, &read, (person, at), words).await?;
        let next = rest.map(|(place, case, task)| format!("{}.{task}", self.hide("worklist", place, case)));
        Ok(Page { items, next })
    }

    /// The papers of one page, each with the post it waits for, and where the next page goes on. Whose post a request names
    /// stands in its act, so rows are read until a page is full or nothing is left.
    async fn laid_before(
        &self,
        desks: &[Desk],
        read: &mut Histories,
        at: DateTime<Utc>,
        after: Option<Place>,
    ) -> Result<(Vec<(TaskRow, usize)>, Option<Place>), Error> {
        let offices: BTreeSet<Uuid> = desks.iter().map(|desk| desk.office).collect();
        let kinds: BTreeSet<&str> = desks.iter().flat_map(|desk| &desk.kinds).map(|kind| kind.as_str()).collect();
        let mut query = PaperQuery {
            offices: offices.into_iter().collect(),
            decided_by: kinds.into_iter().map(str::to_owned).collect(),
            at,
            hidden: self.hidden_ids(),
            after,
            limit: i64::from(APPROVALS_MAX),
        };
        let mut found: Vec<(TaskRow, usize)> = Vec::new();
        for _ in 0..ROUNDS_MAX {
            let rows = worklist::papers(self.inner.views.pool(), &query).await?;
            let is_last = rows.len() < APPROVALS_MAX as usize;
            query.after = rows.last().map(TaskRow::cursor);
            read.add(self, rows.iter().map(|row| row.case_id)).await?;
            for row in rows {
                let Some(desk) = read.paper(&row).and_then(|paper| desk_of(desks, &row, &paper)) else { continue };
                if found.len() == APPROVALS_MAX as usize {
                    let rest = found.last().map(|(last, _)| last.cursor());
                    return Ok((found, rest));
                }
                found.push((row, desk));
            }
            if is_last {
                return Ok((found, None));
            }
        }
        Ok((found, query.after))
    }

    /// The posts whose decisions somebody takes.
    async fn desks(&self, person: Uuid, role: Role, office: Uuid, at: DateTime<Utc>) -> Result<Vec<Desk>, Error> {
        let day = office_day(at);
        let kinds = approving(person, role);
        let mut desks = vec![Desk { role, office, instead_of: None, kinds: kinds.clone(), gone_up: None }];
        for (below, cases) in self.gone_up(role, office, day).await? {
            let kinds = kinds.clone();
            desks.push(Desk { role, office: below, instead_of: None, kinds, gone_up: Some(cases) });
        }
        let asked = DelegationsAsked { from: None, to: Some(person), in_force: true };
        for view in self.delegations(asked, day).await? {
            let grants = self.grants_of(view.from, None).await?;
            for held in grants.held_on(day).into_iter().filter(|held| held.office == view.delegation.office) {
                let mut kinds = approving(view.from, held.role);
                kinds.retain(|kind| view.delegation.covers(*kind));
                let instead_of = Some(view.from);
                desks.push(Desk { role: held.role, office: held.office, instead_of, kinds, gone_up: None });
            }
        }
        desks.retain(|desk| !desk.kinds.is_empty());
        Ok(desks)
    }

    async fn approval_views(
        &self,
        found: Vec<(TaskRow, usize)>,
        desks: &[Desk],
        read: &Histories,
        (person, at): (Uuid, DateTime<Utc>),
        words: &'static Words,
    ) -> Result<Vec<ApprovalView>, Error> {
        let cases: Vec<Uuid> = found.iter().map(|(row, _)| row.case_id).collect();
        let tallies = overview::tally(self.inner.views.pool(), &cases, at).await?;
        let tallies: HashMap<Uuid, Checks> =
            tallies.into_iter().map(|tally| (tally.case_id, Checks::from(tally))).collect();
        let givers: HashSet<Uuid> = desks.iter().filter_map(|desk| desk.instead_of).collect();
        let names = self.names(&givers).await?;
        let papers: Vec<Uuid> = found.iter().filter_map(|(row, _)| row.event_id).collect();
        let mut entries = Vec::new();
        for (case, history) in &read.0 {
            entries.extend(
                audit_trail::trail(*case, history).1.into_iter().filter(|entry| papers.contains(&entry.event_id)),
            );
        }
        let mut lines: HashMap<Uuid, String> =
            self.lines(&entries, words).await?.into_iter().map(|line| (line.event_id, line.sentence)).collect();
        let (rows, of_desk): (Vec<TaskRow>, Vec<usize>) = found.into_iter().unzip();
        let (rows, telling) = self.told_with(rows, at, words).await?;
        let mut views = Vec::with_capacity(rows.len());
        for ((row, matter), place) in rows.into_iter().zip(of_desk) {
            let (Some(desk), Some(paper)) = (desks.get(place), read.paper(&row)) else { continue };
            let case = row.case_id;
            views.push(ApprovalView {
                paper: coded(paper.kind(), words),
                sentence: lines.remove(&paper.id()).unwrap_or_default(),
                refs: paper
                    .refs()
                    .0
                    .iter()
                    .map(|(role, ids)| (role.clone(), ids.iter().map(ToString::to_string).collect()))
                    .collect(),
                acts: desk.acts(&row).into_iter().map(|kind| coded(kind, words)).collect(),
                role: desk.role,
                office: desk.office,
                instead_of: desk.instead_of,
                gone_up: desk.gone_up.is_some(),
                instead_of_name: desk.instead_of.and_then(|giver| names.get(&giver).cloned()),
                waits_days: (office_day(at) - office_day(paper.recorded_at)).num_days(),
                checks: tallies.get(&case).copied().unwrap_or_default(),
                bar: read.bar(case, &paper, desk, person).map(|refusal| words.refusal(&refusal)),
                task: telling.task(row, matter),
            });
        }
        Ok(views)
    }
}

impl Desk {
    /// Whether a paper lies here.
    fn holds(&self, row: &TaskRow) -> bool {
        Some(self.office) == row.office && self.gone_up.as_ref().is_none_or(|cases| cases.contains(&row.case_id))
    }

    /// What may be done here with a paper.
    fn acts(&self, row: &TaskRow) -> Vec<Kind> {
        let decided_by: Vec<String> = serde_json::from_value(row.acts.clone()).unwrap_or_default();
        self.kinds.iter().copied().filter(|kind| decided_by.iter().any(|one| one == kind.as_str())).collect()
    }
}

/// Histories of cases whose papers are told.
#[derive(Default)]
struct Histories(HashMap<Uuid, History>);

impl Histories {
    async fn add(&mut self, casework: &Casework, cases: impl Iterator<Item = Uuid>) -> Result<(), Error> {
        let unread: BTreeSet<Uuid> = cases.filter(|case| !self.0.contains_key(case)).collect();
        self.0.extend(casework.case_histories(&unread).await?);
        Ok(())
    }

    /// The paper, as it stands.
    fn paper(&self, row: &TaskRow) -> Option<Event> {
        self.0.get(&row.case_id)?.event_in_force(row.event_id?)
    }

    /// What keeps somebody from deciding on a paper.
    fn bar(&self, case_id: Uuid, paper: &Event, desk: &Desk, person: Uuid) -> Option<Refusal> {
        let history = self.0.get(&case_id)?;
        let persons: Vec<Uuid> = std::iter::once(person).chain(desk.instead_of).collect();
        let kind = *desk.kinds.iter().find(|kind| decides(**kind, paper.kind()))?;
        let by_delegation = desk.instead_of.is_some();
        let doing = Doing { kind, refs: paper.refs(), role: desk.role, persons: &persons, by_delegation };
        let earlier = judge(&history.effective(Cut::default()), &history.case(case_id, Cut::default()), doing)?;
        Some(Refusal::Separation { bar: earlier.bar, kind: earlier.kind.as_str().to_owned(), day: Some(earlier.day) })
    }
}

/// Whether an act decides on a paper of a kind.
fn decides(kind: Kind, paper: Kind) -> bool {
    let papers = match kind {
        Kind::ApprovalDecided => Kind::ApprovalRequested,
        Kind::DispositionApproved => Kind::DispositionProposed,
        Kind::CaseFilingApproved | Kind::CaseFilingRefused => Kind::CaseFilingProposed,
        Kind::RecusalDecided => Kind::RecusalRequested,
        Kind::ClarificationApproved => Kind::ClarificationProposed,
        Kind::ReappointmentDecided => Kind::ReappointmentProposed,
        _ => return false,
    };
    papers == paper
}

/// The decisions on papers that are a role's.
fn approving(person: Uuid, role: Role) -> Vec<Kind> {
    let asking = Asking { person, roles: &[role] };
    APPROVING.into_iter().filter(|kind| asking.may_record(*kind, false, None, &Hidden::default())).collect()
}

/// The post that a paper waits for: whoever asks is told under his own before another's.
fn desk_of(desks: &[Desk], row: &TaskRow, paper: &Event) -> Option<usize> {
    let is_its = |desk: &Desk| desk.holds(row) && !desk.acts(row).is_empty() && is_for(desk.role, paper);
    desks.iter().position(is_its)
}

/// Whether a paper is laid before a role. A post that is no role's usual one, or not recorded, keeps it from nobody who may decide.
fn is_for(role: Role, paper: &Event) -> bool {
    let Act::ApprovalRequested(p) = paper.act() else { return true };
    let Some(post) = p.to_post.known().map(wenze_domain::fields::Code::as_str) else { return true };
    let of_role = Role::ALL.iter().copied().find(|one| one.as_str() == post);
    let usual = POSTS.iter().find(|(name, _)| *name == post).map(|(_, role)| *role);
    of_role.or(usual).is_none_or(|own| own == role)
}

fn coded(kind: Kind, words: &Words) -> Coded {
    Coded { code: kind.as_str().to_owned(), words: words.kind(kind).to_owned() }
}

impl From<Tally> for Checks {
    fn from(tally: Tally) -> Self {
        Self { kept: tally.kept, broken: tally.broken, unclear: tally.unclear, pending: tally.pending }
    }
}
