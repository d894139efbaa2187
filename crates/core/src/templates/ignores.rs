//! `.gitignore` templates: GitHub's collection of languages and frameworks, which is in the public domain.

use gitignores::{GitIgnore, Root};

/// Names of the templates, in the order of a dictionary.
pub(crate) fn list() -> Vec<String> {
    let mut names: Vec<String> = Root::list().into_iter().filter_map(Root::get).map(name).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}

/// The template of a name; none where there is none.
pub(crate) fn text(wanted: &str) -> Option<&'static str> {
    Root::list().into_iter().filter_map(Root::get).find(|template| name(*template) == wanted).map(GitIgnore::contents)
}

/// As its file is called.
fn name(template: Root) -> String {
    template.file_name().trim_end_matches(".gitignore").to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_template_has_a_name_of_its_own_and_a_text() {
        let names = list();
        assert!(names.len() > 100, "{}", names.len());
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in &names {
            let text = text(name).unwrap_or_default();
            // Some are links to others in GitHub's repository, and must not have become their targets' names.
            assert!(!text.trim().is_empty() && !text.trim().ends_with(".gitignore") && !name.contains('/'), "{name}: {text}");
        }
        assert!(text("Rust").is_some_and(|text| text.contains("target")));
        assert!(text("C++").is_some() && text("Node").is_some_and(|text| text.contains("node_modules")));
        assert_eq!(text("../Rust"), None);
    }
}
