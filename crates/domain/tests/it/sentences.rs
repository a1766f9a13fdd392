//! What generated cases say in the audit trail: nothing in it reads like a name in a program.

use std::collections::BTreeSet;

use wenze_domain::fields::PartRef;
use wenze_domain::words::{Lang, Sources, Words};
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;

use crate::bench::{now, today};

/// Words with an underscore, and in Chinese any Latin word, are codes that nobody gave a label.
fn codes(lang: Lang, sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let is_code = |word: &&str| match lang {
        Lang::ZhCn => word.len() > 2 && word.starts_with(|c: char| c.is_ascii_lowercase()),
        Lang::En => word.contains('_'),
    };
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
                found.extend(codes(*lang, &said).into_iter().map(|code| (act.kind().as_str(), code)));
                marks.extend(
                    ["。，", "。；", "，，", "；；", "。。"]
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
