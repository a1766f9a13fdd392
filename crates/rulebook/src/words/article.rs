//! Where in a law something stands, in English: “第三十九条第四项” is “Article 39(4)”.

use std::fmt::Write;

/// A place such as “第九条”, “第二十九条至第三十三条” or “第四条、第四十七条” in English; none where it is told in other words.
///
/// Items (项) stand in brackets and paragraphs (款) are named, as in the English editions of the statutes.
pub(crate) fn english(at: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = at;
    let mut joined = "";
    while !rest.is_empty() {
        let (place, after) = place(rest)?;
        let _ = write!(text, "{joined}{place}");
        (joined, rest) = match after.chars().next() {
            None => ("", ""),
            Some('至') => (" to ", after.strip_prefix('至')?),
            Some('、') => (", ", after.strip_prefix('、')?),
            Some(_) => return None,
        };
        if rest.is_empty() && !joined.is_empty() {
            return None;
        }
    }
    Some(text).filter(|text| !text.is_empty())
}

/// An article with its paragraph and item, and what follows.
fn place(at: &str) -> Option<(String, &str)> {
    let (article, mut rest) = part(at, '条')?;
    let mut text = format!("Article {article}");
    if let Some((paragraph, after)) = part(rest, '款') {
        let _ = write!(text, ", paragraph {paragraph}");
        rest = after;
    }
    if let Some((item, after)) = part(rest, '项') {
        let _ = write!(text, "({item})");
        rest = after;
    }
    Some((text, rest))
}

/// “第N条” and the like: the number and what follows.
fn part(text: &str, unit: char) -> Option<(u32, &str)> {
    let text = text.strip_prefix('第')?;
    let end = text.find(|c: char| !"零一二三四五六七八九十百".contains(c))?;
    let (digits, rest) = text.split_at_checked(end)?;
    Some((number(digits)?, rest.strip_prefix(unit)?))
}

/// A Chinese number below a thousand.
fn number(digits: &str) -> Option<u32> {
    let (mut whole, mut digit) = (0, None);
    for c in digits.chars() {
        match c {
            '零' => {}
            '十' => whole += digit.take().unwrap_or(1) * 10,
            '百' => whole += digit.take()? * 100,
            _ => digit = Some(u32::try_from("一二三四五六七八九".chars().position(|one| one == c)?).ok()? + 1),
        }
    }
    Some(whole + digit.unwrap_or(0)).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::english;

    #[test]
    fn articles_are_told_by_their_numbers() {
        for (at, told) in [
            ("第九条", "Article 9"),
            ("第十条", "Article 10"),
            ("第二十九条至第三十三条", "Article 29 to Article 33"),
            ("第三十九条第五项、第四十二条", "Article 39(5), Article 42"),
            ("第九十五条第二款", "Article 95, paragraph 2"),
            ("第一百六十九条", "Article 169"),
            ("第一百零二条第一款第三项", "Article 102, paragraph 1(3)"),
        ] {
            assert_eq!(english(at).as_deref(), Some(told), "{at}");
        }
    }

    #[test]
    fn other_words_are_left_to_who_wrote_them() {
        for at in ["零暂存", "条号未见", "第二十四条(实名的含义)", "第九条、", "第条", "", "第九条后"]
        {
            assert_eq!(english(at), None, "{at}");
        }
    }
}
