//! Numbers as bars beside their labels. The table beside them tells the same to whoever cannot see them.

use askama::Template;
use askama::filters::HtmlSafe;

/// Width and height of the drawing's parts, in units of its own.
const LABEL_WIDTH: u32 = 200;
const BAR_WIDTH: u32 = 320;
const ROW_HEIGHT: u32 = 26;

/// One bar that is to be drawn.
pub(super) struct Length {
    pub(super) label: String,
    /// What stands at its end.
    pub(super) value: String,
    pub(super) n: i64,
}

/// The drawing.
#[derive(Template)]
#[template(path = "part/bars.html")]
pub(super) struct Bars {
    title: String,
    height: u32,
    #[expect(clippy::struct_field_names, reason = "the template reads best so")]
    bars: Vec<Bar>,
}

/// One bar.
struct Bar {
    label: String,
    value: String,
    y: u32,
    text_y: u32,
    width: u32,
    end: u32,
}

impl Bars {
    /// Bars of these lengths, the longest as wide as there is room.
    pub(super) fn new(title: String, lengths: Vec<Length>) -> Self {
        let longest = lengths.iter().map(|one| one.n).max().unwrap_or(0).max(1);
        let rows = u32::try_from(lengths.len()).unwrap_or(0);
        let bar = |(row, one): (u32, Length)| {
            let width = u32::try_from(i64::from(BAR_WIDTH) * one.n.max(0) / longest).unwrap_or(0).max(1);
            let y = row * ROW_HEIGHT + 4;
            let (label, value) = (one.label, one.value);
            Bar { label, value, y, text_y: y + 14, width, end: LABEL_WIDTH + width + 8 }
        };
        Self { title, height: rows * ROW_HEIGHT + 8, bars: (0..rows).zip(lengths).map(bar).collect() }
    }
}

// Made by its own template, which escapes what it is given.
impl HtmlSafe for Bars {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_takes_the_room_and_labels_are_escaped() {
        let one = |n: i64| Length { label: format!("<b>{n}"), value: n.to_string(), n };
        let drawn = Bars::new("表".to_owned(), vec![one(2), one(4), one(0)]).to_string();
        for width in [BAR_WIDTH / 2, BAR_WIDTH, 1] {
            assert!(drawn.contains(&format!("width=\"{width}\" height")), "{drawn}");
        }
        assert!(!drawn.contains("<b>") && drawn.contains("role=\"img\""), "{drawn}");
        assert!(Bars::new(String::new(), Vec::new()).to_string().contains("<svg"));
    }
}
