//! Whatever becomes of one element of a list, the others are read as before, and nothing panics.

use net::{Response, Url};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::faults::{Asking, fault};
use super::{convert, paging, wire};

const FIXTURES: [&str; 4] = [
    include_str!("../../../../tests/fixtures/forge/pull_requests.json"),
    include_str!("../../../../tests/fixtures/forge/repositories.json"),
    include_str!("../../../../tests/fixtures/forge/users.json"),
    include_str!("../../../../tests/fixtures/forge/branches.json"),
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("http://h/")),
        Just(json!("2026-05-24T14:04:11.000+0200")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key =
            prop_oneof![Just("errors"), Just("values"), Just("project"), Just("links"), Just("user"), Just("self"), Just("key")];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..4)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

/// Puts `with` at the place that `steps` lead to.
fn mutilate(value: &mut Value, steps: &[usize], with: Value) {
    let Some((step, rest)) = steps.split_first() else {
        *value = with;
        return;
    };
    let inner = match value {
        Value::Array(items) if !items.is_empty() => {
            let place = step % items.len();
            items.get_mut(place)
        }
        Value::Object(fields) if !fields.is_empty() => {
            let place = step % fields.len();
            fields.values_mut().nth(place)
        }
        _ => None,
    };
    match inner {
        Some(inner) => mutilate(inner, rest, with),
        None => *value = with,
    }
}

fn base() -> Url {
    Url::parse("https://git.example.com/bitbucket").expect("a test address")
}

/// What is read of a page, each element as text.
fn read(which: usize, page: &Value) -> Result<Vec<String>, crate::Error> {
    let response = Response::new(200, base(), &[("Content-Type", "application/json")], page.to_string());
    Ok(match which {
        0 => paging::open(&response, 0, |it| convert::pull_request(&base(), it, None).map(|it| format!("{it:?}")))?,
        1 => paging::open(&response, 0, |it| convert::repository(&base(), it).map(|it| format!("{it:?}")))?,
        2 => paging::open(&response, 0, |it| Some(format!("{:?}", convert::user(it))))?,
        _ => paging::open(&response, 0, |it: wire::Branch| Some(format!("{:?}", convert::branch(it))))?,
    }
    .items)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn one_broken_element_costs_no_other(
        which in 0..FIXTURES.len(), place in any::<usize>(), steps in proptest::collection::vec(any::<usize>(), 0..6), with in any_json(),
    ) {
        let mut page: Value = serde_json::from_str(FIXTURES[which]).expect("a fixture");
        let place = place % page["values"].as_array().expect("a list").len();
        let mut without = page.clone();
        without["values"].as_array_mut().expect("a list").remove(place);
        let others = read(which, &without).expect("a page");
        mutilate(&mut page["values"][place], &steps, with);
        let found = read(which, &page).expect("a page, whatever one element is");
        prop_assert!(found.len() == others.len() || found.len() == others.len() + 1);
        for other in &others {
            prop_assert!(found.contains(other), "lost: {}", other);
        }
    }

    #[test]
    fn any_answer_is_survived(status in 200u16..600, body in any_json(), known in any::<bool>(), kind in "(application/json|text/html|x)?") {
        let headers = [("Content-Type", kind.as_str()), ("X-AUSERNAME", if known { "ann" } else { "" })];
        let response = Response::new(status, base(), &headers, body.to_string());
        for which in 0..FIXTURES.len() {
            let _ = read(which, &body);
        }
        let error = fault(&response, Asking { what: "it", missing: "that" }).to_string();
        prop_assert!(!error.is_empty() || status == 409);
    }
}
