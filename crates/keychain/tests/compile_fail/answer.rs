//! A secret is part of an answer.
#[derive(serde::Serialize)]
struct Answer {
    token: secrecy::SecretString,
}

fn main() {}
