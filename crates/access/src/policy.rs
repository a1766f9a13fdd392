//! What somebody may do: the policies of `policies/*.cedar`, read once, and the questions asked of them.
//!
//! A question is small: whoever asks with the roles in use, the operation, and the slice of a case that policies look at. What
//! no policy permits is denied, and what one forbids is denied whatever others permit. A policy that cannot be evaluated denies.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema,
};
use uuid::Uuid;

/// The schema: which operations there are, and what policies know of whoever asks and of cases.
const SCHEMA: &str = include_str!("../policies/wenze.cedarschema");
/// The policies, by subject.
const POLICIES: [&str; 4] = [
    include_str!("../policies/account.cedar"),
    include_str!("../policies/reading.cedar"),
    include_str!("../policies/recording.cedar"),
    include_str!("../policies/exclusion.cedar"),
];
/// The operation that is asked for each act that is recorded.
const RECORD: &str = "record";

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

/// The policies, ready to be asked.
#[derive(Debug)]
pub struct Policies {
    types: Option<Types>,
    set: PolicySet,
    /// The operations with their groups; whoever asks and the case are added for each question.
    actions: Entities,
    authorizer: Authorizer,
}

/// Names of types, parsed once.
#[derive(Debug)]
struct Types {
    role: EntityTypeName,
    person: EntityTypeName,
    case: EntityTypeName,
    system: EntityTypeName,
    action: EntityTypeName,
}

static SHIPPED: LazyLock<Policies> = LazyLock::new(|| {
    // What is shipped is read by a test. Should it be unreadable all the same, nothing is permitted to anybody.
    Policies::read().unwrap_or_else(|reason| {
        tracing::error!(reason, "the policies cannot be read: everything is denied");
        Policies::denying()
    })
});

impl Policies {
    /// The policies of this program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn read() -> Result<Self, String> {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|error| error.to_string())?;
        let set: PolicySet = POLICIES.concat().parse().map_err(|error| format!("{error}"))?;
        let actions = schema.action_entities().map_err(|error| error.to_string())?;
        let types = Types::parsed().ok_or("a type has no name")?;
        Ok(Self { types: Some(types), set, actions, authorizer: Authorizer::new() })
    }

    fn denying() -> Self {
        let (set, actions) = (PolicySet::new(), Entities::empty());
        Self { types: None, set, actions, authorizer: Authorizer::new() }
    }

    /// Whether policies know an operation.
    pub fn knows(&self, operation: &str) -> bool {
        let uid = self.types.as_ref().map(|types| uid(&types.action, operation));
        uid.is_some_and(|uid| self.actions.get(&uid).is_some())
    }

    /// Whether somebody may call an operation.
    pub fn may(&self, principal: Principal<'_>, operation: &str, resource: Resource) -> bool {
        self.permits(principal, operation, resource, |_| Some(Context::empty())).unwrap_or(false)
    }

    /// Whether somebody may record an act.
    pub fn may_record(&self, principal: Principal<'_>, act: ActAsked<'_>, resource: Resource) -> bool {
        self.permits(principal, RECORD, resource, |types| types.context(act)).unwrap_or(false)
    }

    fn permits(
        &self,
        principal: Principal<'_>,
        operation: &str,
        resource: Resource,
        context: impl FnOnce(&Types) -> Option<Context>,
    ) -> Option<bool> {
        let types = self.types.as_ref()?;
        let (person, place) = (types.person(principal), types.resource(resource, principal.person)?);
        let asked = (person.uid(), uid(&types.action, operation), place.uid());
        let request = Request::new(asked.0, asked.1, asked.2, context(types)?, None).ok()?;
        let entities = self.actions.clone().add_entities([person, place], None).ok()?;
        let answer = self.authorizer.is_authorized(&request, &self.set, &entities);
        Some(answer.decision() == Decision::Allow && answer.diagnostics().errors().next().is_none())
    }
}

impl Types {
    fn parsed() -> Option<Self> {
        let of = |name: &str| name.parse().ok();
        Some(Self {
            role: of("Role")?,
            person: of("Person")?,
            case: of("Case")?,
            system: of("System")?,
            action: of("Action")?,
        })
    }

    fn person(&self, principal: Principal<'_>) -> Entity {
        let roles: HashSet<EntityUid> = principal.roles.iter().map(|role| uid(&self.role, role)).collect();
        Entity::new_no_attrs(uid(&self.person, &principal.person.to_string()), roles)
    }

    /// The slice of a case holds whoever asks, or nobody: policies ask of nobody else.
    fn resource(&self, resource: Resource, asking: Uuid) -> Option<Entity> {
        let Resource::Case { id, named, recused } = resource else {
            return Some(Entity::new_no_attrs(uid(&self.system, "wenze"), HashSet::new()));
        };
        let own = |is_in: bool| {
            let person = || RestrictedExpression::new_entity_uid(uid(&self.person, &asking.to_string()));
            RestrictedExpression::new_set(is_in.then(person))
        };
        let attributes = HashMap::from([("named".to_owned(), own(named)), ("recused".to_owned(), own(recused))]);
        Entity::new(uid(&self.case, &id.to_string()), attributes, HashSet::new()).ok()
    }

    fn context(&self, act: ActAsked<'_>) -> Option<Context> {
        let actors = act.actors.iter().map(|role| RestrictedExpression::new_entity_uid(uid(&self.role, role)));
        let pairs = [
            ("kind".to_owned(), RestrictedExpression::new_string(act.kind.to_owned())),
            ("actors".to_owned(), RestrictedExpression::new_set(actors)),
            ("on_paper".to_owned(), RestrictedExpression::new_bool(act.on_paper)),
        ];
        Context::from_pairs(pairs).ok()
    }
}

fn uid(of: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(of.clone(), EntityId::new(id))
}

#[cfg(test)]
mod tests {
    use cedar_policy::{ValidationMode, Validator};

    use super::*;

    const PERSON: Uuid = Uuid::from_u128(1);

    fn may(roles: &[&str], operation: &str, resource: Resource) -> bool {
        Policies::shipped().may(Principal { person: PERSON, roles }, operation, resource)
    }

    fn case(named: bool, recused: bool) -> Resource {
        Resource::Case { id: Uuid::from_u128(2), named, recused }
    }

    #[test]
    fn the_policies_are_read_and_fit_their_schema() {
        let read = Policies::read().unwrap();
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).unwrap();
        let found = Validator::new(schema).validate(&read.set, ValidationMode::Strict);
        assert!(found.validation_passed_without_warnings(), "{found}");
        for policy in read.set.policies() {
            assert!(policy.annotation("id").is_some(), "{policy}");
        }
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
        assert!(!may(&[], "list_persons_of_nobody", Resource::System));
        assert!(!Policies::denying().may(Principal { person: PERSON, roles: &["ADMIN"] }, "metrics", Resource::System));
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
}
