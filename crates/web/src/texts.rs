//! What the pages say themselves, besides the words of acts and states that `domain` knows.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use wenze_domain::words::Lang;

/// The files of each language, which make one bundle.
const ZH_CN: &[&str] = &[
    include_str!("../locales/zh-CN/pages.ftl"),
    include_str!("../locales/zh-CN/forms.ftl"),
    include_str!("../locales/zh-CN/files.ftl"),
    include_str!("../locales/zh-CN/live.ftl"),
    include_str!("../locales/zh-CN/replay.ftl"),
    include_str!("../locales/zh-CN/boards.ftl"),
    include_str!("../locales/zh-CN/manage.ftl"),
];
const EN: &[&str] = &[
    include_str!("../locales/en/pages.ftl"),
    include_str!("../locales/en/forms.ftl"),
    include_str!("../locales/en/files.ftl"),
    include_str!("../locales/en/live.ftl"),
    include_str!("../locales/en/replay.ftl"),
    include_str!("../locales/en/boards.ftl"),
    include_str!("../locales/en/manage.ftl"),
];

/// The texts of one language.
pub(crate) struct Texts {
    bundle: FluentBundle<FluentResource>,
}

static LOADED_ZH_CN: LazyLock<Texts> = LazyLock::new(|| Texts::load(Lang::ZhCn));
static LOADED_EN: LazyLock<Texts> = LazyLock::new(|| Texts::load(Lang::En));

impl Texts {
    /// The texts of a language, loaded once.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhCn => &LOADED_ZH_CN,
            Lang::En => &LOADED_EN,
        }
    }

    /// A message that does not parse is left out; the tests refuse to let one be shipped.
    fn load(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks of direction around each argument would be copied along with a number or a name.
        bundle.set_use_isolating(false);
        for source in sources(lang) {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// A text without arguments.
    pub(crate) fn say(&self, id: &str) -> String {
        self.tell(id, [])
    }

    /// A text with arguments. An unknown id is shown as it stands, so that a page never fails for a word.
    pub(crate) fn tell<'a, const N: usize>(&self, id: &str, args: [(&'a str, FluentValue<'a>); N]) -> String {
        let args: FluentArgs<'a> = args.into_iter().collect();
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        pattern.map_or_else(
            || id.to_owned(),
            |pattern| self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned(),
        )
    }
}

fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::ZhCn => ZH_CN,
        Lang::En => EN,
    }
}

#[cfg(test)]
mod tests;
