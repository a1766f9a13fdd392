//! What generated cases say in the audit trail: nothing in it reads like a name in a program.

use std::collections::BTreeSet;

use wenze_domain::fields::PartRef;
use wenze_domain::words::{Lang, Sources, Words};
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;

use crate::bench::{now, today};

/// In a Chinese sentence a Latin word in small letters is a code that nobody gave a label. Both languages have the same
/// messages, so what has a Chinese label has an English one.
fn codes(sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let is_code = |word: &&str| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_lowercase());
    words.filter(is_code).map(str::to_owned).collect()
}

#[test]
fn no_code_stands_in_a_sentence_without_its_label() {
    let mut recorder = Recorder::new(now()).with_every_stream_known();
    recorder.record_world(&world(3, 240, today()));
    let mut found = BTreeSet::new();
    let mut marks = BTreeSet::new();
    for (_, stream) in recorder.streams() {
        for (event, stored) in stream.history.events.iter().zip(&stream.stored) {
            let texts = |part: &PartRef| {
                let text = stored.parts.iter().find(|plain| plain.part_no == part.part)?.text.clone();
                Some(text)
            };
            let sources = Sources { texts: &texts, names: &|_| Some("某".to_owned()) };
            let act = event.act();
            for lang in Lang::ALL {
                let said =
                    Words::of(*lang).sentence_in(act.kind(), &act.payload(), event.envelope.regime.as_ref(), &sources);
                let said_codes = if *lang == Lang::ZhCn { codes(&said) } else { BTreeSet::new() };
                found.extend(said_codes.into_iter().map(|code| (act.kind().as_str(), code)));
                marks.extend(
                    ["。，", "。；", "，，", "；；", "。。", "ï"]
                        .into_iter()
                        .filter(|m| said.contains(*m))
                        .map(|_| said.clone()),
                );
            }
        }
    }
    assert_eq!(found, BTreeSet::new());
    assert_eq!(marks.iter().next(), None);
}
