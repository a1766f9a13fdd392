//! `/people/{id}`: one person: posts, roles with who granted them, what was delegated, and what would be left undone.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{
    Casework, DelegationView, DelegationsAsked, GrantState, GrantView, PersonView, TaskView, Worklist,
};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::fields::PartialDate;
use wenze_domain::registers::DelegationState;
use wenze_domain::time::office_day;

use super::SEES_TO_DUTIES;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::{StateTag, When};
use crate::reader::{Reader, address};
use crate::record::register::just_recorded;
use crate::seen::{Seen, fills, may};
use crate::shape::Shape;

/// Open duties that are named; the counts tell of all.
const DUTIES_MAX: usize = 100;
/// The act by which a duty is handed over.
const HAND_OVER: Kind = Kind::HandlerAssigned;

/// One person.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoPage)?;
    let person = match casework.person(id).await {
        Err(wenze_casework::Error::NotFound { .. }) => return Err(Failure::NoPage),
        found => found?,
    };
    let (mut grants, mut duties) = (None, None);
    if may(&reader, SEES_TO_DUTIES) {
        grants = Some(casework.grants_told(id, office_day(reader.now)).await?);
        duties = Some(casework.open_duties(id, reader.words).await?);
    }
    let delegated = delegated(&casework, id, office_day(reader.now)).await?;
    let organs = organs(&casework, &person).await?;
    page(&PersonPage::new(&reader, &person, &organs, grants.as_deref(), duties.as_ref(), &delegated))
}

/// What the person delegated, then what was delegated to him.
async fn delegated(casework: &Casework, id: Uuid, day: NaiveDate) -> Result<Vec<DelegationView>, Failure> {
    let given = DelegationsAsked { from: Some(id), ..DelegationsAsked::default() };
    let held = DelegationsAsked { to: Some(id), ..DelegationsAsked::default() };
    let mut all = casework.delegations(given, day).await?;
    all.extend(casework.delegations(held, day).await?);
    Ok(all)
}

async fn organs(casework: &Casework, person: &PersonView) -> Result<HashMap<Uuid, String>, Failure> {
    Ok(casework.names(&person.person.posts.iter().filter_map(|post| post.organ).collect()).await?)
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    frame: Frame,
    /// What was just recorded.
    recorded: Option<String>,
    status: String,
    /// The entry that this one was merged into.
    merged: Option<String>,
    posts: Vec<Post>,
    /// None where the reader is not shown them.
    grants: Option<Vec<Grant>>,
    grant: Option<String>,
    delegated: Vec<Delegated>,
    duties: Option<Duties>,
}

/// A post.
struct Post {
    name: String,
    organ: String,
    from: Option<When>,
    until: Option<When>,
}

/// A role that was granted.
struct Grant {
    role: String,
    office: String,
    state: StateTag,
    by: String,
    on: Option<When>,
    from: When,
    until: Option<When>,
    revoked: Option<(When, String)>,
    revoke: Option<String>,
}

/// Authority that was lent.
struct Delegated {
    giver: String,
    holder: String,
    office: String,
    acts: Vec<String>,
    state: StateTag,
}

/// What would be left undone.
struct Duties {
    counts: Vec<(String, String)>,
    rows: Vec<Duty>,
    more: Option<String>,
}

/// One duty.
struct Duty {
    case: String,
    number: String,
    acts: String,
    due: Option<When>,
    hand_over: Option<String>,
}

impl PersonPage {
    fn new(
        reader: &Reader,
        person: &PersonView,
        organs: &HashMap<Uuid, String>,
        grants: Option<&[GrantView]>,
        duties: Option<&Worklist>,
        delegated: &[DelegationView],
    ) -> Self {
        let id = person.person.id;
        let name = person.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld"));
        let status = person.person.status.map(|status| reader.words.code("PersonStatus", status.as_str()));
        let posts = person.person.posts.iter().zip(&person.posts).map(|(post, name)| Post {
            name: name.clone().unwrap_or_else(|| reader.words.not_recorded()),
            organ: post.organ.and_then(|id| organs.get(&id).cloned()).unwrap_or_default(),
            from: post.from.map(|date| When::date(reader.words, date)),
            until: post.until.map(|date| When::date(reader.words, date)),
        });
        Self {
            frame: Frame::new(reader, &name),
            recorded: just_recorded(reader),
            status: status.unwrap_or_default(),
            merged: person.person.merged_into.map(|id| format!("/people/{id}")),
            posts: posts.collect(),
            grants: grants.map(|all| all.iter().map(|one| grant(reader, id, one)).collect()),
            grant: record(reader, id, Kind::RoleGranted, &[]),
            delegated: delegated.iter().map(|one| delegation(reader, one)).collect(),
            duties: duties.map(|list| Duties::new(reader, list)),
        }
    }
}

