//! T2.10: a secret can not be shown, sent or put into an answer: the compiler refuses.

#[test]
fn secrets_stay_secret() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
