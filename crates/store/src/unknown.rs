//! Fields this Bough does not know, kept when the document is written again.
//!
//! A newer Bough may add a field without raising the version; an older one must not lose it. What is unknown is what the
//! file says and our type does not say back. Only objects are looked into: the items of a list have no name to find them by.

use serde_json::{Map, Value};

/// What a file says beyond our type.
#[derive(Debug)]
pub(crate) enum Unknown {
    /// The whole value is unknown.
    Whole(Value),
    /// The object is known, some of its fields are not. It goes with the object: a half one would be damage.
    Inside(Vec<(String, Unknown)>),
}

/// What `file` says beyond `known`; `None` where there is nothing.
pub(crate) fn beyond(file: &Value, known: &Value) -> Option<Unknown> {
    let (Value::Object(file), Value::Object(known)) = (file, known) else { return None };
    let fields: Vec<_> = file
        .iter()
        .filter_map(|(name, value)| {
            let unknown = match known.get(name) {
                // A null that our type leaves out says nothing.
                None => (!value.is_null()).then(|| Unknown::Whole(value.clone())),
                Some(ours) => beyond(value, ours),
            };
            Some((name.clone(), unknown?))
        })
        .collect();
    (!fields.is_empty()).then_some(Unknown::Inside(fields))
}

/// Puts what was unknown back into the objects that still exist.
pub(crate) fn put_back(into: &mut Value, unknown: &Unknown) {
    let (Value::Object(into), Unknown::Inside(fields)) = (into, unknown) else { return };
    for (name, unknown) in fields {
        put_field_back(into, name, unknown);
    }
}

fn put_field_back(into: &mut Map<String, Value>, name: &str, unknown: &Unknown) {
    match (into.get_mut(name), unknown) {
        (None, Unknown::Whole(value)) => {
            into.insert(name.to_owned(), value.clone());
        }
        (Some(ours), unknown) => put_back(ours, unknown),
        (None, Unknown::Inside(_)) => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// An object as a file has it, and the part of it that our type says back.
    fn file_and_known() -> impl Strategy<Value = (Value, Value)> {
        let leaf = prop_oneof![any::<i32>().prop_map(Value::from), Just(json!([{ "x": 1 }])), Just(json!({}))];
        let pair = leaf.prop_map(|value| (value.clone(), value));
        pair.prop_recursive(4, 40, 4, |inner| {
            prop::collection::btree_map("[a-d]", (inner, any::<bool>()), 0..4).prop_map(|fields| {
                let (mut file, mut known) = (Map::new(), Map::new());
                for (name, ((theirs, ours), is_known)) in fields {
                    file.insert(name.clone(), theirs);
                    if is_known {
                        known.insert(name, ours);
                    }
                }
                (Value::Object(file), Value::Object(known))
            })
        })
    }

    proptest! {
        #[test]
        fn what_we_say_back_and_what_is_beyond_make_the_file((file, known) in file_and_known()) {
            let mut whole = known.clone();
            if let Some(extra) = beyond(&file, &known) {
                put_back(&mut whole, &extra);
            }
            prop_assert_eq!(whole, file);
        }
    }

    #[test]
    fn what_we_removed_stays_removed() {
        let file = json!({ "by_id": { "1": { "name": "a", "new": 1 }, "2": { "name": "b" } } });
        let known = json!({ "by_id": { "1": { "name": "a" }, "2": { "name": "b" } } });
        let mut ours = json!({ "by_id": { "2": { "name": "c" } } });
        // Half an entry, made of the unknown field alone, could not be read again.
        put_back(&mut ours, &beyond(&file, &known).expect("one field is new"));
        assert_eq!(ours, json!({ "by_id": { "2": { "name": "c" } } }));
    }
}
