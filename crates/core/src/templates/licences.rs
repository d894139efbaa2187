//! Licences: the texts of SPDX, with year and holder filled in where the licence itself names them.

use license::License;
use license::licenses as spdx;

use crate::api::repositories::Licence;

/// Licences that people choose from, by the SPDX identifiers; the most used ones first.
const OFFERED: [&(dyn License + Sync); 15] = [
    &spdx::Mit,
    &spdx::Apache2_0,
    &spdx::Gpl3_0OrLater,
    &spdx::Gpl2_0OrLater,
    &spdx::Lgpl3_0OrLater,
    &spdx::Agpl3_0OrLater,
    &spdx::Mpl2_0,
    &spdx::Bsd2Clause,
    &spdx::Bsd3Clause,
    &spdx::Isc,
    &spdx::Epl2_0,
    &spdx::Eupl1_2,
    &spdx::Bsl1_0,
    &spdx::Cc0_1_0,
    &spdx::Unlicense,
];

/// Where a licence names who holds the rights and since when. Texts that are to be copied as they are have none that count: what
/// the GNU licences say about using them on programs is an example.
const BLANKS: [(&str, Blank); 5] = [
    ("<year>", Blank::Year),
    ("<copyright holders>", Blank::Holder),
    ("<owner>", Blank::Holder),
    ("[yyyy]", Blank::Year),
    ("[name of copyright owner]", Blank::Holder),
];

enum Blank {
    Year,
    Holder,
}

pub(crate) fn list() -> Vec<Licence> {
    OFFERED.iter().map(|licence| Licence { id: licence.id().to_owned(), name: licence.name().to_owned() }).collect()
}

/// The text of a licence for a holder; none where it isn't offered.
pub(crate) fn text(id: &str, year: i16, holder: &str) -> Option<String> {
    let licence = OFFERED.iter().find(|licence| licence.id() == id)?;
    // What is to be copied verbatim stays as it is.
    if licence.id().contains("GPL-") {
        return Some(ended(licence.text()));
    }
    let (year, text) = (year.to_string(), licence.text());
    let mut filled = String::with_capacity(text.len() + holder.len());
    let mut rest = text;
    // Each place once, so that a holder's name is never read as one.
    while let Some((at, blank, what)) =
        BLANKS.iter().filter_map(|(blank, what)| Some((rest.find(blank)?, blank, what))).min_by_key(|(at, ..)| *at)
    {
        filled.push_str(&rest[..at]);
        filled.push_str(if matches!(what, Blank::Year) { &year } else { holder });
        rest = &rest[at + blank.len()..];
    }
    filled.push_str(rest);
    Some(ended(&filled))
}

/// Without blanks at line ends, and with one line end at its end.
fn ended(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_is_whole_and_names_its_holder_where_it_has_a_place_for_one() {
        for Licence { id, name } in list() {
            let text = text(&id, 2026, "Ada Lindqvist & Söhne").expect(&id);
            assert!(!name.is_empty() && text.len() > 600 && text.ends_with('\n') && !text.ends_with("\n\n"), "{id}");
            let named = text.contains("2026") && text.contains("Ada Lindqvist & Söhne");
            let has_place = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"].contains(&id.as_str());
            assert_eq!(named, has_place, "{id}");
            if !id.contains("GPL-") {
                for blank in ["<year>", "<owner>", "<copyright", "[yyyy]", "[name of", "YEAR", "<YEAR>"] {
                    assert!(!text.contains(blank), "{id} keeps {blank}");
                }
            }
        }
        assert_eq!(text("WTFPL", 2026, "Ada"), None);
    }

    #[test]
    fn a_holder_is_text_and_no_blank() {
        let text = text("MIT", 2026, "<year> [yyyy]").expect("MIT");
        assert!(text.contains("Copyright (c) 2026 <year> [yyyy]\n"), "{text}");
    }
}
