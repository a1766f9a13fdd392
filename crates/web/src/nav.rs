//! The way through the pages: at most seven entries, those that the role in use needs.

use wenze_casework::{Asking, Hidden};
use wenze_domain::codes::Role;

use crate::reader::Reader;

/// Most entries beside a page.
const ENTRIES_MAX: usize = 7;

/// One entry.
pub(crate) struct Entry {
    pub(crate) href: &'static str,
    pub(crate) word: String,
    pub(crate) is_current: bool,
}

/// A page that can stand beside every other.
struct Page {
    href: &'static str,
    /// The name of its text.
    text: &'static str,
    /// The operation that it stands for.
    operation: &'static str,
    /// Who needs it; everybody where nobody is named.
    roles: &'static [Role],
    /// Pages that belong to it.
    with: &'static [&'static str],
}

/// Those who receive and decide appeals, and those who see to it.
const APPEALS: &[Role] = &[
    Role::AppealOfficer,
    Role::DecisionBody,
    Role::Reviewer,
    Role::OrganHead,
    Role::CommitteeHead,
    Role::Clerk,
    Role::Supervisor,
    Role::Auditor,
];
/// Those who answer for others' work.
const OVERSEEING: &[Role] = &[
    Role::ClueDesk,
    Role::TeamLead,
    Role::OrganHead,
    Role::CommitteeHead,
    Role::DecisionBody,
    Role::RectSupervisor,
    Role::Supervisor,
    Role::Auditor,
];
/// Those who take reports in.
const RECEIVING: &[Role] = &[Role::Intake, Role::ClueDesk, Role::Inspector, Role::TeamLead, Role::Clerk];

/// The pages, in the order in which they are shown.
const PAGES: &[Page] = &[
    Page { href: "/work", text: /* text */ "work-title", operation: "list_worklist", roles: &[], with: &["/drafts"] },
    Page {
        href: "/cases",
        text: /* text */ "nav-cases",
        operation: "list_cases",
        roles: &[],
        with: &["/officials", "/organs"],
    },
    Page { href: "/cases/new", text: /* text */ "new-title", operation: "open_case", roles: RECEIVING, with: &[] },
    Page { href: "/appeals", text: /* text */ "docket-title", operation: "list_cases", roles: APPEALS, with: &[] },
    Page {
        href: "/overview",
        text: /* text */ "nav-overview",
        operation: "list_cases",
        roles: OVERSEEING,
        with: &["/approvals", "/supervision", "/rectification"],
    },
    Page { href: "/search", text: /* text */ "search-title", operation: "search_cases", roles: &[], with: &[] },
    Page {
        href: "/statistics",
        text: /* text */ "statistics-title",
        operation: "list_statistics",
        roles: &[],
        with: &[],
    },
    Page {
        href: "/rules",
        text: /* text */ "nav-manage",
        operation: "list_organs",
        roles: &[],
        with: &["/calendars", "/people", "/integrity"],
    },
];

/// The entries for a reader. Whoever is not signed in has no work of his own and begins no case; he reads whatever is open.
pub(crate) fn entries(reader: &Reader, place: &str) -> Vec<Entry> {
    let shown: Vec<&Page> = PAGES.iter().filter(|page| is_for(reader, page)).take(ENTRIES_MAX).collect();
    let current =
        shown.iter().filter(|page| page.holds(place)).max_by_key(|page| page.href.len()).map(|page| page.href);
    let entry = |page: &&Page| Entry {
        href: page.href,
        word: reader.texts.say(page.text),
        is_current: current == Some(page.href),
    };
    shown.iter().map(entry).collect()
}

fn is_for(reader: &Reader, page: &Page) -> bool {
    let Some(visitor) = &reader.visitor else { return !matches!(page.href, "/work" | "/cases/new") };
    let roles = visitor.roles();
    // Somebody without a role finds his way to one from his work.
    if roles.is_empty() {
        return page.roles.is_empty();
    }
    let is_needed = page.roles.is_empty() || page.roles.iter().any(|role| roles.contains(role));
    is_needed
        && Asking { person: visitor.account.person_id, roles: &roles }.may(page.operation, None, &Hidden::default())
}

impl Page {
    /// Whether an address is this page, or lies under it or a page of it.
    fn holds(&self, place: &str) -> bool {
        let is_at = |href: &str| place == href || place.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
        is_at(self.href) || self.with.iter().any(|href| is_at(href))
    }
}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;

    use super::*;

    #[test]
    fn the_page_that_fits_best_is_marked() {
        let reader = Reader::plain(Lang::ZhCn);
        let at = |place| entries(&reader, place).into_iter().find(|entry| entry.is_current).map(|entry| entry.href);
        assert_eq!(at("/cases"), Some("/cases"));
        assert_eq!(at("/cases/0192f0c1"), Some("/cases"));
        assert_eq!(at("/supervision"), Some("/overview"));
        assert_eq!(at("/casework"), None);
    }

    #[test]
    fn nobody_has_more_than_seven() {
        for role in <Role as wenze_domain::codes::CodeList>::ALL {
            let roles = [*role];
            let own =
                PAGES.iter().filter(|page| page.roles.is_empty() || page.roles.iter().any(|one| roles.contains(one)));
            assert!(own.count() <= ENTRIES_MAX, "{role}");
        }
    }
}
