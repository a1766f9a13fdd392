//! Groups and charts, without a database.

use std::collections::BTreeMap;

use askama::Template;
use wenze_casework::statistics::STATISTICS;
use wenze_casework::{StatisticAsked, StatisticCell, StatisticGiven, StatisticTimes, StatisticValue, StatisticView};
use wenze_domain::words::Lang;

use super::*;

#[test]
fn every_statistic_stands_in_one_group() {
    let mut grouped: BTreeMap<&str, usize> = BTreeMap::new();
    GROUPS.iter().flat_map(|(_, _, names)| *names).for_each(|name| *grouped.entry(name).or_default() += 1);
    let all: BTreeMap<&str, usize> = STATISTICS.iter().map(|one| (one.name, 1)).collect();
    assert_eq!(grouped, all);
}

fn cell(words: &str, count: i64, times: Option<StatisticTimes>) -> StatisticCell {
    let values = vec![StatisticValue { dimension: "organ", code: Some("x".to_owned()), words: words.to_owned() }];
    StatisticCell { values, count, of: 40, share: None, times, longest: Some(400) }
}

fn section(name: &str, cells: Vec<StatisticCell>) -> Section {
    let given = StatisticGiven { by: Some("organ"), ..StatisticGiven::default() };
    let asked = StatisticAsked::read(name, &given).unwrap();
    let view = StatisticView { total: cells.iter().map(|cell| cell.count).sum(), cells, undated: Some(2) };
    Section::new(&Reader::plain(Lang::ZhCn), &asked, &view)
}

#[test]
fn a_chart_shows_counts_to_scale_and_escapes_names() {
    let drawn = section("closings", vec![cell("甲", 40, None), cell("<b>乙</b>", 10, None)]);
    let chart = drawn.chart.unwrap().render().unwrap();
    assert!(chart.contains("role=\"img\"") && chart.contains("<title id=\"s-closings-title\">结案</title>"), "{chart}");
    assert!(chart.contains("width=\"100.0%\"") && chart.contains("width=\"25.0%\""), "{chart}");
    assert!(chart.contains("&#60;b&#62;乙") && !chart.contains("<b>"), "{chart}");
    assert!(drawn.undated.is_some_and(|(words, href)| words.contains("2次结案") && href.contains("precision=undated")));
}

#[test]
fn times_run_from_quartile_to_quartile() {
    let times = StatisticTimes { lower: 10, median: 15, upper: 40 };
    let drawn = section("time_to_closing", vec![cell("甲", 20, Some(times)), cell("乙", 3, None)]);
    let chart = drawn.chart.unwrap().render().unwrap();
    assert!(
        chart.contains("x=\"25.0%\"") && chart.contains("width=\"75.0%\"") && chart.contains("x=\"37.5%\""),
        "{chart}"
    );
    assert!(chart.contains("10–40天，中位数15天") && !chart.contains('乙'), "{chart}");
    assert_eq!(drawn.rows[1].times[..3], ["—", "—", "—"]);
}

#[test]
fn of_many_bars_the_largest_are_drawn_and_the_table_has_all() {
    let drawn = section("closings", (1..=30).map(|n| cell(&format!("第{n}"), n, None)).collect());
    let chart = drawn.chart.unwrap().render().unwrap();
    assert_eq!((chart.matches("class=\"bar\"").count(), drawn.rows.len()), (16, 30));
    assert!(chart.contains("第30") && !chart.contains("第14<"), "{chart}");
    assert!(section("closings", Vec::new()).chart.is_none());
}
