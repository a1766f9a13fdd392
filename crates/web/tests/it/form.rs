//! A form of a page as a browser would send it.

use crate::setting::Page;

/// The fields of the form that records, with what stands in them.
pub(crate) struct Form(pub(crate) Vec<(String, String)>);

impl Form {
    /// Reads the form of a page.
    pub(crate) fn of(page: &Page) -> Self {
        let form = page.text.split("<form class=\"record\"").nth(1).or(page.text.split("<form class=\"send\"").nth(1));
        let form = form.unwrap_or_else(|| panic!("no form: {}", page.text)).split("</form>").next().unwrap();
        let mut fields = Vec::new();
        let mut select = String::new();
        for tag in form.split('<').skip(1) {
            let (head, text) = tag.split_once('>').unwrap();
            match head.split([' ', '\n']).next().unwrap() {
                "input" => {
                    let kind = attribute(head, "type").unwrap_or_default();
                    let is_box = kind == "checkbox" || kind == "radio";
                    let is_ticked = head.ends_with(" checked");
                    if let Some(name) = attribute(head, "name").filter(|_| !is_box || is_ticked) {
                        fields.push((name, attribute(head, "value").unwrap_or_default()));
                    }
                }
                "textarea" => fields.push((attribute(head, "name").unwrap(), unescaped(text))),
                "select" => select = attribute(head, "name").unwrap(),
                "option" if head.ends_with(" selected") => {
                    fields.push((select.clone(), attribute(head, "value").unwrap_or_default()));
                }
                _ => {}
            }
        }
        Self(fields)
    }

    /// Types into a field, in the place of what stood there.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(one, _)| one != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands in a field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// As it is sent.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let rest = head.split(&format!(" {name}=\"")).nth(1)?;
    rest.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.into_iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}
