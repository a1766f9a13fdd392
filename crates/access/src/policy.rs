//! What somebody may do: the policies of `policies/*.cedar`, read once, and the questions asked of them. They are Cedar, of which
//! as much is read and evaluated here as they use (decision 0014).
//!
//! A question is small: whoever asks with the roles in use, the operation, and the slice of a case that policies look at. What
//! no policy permits is denied, and what one forbids is denied whatever others permit. A policy that cannot be evaluated denies.

use std::collections::HashMap;
use std::sync::LazyLock;

use uuid::Uuid;

mod text;

use text::{Expression, Named, Policy};

/// The schema: which operations there are, and what policies know of whoever asks and of cases.
const SCHEMA: &str = include_str!("../policies/wenze.cedarschema");
/// The policies, by subject.
const POLICIES: &[&str] = &[
    include_str!("../policies/account.cedar"),
    include_str!("../policies/reading.cedar"),
    include_str!("../policies/recording.cedar"),
    include_str!("../policies/erasing.cedar"),
    include_str!("../policies/exclusion.cedar"),
    include_str!("../policies/scope.cedar"),
    include_str!("../policies/special.cedar"),
];
/// The operation that is asked for each act that is recorded.
const RECORD: &str = "record";
/// The question whether a case exists to a role at an office.
const REACH: &str = "reach";

/// Whoever asks.
#[derive(Debug, Clone, Copy)]
pub struct Principal<'a> {
    /// The person.
    pub person: Uuid,
    /// The roles in use, as the catalogue writes them: what any of them may do is permitted.
    pub roles: &'a [&'a str],
}

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// No single case.
    System,
    /// A case.
    Case {
        /// Its id.
        id: Uuid,
        /// Whether it is about whoever asks.
        named: bool,
        /// Whether whoever asks is recused from it.
        recused: bool,
    },
}

/// An act that is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct ActAsked<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// The roles whose act it is.
    pub actors: &'a [&'a str],
    /// Whether it was done on paper.
    pub on_paper: bool,
}

/// How a case stands to whoever asks in a role at an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that policies ask for by its name")]
pub struct ReachAsked<'a> {
    /// Whether the office's organ handles it.
    pub own: bool,
    /// Whether an organ below does.
    pub below: bool,
    /// Whether an appeal is filed and its decision not yet served.
    pub on_appeal: bool,
    /// As it is marked; `ordinary` where it is marked no higher.
    pub confidentiality: &'a str,
    /// Whether he works on it, where it is marked higher.
    pub works_on: bool,
    /// Whether he was given to read it for a time.
    pub admitted: bool,
}

/// What a question brings besides.
#[derive(Debug, Clone, Copy)]
enum Context<'a> {
    None,
    Act(ActAsked<'a>),
    Reach(ReachAsked<'a>),
}

/// The policies, ready to be asked.
#[derive(Debug, Default)]
pub struct Policies {
    all: Vec<Policy>,
    /// The groups of each operation.
    operations: HashMap<String, Vec<String>>,
}

static SHIPPED: LazyLock<Policies> = LazyLock::new(|| {
    // What is shipped is read by a test. Should it be unreadable all the same, nothing is permitted to anybody.
    Policies::read(&POLICIES.concat()).unwrap_or_else(|reason| {
        tracing::error!(reason, "the policies cannot be read: everything is denied");
        Policies::default()
    })
});

impl Policies {
    /// The policies of this program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn read(policies: &str) -> Result<Self, String> {
        Ok(Self { all: text::policies(policies)?, operations: text::operations(SCHEMA)? })
    }

    /// Whether policies know an operation.
    pub fn knows(&self, operation: &str) -> bool {
        self.operations.contains_key(operation)
    }

    /// Whether somebody may call an operation.
    pub fn may(&self, principal: Principal<'_>, operation: &str, resource: Resource) -> bool {
        self.permits(&Question { principal, operation, resource, context: Context::None })
    }

    /// Whether somebody may record an act.
    pub fn may_record(&self, principal: Principal<'_>, act: ActAsked<'_>, resource: Resource) -> bool {
        self.permits(&Question { principal, operation: RECORD, resource, context: Context::Act(act) })
    }

    /// Whether a case exists to somebody in his roles; that he is excluded from none is not asked here.
    pub fn reaches(&self, principal: Principal<'_>, reach: ReachAsked<'_>) -> bool {
        let resource = Resource::Case { id: Uuid::nil(), named: false, recused: false };
        self.permits(&Question { principal, operation: REACH, resource, context: Context::Reach(reach) })
    }

    /// Any permit, and no `forbid`. A policy that asks for what there is not decides against whoever asks.
    fn permits(&self, question: &Question<'_>) -> bool {
        let Some(groups) = self.operations.get(question.operation) else { return false };
        let mut is_permitted = false;
        for policy in self.all.iter().filter(|policy| question.is_of(policy, groups)) {
            match (policy.forbids, question.meets(policy)) {
                (_, Some(false)) => {}
                (false, Some(true)) => is_permitted = true,
                (true, Some(true)) => return false,
                (_, None) => {
                    tracing::error!(policy = policy.id, "a policy cannot be evaluated: it denies");
                    return false;
                }
            }
        }
        is_permitted
    }
}

