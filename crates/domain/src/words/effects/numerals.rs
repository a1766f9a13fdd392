//! Chinese numerals, as articles are numbered.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number up to 999; a larger one stays in figures.
pub(super) fn numeral(n: u16) -> String {
    let digit = |n: u16| DIGITS.get(usize::from(n)).copied().unwrap_or_default();
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    match (hundreds, tens) {
        (0, 0) if n == 0 => "〇".to_owned(),
        (0, 0) => digit(ones).to_owned(),
        (0, 1) => format!("十{}", digit(ones)),
        (0, _) => format!("{}十{}", digit(tens), digit(ones)),
        (1..=9, 0) if ones == 0 => format!("{}百", digit(hundreds)),
        (1..=9, 0) => format!("{}百零{}", digit(hundreds), digit(ones)),
        (1..=9, _) => format!("{}百{}十{}", digit(hundreds), digit(tens), digit(ones)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn articles_are_numbered_as_papers_number_them() {
        let numbers = [1, 7, 10, 11, 19, 20, 21, 56, 100, 101, 106, 110, 113];
        let words = [
            "一",
            "七",
            "十",
            "十一",
            "十九",
            "二十",
            "二十一",
            "五十六",
            "一百",
            "一百零一",
            "一百零六",
            "一百一十",
            "一百一十三",
        ];
        assert_eq!(numbers.map(numeral), words);
    }
}
