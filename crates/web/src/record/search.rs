//! 记一笔: an act found by its name, the name of its paper, their pinyin initials, or English.

use std::collections::HashMap;
use std::sync::LazyLock;

use wenze_domain::acts::Kind;

/// One character with the first letters of its readings on each line, made from the names of acts and papers.
static INITIALS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    include_str!("initials.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(character, letters)| Some((character.chars().next()?, letters)))
        .collect()
});

/// How well an act fits what was typed; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Start,
    /// It is the name of a paper, or a short word for the act.
    Paper,
    /// It is the initials of the name, of a paper or of a short word, or of how it begins.
    Letters,
    /// It stands within the name.
    Within,
    /// It stands within the name of a paper.
    WithinPaper,
}

/// The acts of cases that fit what was typed, the best first; all of them in the order of the procedure when nothing was.
pub(super) fn found(typed: &str) -> Vec<Kind> {
    let asked = plain(typed);
    let of_cases = Kind::ALL.iter().copied().filter(|kind| !kind.spec().phase.is_outside_cases());
    if asked.is_empty() {
        return of_cases.collect();
    }
    let mut fits: Vec<((Fit, usize, usize), Kind)> =
        of_cases.filter_map(|kind| Some((fit(kind, &asked)?, kind))).collect();
    fits.sort_by_key(|(fit, _)| *fit);
    fits.into_iter().map(|(_, kind)| kind).collect()
}

/// How an act fits, how much longer than what was typed the text is that does, and where among its papers it stands: the first
/// is the one it is known by.
fn fit(kind: Kind, asked: &str) -> Option<(Fit, usize, usize)> {
    let spec = kind.spec();
    let names = [plain(spec.zh), plain(spec.en)];
    let papers = spec.papers.iter().chain(spec.aliases).map(|paper| plain(paper));
    let is_latin = asked.is_ascii();
    let longer = |text: &str| text.chars().count().saturating_sub(asked.chars().count());
    let of_name = names.iter().filter_map(|name| {
        let fit = match () {
            () if name == asked => Fit::Whole,
            () if name.starts_with(asked) => Fit::Start,
            () if is_latin && spells(name, asked) => Fit::Letters,
            () if name.contains(asked) => Fit::Within,
            () => return None,
        };
        Some((fit, longer(name), 0))
    });
    let of_papers = papers.enumerate().filter_map(|(place, paper)| {
        let fit = match () {
            () if paper == asked => Fit::Paper,
            () if is_latin && spells(&paper, asked) => Fit::Letters,
            () if paper.contains(asked) => Fit::WithinPaper,
            () => return None,
        };
        Some((fit, longer(&paper), place))
    });
    of_name.chain(of_papers).min()
}

/// Whether a text begins with characters of which these are the initials.
fn spells(text: &str, letters: &str) -> bool {
    let mut characters = text.chars();
    letters.chars().all(|letter| {
        let readings = characters.next().and_then(|character| INITIALS.get(&character));
        readings.is_some_and(|readings| readings.contains(letter))
    })
}

/// Without marks, spaces and capitals.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_found_first_by_its_name_its_paper_its_initials_and_english() {
        let first = |typed: &str| found(typed).first().copied();
        assert_eq!(first("立案"), Some(Kind::CaseFiled));
        assert_eq!(first("送达回证"), Some(Kind::DecisionServed));
        assert_eq!(first("受理审批表"), Some(Kind::ReportAccepted));
        assert_eq!(first("la"), Some(Kind::CaseFiled));
        assert_eq!(first("report registered"), Some(Kind::ReportRegistered));
        assert_eq!(first("没有这种事项"), None);
        assert!(found("").len() > 100);
    }

    #[test]
    fn every_core_act_comes_first_by_its_own_name() {
        for kind in found("") {
            // Two acts of one name, such as 受理 of a report and of an appeal, stand beside each other.
            for name in [kind.spec().zh, kind.spec().en] {
                let is_named = |one: &&Kind| plain(one.spec().zh) == plain(name) || one.spec().en == name;
                assert!(found(name).iter().take_while(is_named).any(|one| *one == kind), "{name}");
            }
            let initials: String = plain(kind.spec().zh)
                .chars()
                .map(|c| INITIALS.get(&c).and_then(|letters| letters.chars().next()).unwrap_or(c))
                .collect();
            assert!(found(&initials).contains(&kind), "{} {initials}", kind.spec().zh);
        }
    }

    #[test]
    fn the_paper_and_the_initials_of_an_act_put_it_first_or_one_that_shares_them() {
        for kind in found("") {
            let name = plain(kind.spec().zh);
            if let Some(paper) = kind.spec().papers.first() {
                let first = found(paper)[0].spec();
                let shares = first.papers.contains(paper) || plain(first.zh) == name;
                assert!(shares, "{paper} puts {} before {}", first.zh, kind.spec().zh);
            }
            let letters = |c: char| INITIALS.get(&c).and_then(|letters| letters.chars().next()).unwrap_or(c);
            let initials: String = name.chars().map(letters).collect();
            let first = found(&initials)[0].spec().zh;
            assert!(spells(&plain(first), &initials), "{initials} puts {first} before {name}");
        }
    }

    #[test]
    fn every_character_of_names_and_papers_has_its_initials() {
        for kind in Kind::ALL {
            let spec = kind.spec();
            let texts = [spec.zh].into_iter().chain(spec.papers.iter().copied()).chain(spec.aliases.iter().copied());
            for character in texts.flat_map(str::chars).filter(|c| c.is_alphanumeric() && !c.is_ascii()) {
                assert!(INITIALS.contains_key(&character), "{character}");
            }
        }
    }
}