/// What is asked.
struct Question<'a> {
    principal: Principal<'a>,
    operation: &'a str,
    resource: Resource,
    context: Context<'a>,
}

/// A value of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Principal,
    Entity(Named),
    Text(String),
    Truth(bool),
    Set(Vec<Value>),
}

impl Question<'_> {
    /// Whether a policy speaks of this principal, operation and resource.
    fn is_of(&self, policy: &Policy, groups: &[String]) -> bool {
        let of_action = |(_, id): &Named| id == self.operation || groups.contains(id);
        let of_resource = |of: &String| of == if matches!(self.resource, Resource::System) { "System" } else { "Case" };
        policy.role.as_ref().is_none_or(|role| self.holds(role))
            && policy.action.as_ref().is_none_or(of_action)
            && policy.resource.as_ref().is_none_or(of_resource)
    }

    fn holds(&self, (of, role): &Named) -> bool {
        of == "Role" && self.principal.roles.contains(&role.as_str())
    }

    /// Whether every condition of a policy holds; none where one cannot be evaluated.
    fn meets(&self, policy: &Policy) -> Option<bool> {
        for condition in &policy.conditions {
            if !self.truth(condition)? {
                return Some(false);
            }
        }
        Some(true)
    }

    fn truth(&self, expression: &Expression) -> Option<bool> {
        match self.value(expression)? {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    fn value(&self, expression: &Expression) -> Option<Value> {
        Some(match expression {
            Expression::Principal => Value::Principal,
            Expression::Entity(named) => Value::Entity(named.clone()),
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Set(all) => Value::Set(all.iter().map(|one| self.value(one)).collect::<Option<_>>()?),
            Expression::OfResource(name) => self.of_resource(name)?,
            Expression::OfContext(name) => self.of_context(name)?,
            Expression::Contains(set, one) => {
                let Value::Set(all) = self.value(set)? else { return None };
                Value::Truth(all.contains(&self.value(one)?))
            }
            Expression::Equals(one, other) => Value::Truth(self.value(one)? == self.value(other)?),
            Expression::In(one, place) => Value::Truth(self.is_in(&self.value(one)?, &self.value(place)?)?),
            Expression::Not(inner) => Value::Truth(!self.truth(inner)?),
            Expression::And(all) => {
                for one in all {
                    if !self.truth(one)? {
                        return Some(Value::Truth(false));
                    }
                }
                Value::Truth(true)
            }
            Expression::Or(all) => {
                for one in all {
                    if self.truth(one)? {
                        return Some(Value::Truth(true));
                    }
                }
                Value::Truth(false)
            }
        })
    }

    fn is_in(&self, one: &Value, place: &Value) -> Option<bool> {
        match (one, place) {
            (Value::Principal, Value::Entity(role)) => Some(self.holds(role)),
            (Value::Entity(one), Value::Entity(other)) => Some(one == other),
            (_, Value::Set(all)) => {
                for other in all {
                    if self.is_in(one, other)? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            _ => None,
        }
    }

    /// The slice of a case holds whoever asks, or nobody: policies ask of nobody else.
    fn of_resource(&self, name: &str) -> Option<Value> {
        let Resource::Case { named, recused, .. } = self.resource else { return None };
        let is_in = match name {
            "named" => named,
            "recused" => recused,
            _ => return None,
        };
        Some(Value::Set(is_in.then_some(Value::Principal).into_iter().collect()))
    }

    fn of_context(&self, name: &str) -> Option<Value> {
        let role = |role: &&str| Value::Entity(("Role".to_owned(), (*role).to_owned()));
        match (self.context, name) {
            (Context::Act(act), "kind") => Some(Value::Text(act.kind.to_owned())),
            (Context::Act(act), "actors") => Some(Value::Set(act.actors.iter().map(role).collect())),
            (Context::Act(act), "on_paper") => Some(Value::Truth(act.on_paper)),
            (Context::Reach(reach), "confidentiality") => Some(Value::Text(reach.confidentiality.to_owned())),
            (Context::Reach(reach), _) => reach.truth(name).map(Value::Truth),
            _ => None,
        }
    }
}

impl ReachAsked<'_> {
    fn truth(self, name: &str) -> Option<bool> {
        Some(match name {
            "own" => self.own,
            "below" => self.below,
            "on_appeal" => self.on_appeal,
            "works_on" => self.works_on,
            "admitted" => self.admitted,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const PERSON: Uuid = Uuid::from_u128(1);

    fn may(roles: &[&str], operation: &str, resource: Resource) -> bool {
        Policies::shipped().may(Principal { person: PERSON, roles }, operation, resource)
    }

    fn case(named: bool, recused: bool) -> Resource {
        Resource::Case { id: Uuid::from_u128(2), named, recused }
    }

    #[test]
    fn the_policies_are_read_and_speak_of_what_the_schema_has() {
        let read = Policies::read(&POLICIES.concat()).unwrap();
        let ids: HashSet<&str> = read.all.iter().map(|policy| policy.id.as_str()).collect();
        assert!(read.operations.len() > 45 && ids.len() == read.all.len(), "{ids:?}");
        let known: HashSet<&String> =
            read.operations.iter().flat_map(|(name, groups)| groups.iter().chain([name])).collect();
        for policy in &read.all {
            let (of, action) = policy.action.clone().unwrap_or(("Action".to_owned(), RECORD.to_owned()));
            assert!(of == "Action" && known.contains(&action), "{}: {action}", policy.id);
        }
        for (operation, groups) in &read.operations {
            let spoken_of =
                |policy: &Policy| policy.action.as_ref().is_some_and(|(_, id)| id == operation || groups.contains(id));
            assert!(read.all.iter().any(spoken_of), "no policy permits {operation} to anybody");
        }
    }

    #[test]
    fn what_is_not_heeded_is_not_read() {
        let head = "@id(\"x\") permit (principal, action, resource)";
        assert!(text::policies(&format!("{head};")).is_ok());
        for wrong in [
            "permit (principal, action, resource);",
            head,
            &format!("{head} if {{ true }};"),
            &format!("{head} when {{ principal has name }};"),
            &format!("{head} when {{ context.kind like \"R*\" }};"),
            &format!("{head} when {{ resource.named.containsAny([]) }};"),
            "@id(\"x\") permit (principal == Person::\"1\", action, resource);",
            "@id(\"x\") permit (principal, action, resource == Case::\"1\");",
        ] {
            assert!(text::policies(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_policy_that_asks_for_what_there_is_not_denies() {
        let permit = "@id(\"all\") permit (principal, action, resource);";
        let broken =
            format!("{permit} @id(\"broken\") forbid (principal, action, resource is Case) when {{ resource.lost }};");
        let asked = |policies: &str| {
            let principal = Principal { person: PERSON, roles: &["INSPECTOR"] };
            Policies::read(policies).unwrap().may(principal, "show_case", case(false, false))
        };
        assert!(asked(permit) && !asked(&broken));
    }

    #[test]
    fn what_is_forbidden_is_denied_in_every_role_at_once() {
        let all = ["INSPECTOR", "REVIEWER", "ORGAN_HEAD", "AUDITOR", "ADMIN", "SUPERVISOR"];
        assert!(may(&all, "show_case", case(false, false)) && may(&["INSPECTOR"], "record_acts", case(false, false)));
        for resource in [case(true, false), case(false, true), case(true, true)] {
            for operation in ["show_case", "list_marks", "record_acts", "simulate_acts", "mark_obligation"] {
                assert!(!may(&all, operation, resource), "{operation} {resource:?}");
            }
        }
    }

    #[test]
    fn what_no_policy_speaks_of_is_denied() {
        assert!(!may(&["INSPECTOR"], "an_operation_of_tomorrow", Resource::System));
        assert!(!may(&["RESPONDENT"], "show_case", case(false, false)));
        assert!(!Policies::default().may(Principal { person: PERSON, roles: &["ADMIN"] }, "metrics", Resource::System));
    }

    #[test]
    fn one_records_the_acts_of_ones_role_and_a_clerk_what_is_on_paper() {
        let may = |roles: &[&str], kind: &str, actors: &[&str], on_paper: bool| {
            let act = ActAsked { kind, actors, on_paper };
            Policies::shipped().may_record(Principal { person: PERSON, roles }, act, case(false, false))
        };
        assert!(may(&["ORGAN_HEAD"], "ApprovalDecided", &["ORGAN_HEAD"], false));
        assert!(!may(&["INSPECTOR"], "ApprovalDecided", &["ORGAN_HEAD"], true), "whose act it is not");
        assert!(may(&["CLERK"], "ApprovalDecided", &["ORGAN_HEAD"], true));
        assert!(!may(&["CLERK"], "ApprovalDecided", &["ORGAN_HEAD"], false), "a clerk decides nothing");
        assert!(may(&["TEAM_LEAD"], "EvidenceCollected", &["INSPECTOR"], false));
        assert!(may(&["INSPECTOR"], "ReportReceived", &["INTAKE"], false));
        assert!(!may(&["AUDITOR"], "ReportReceived", &["INTAKE"], true));
    }

    #[test]
    fn a_role_reaches_its_own_organ_and_those_below_and_nothing_beside() {
        let reaches = |role: &str, reach: ReachAsked<'_>| {
            Policies::shipped().reaches(Principal { person: PERSON, roles: &[role] }, reach)
        };
        let ordinary = ReachAsked { confidentiality: "ordinary", ..ReachAsked::default() };
        let (own, below) = (ReachAsked { own: true, ..ordinary }, ReachAsked { below: true, ..ordinary });
        for role in ["INSPECTOR", "REVIEWER", "SUPERVISOR", "ORGAN_HEAD", "EXEC_UNIT"] {
            assert!(reaches(role, own) && reaches(role, below) && !reaches(role, ordinary), "{role}");
        }
        assert!(reaches("INSPECTOR", ReachAsked { admitted: true, ..ordinary }), "what was given for a time");
        assert!(reaches("AUDITOR", ordinary), "audit is of all");
        let appealed = ReachAsked { on_appeal: true, ..below };
        assert!(
            reaches("APPEAL_OFFICER", own) && !reaches("APPEAL_OFFICER", below) && reaches("APPEAL_OFFICER", appealed)
        );
        assert!(!reaches("APPEAL_OFFICER", ReachAsked { on_appeal: true, ..ordinary }), "an appeal beside");
    }

    #[test]
    fn what_is_marked_above_ordinary_is_for_who_works_on_it_and_who_answers_for_it() {
        let reaches = |role: &str, confidentiality: &str, works_on: bool| {
            let reach = ReachAsked { own: true, confidentiality, works_on, ..ReachAsked::default() };
            Policies::shipped().reaches(Principal { person: PERSON, roles: &[role] }, reach)
        };
        for (role, restricted, sealed) in [
            ("INSPECTOR", false, false),
            ("AUDITOR", true, false),
            ("SUPERVISOR", true, false),
            ("ORGAN_HEAD", true, true),
        ] {
            assert_eq!(
                (reaches(role, "restricted", false), reaches(role, "sealed", false)),
                (restricted, sealed),
                "{role}"
            );
            assert!(reaches(role, "sealed", true) && reaches(role, "ordinary", false), "{role}");
        }
        let appealed = ReachAsked { below: true, on_appeal: true, confidentiality: "sealed", ..ReachAsked::default() };
        let officer = Principal { person: PERSON, roles: &["APPEAL_OFFICER"] };
        assert!(Policies::shipped().reaches(officer, appealed));
        let admitted = ReachAsked { admitted: true, confidentiality: "sealed", ..ReachAsked::default() };
        assert!(Policies::shipped().reaches(Principal { person: PERSON, roles: &["INSPECTOR"] }, admitted));
    }
}
