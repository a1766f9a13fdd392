//! Who is missing among those responsible.

use uuid::Uuid;
use wenze_domain::codes::{CodeList, RespondentKind, ResponsibilityClass as Class, ResponsibilityRole as Role};

use super::{GapLine, Line};

/// The classes of those who lead or supervise.
const OF_LEADERS: [Class; 4] =
    [Class::MainLeadership, Class::ImportantLeadership, Class::OverallLeadership, Class::Supervisory];

/// What is missing in the matrix of a case; nothing is while no responsibility is attributed.
pub(crate) fn gaps(case_id: Uuid, lines: &[Line]) -> Vec<GapLine> {
    let counts: Vec<&Line> = lines.iter().filter(|line| line.current && line.event_id.is_some()).collect();
    let mut gaps: Vec<(&str, Option<&Line>)> = Vec::new();
    if !counts.is_empty() {
        let persons: Vec<&Line> = counts.iter().copied().filter(|line| !is_body(line)).collect();
        let any = |found: fn(&Line) -> bool| persons.iter().copied().any(found);
        let of_a_body = counts.iter().any(|line| is_body(line) || line.collective == Some(true));
        if (of_a_body || any(leads)) && !any(is_principal) {
            gaps.push(("principal_missing", None));
        }
        if !any(is_direct) {
            gaps.push(("direct_missing", None));
        }
        if !persons.is_empty() && !any(leads) {
            gaps.push(("higher_level_missing", None));
        }
        let unlinked = counts.iter().copied().filter(|line| line.causal_link.is_none());
        gaps.extend(unlinked.map(|line| ("causal_link_missing", Some(line))));
    }
    let row = |(no, (gap, line)): (usize, (&str, Option<&Line>))| GapLine {
        case_id,
        no: i16::try_from(no).unwrap_or(i16::MAX),
        gap: gap.to_owned(),
        respondent: line.map(|line| line.respondent),
        track: line.map(|line| line.track.clone()),
        name: line.and_then(|line| line.name.clone()),
    };
    gaps.into_iter().enumerate().map(row).collect()
}

/// A body answers by an entity's responsibility, and its principal is a person beside it.
fn is_body(line: &Line) -> bool {
    line.kind.as_deref() == Some(RespondentKind::Organisation.as_str()) || is_of(line, Class::Entity)
}

fn is_of(line: &Line, class: Class) -> bool {
    line.class.as_deref() == Some(class.as_str())
}

fn is_principal(line: &Line) -> bool {
    line.role.as_deref() == Some(Role::Principal.as_str())
}

fn is_direct(line: &Line) -> bool {
    is_of(line, Class::Direct)
}

fn leads(line: &Line) -> bool {
    is_principal(line)
        || line.role.as_deref() == Some(Role::DirectSupervisor.as_str())
        || OF_LEADERS.iter().any(|class| is_of(line, *class))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: RespondentKind, role: Role, class: Class) -> Line {
        let code = |text: &str| Some(text.to_owned());
        Line {
            case_id: Uuid::nil(),
            respondent: Uuid::from_u128(1),
            track: "accountability".to_owned(),
            no: 0,
            kind: code(kind.as_str()),
            name: None,
            post: None,
            post_level: None,
            official: None,
            organ: None,
            state: "determined".to_owned(),
            round: 1,
            current: true,
            collective: Some(kind == RespondentKind::Organisation),
            role: code(role.as_str()),
            class: code(class.as_str()),
            causal_link: Some(serde_json::Value::Null),
            duty: None,
            objection: None,
            event_id: Some(Uuid::from_u128(2)),
            outcome: None,
            determination: None,
            standing: None,
            judicial_outcome: None,
        }
    }

    fn missing(lines: &[Line]) -> Vec<String> {
        gaps(Uuid::nil(), lines).into_iter().map(|gap| gap.gap).collect()
    }

    #[test]
    fn whoever_is_missing_is_named() {
        let body = line(RespondentKind::Organisation, Role::Principal, Class::Entity);
        let principal = line(RespondentKind::Cadre, Role::Principal, Class::MainLeadership);
        let deputy = line(RespondentKind::Cadre, Role::DirectSupervisor, Class::ImportantLeadership);
        let handler = line(RespondentKind::Cadre, Role::Handler, Class::Direct);
        assert_eq!(missing(&[]), Vec::<String>::new(), "nothing is attributed yet");
        assert_eq!(missing(std::slice::from_ref(&body)), ["principal_missing", "direct_missing"]);
        assert_eq!(missing(&[body, principal.clone(), handler.clone()]), Vec::<String>::new());
        assert_eq!(missing(&[deputy.clone(), handler.clone()]), ["principal_missing"], "only the deputy answers");
        assert_eq!(missing(std::slice::from_ref(&handler)), ["higher_level_missing"]);
        assert_eq!(missing(&[principal, deputy]), ["direct_missing"]);
        assert_eq!(missing(&[Line { causal_link: None, ..handler.clone() }])[1], "causal_link_missing");
        let earlier = Line { current: false, ..handler };
        assert_eq!(missing(&[earlier]), Vec::<String>::new(), "a later round took its place");
    }
}