/// The form of an act of this register, for whoever may record it.
fn record(reader: &Reader, id: Uuid, kind: Kind, more: &[(&str, &str)]) -> Option<String> {
    let role = reader.visitor.as_ref()?.role()?.role;
    fills(role, kind).then(|| address(&format!("/people/{id}/record/{}", kind.as_str()), more))
}

fn grant(reader: &Reader, id: Uuid, one: &GrantView) -> Grant {
    let (words, texts) = (reader.words, reader.texts);
    let day = |day| When::date(words, PartialDate::day(day));
    let (shape, word) = match one.state {
        GrantState::Held => (Shape::Done, /* text */ "grant-held"),
        GrantState::ToCome => (Shape::Ring, /* text */ "grant-to-come"),
        GrantState::Over => (Shape::Ended, /* text */ "grant-over"),
        GrantState::Revoked => (Shape::Ended, /* text */ "grant-revoked"),
        GrantState::Unreadable => (Shape::Paused, /* text */ "grant-unreadable"),
    };
    let unknown = || texts.say("grants-nobody");
    let (role, office) = (one.role.as_str(), one.office.to_string());
    let is_open = matches!(one.state, GrantState::Held | GrantState::ToCome);
    Grant {
        role: words.code(Role::LIST, role),
        office: one.office_name.clone().unwrap_or_else(|| words.not_recorded()),
        state: StateTag::made(shape, texts.say(word)),
        by: one.granted_by.clone().unwrap_or_else(unknown),
        on: one.granted_on.map(|date| When::date(words, date)),
        from: day(one.from),
        until: one.until.map(|date| When::date(words, date)),
        revoked: one.revoked.as_ref().map(|(from, by)| (day(*from), by.clone().unwrap_or_else(unknown))),
        revoke: record(reader, id, Kind::RoleRevoked, &[("organ", office.as_str()), ("role", role)])
            .filter(|_| is_open),
    }
}

fn delegation(reader: &Reader, one: &DelegationView) -> Delegated {
    let texts = reader.texts;
    let day = |day| reader.words.partial_date(PartialDate::day(day));
    let state = match one.state {
        DelegationState::InForce if !one.giver_holds_a_role => (Shape::Paused, texts.say("delegation-no-role")),
        DelegationState::InForce => (Shape::Done, texts.say("delegation-in-force")),
        DelegationState::ToCome(from) => (Shape::Ring, texts.tell("delegation-to-come", [("day", day(from).into())])),
        DelegationState::Over(last) => (Shape::Ended, texts.tell("delegation-over", [("day", day(last).into())])),
        DelegationState::Revoked(from) => (Shape::Ended, texts.tell("delegation-revoked", [("day", day(from).into())])),
        DelegationState::Unreadable => (Shape::Paused, texts.say("grant-unreadable")),
    };
    let name = |at: usize| one.names[at].clone().unwrap_or_else(|| texts.say("name-withheld"));
    let kinds =
        one.delegation.acts.iter().map(|kind| Kind::parse(kind).map_or(kind.as_str(), |kind| reader.words.kind(kind)));
    Delegated {
        giver: name(0),
        holder: name(1),
        office: name(2),
        acts: kinds.map(str::to_owned).collect(),
        state: StateTag::made(state.0, state.1),
    }
}

impl Duties {
    fn new(reader: &Reader, list: &Worklist) -> Self {
        let count = |one: &wenze_casework::TabCount| {
            let more = if one.more { "+" } else { "" };
            (one.tab.words.clone(), format!("{}{more}", one.tasks))
        };
        let all = list.items.len();
        let more = (all > DUTIES_MAX)
            .then(|| reader.texts.tell("duties-more", [("shown", DUTIES_MAX.into()), ("all", all.into())]));
        Self {
            counts: list.counts.iter().map(count).collect(),
            rows: list.items.iter().take(DUTIES_MAX).map(|task| duty(reader, task)).collect(),
            more,
        }
    }
}

fn duty(reader: &Reader, task: &TaskView) -> Duty {
    let case = format!("/cases/{}", task.case);
    let acts: Vec<&str> = task.acts.iter().map(|act| act.words.as_str()).collect();
    let role = reader.visitor.as_ref().and_then(|visitor| visitor.role()).map(|held| held.role);
    Duty {
        number: task.number.clone().unwrap_or_else(|| reader.texts.say("number-none")),
        acts: acts.join(&reader.texts.say("join-names")),
        due: task.due.map(|due| When::date(reader.words, PartialDate::day(due))),
        hand_over: role.filter(|role| fills(*role, HAND_OVER)).map(|_| format!("{case}/record/{}", HAND_OVER.as_str())),
        case,
    }
}
