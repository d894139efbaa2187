//! The second line behind types that can't be printed: what looks like a secret in the text of a person, a server or a library
//! is blacked out before it reaches a log.

/// Stands where a secret stood.
const BLACK: &str = "[redacted]";
/// How tokens of forges begin.
const TOKENS: [&str; 7] = ["BBDC-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "ATBB"];
/// Names whose value is one: `token=…`, `"password": "…"`.
const NAMES: [&str; 7] = ["token", "password", "passwd", "passphrase", "secret", "api_key", "apikey"];

/// The text without the values of `Authorization` and of what is called a token or a password, without tokens of forges,
/// JSON web tokens and the user part of addresses. The login name of an `ssh` address stays: it is part of the way.
pub fn redact(text: &str) -> String {
    text.split_inclusive('\n').map(line).collect()
}

fn line(line: &str) -> String {
    if let Some(at) = line.to_ascii_lowercase().find("authorization") {
        let end = at + "authorization".len();
        let after = &line[end..];
        // The header's name without a value (`the header Authorization was refused`) may stay.
        if after.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=', ',']) {
            let newline = if line.ends_with('\n') { "\n" } else { "" };
            return format!("{}: {BLACK}{newline}", parts(&line[..end]));
        }
    }
    parts(line)
}

fn parts(text: &str) -> String {
    addresses(&words(&values(text)))
}

fn words(text: &str) -> String {
    text.split_inclusive(|c: char| !is_of_a_token(c))
        .map(|word| {
            let bare = word.trim_end_matches(|c: char| !is_of_a_token(c));
            if looks_secret(bare) { format!("{BLACK}{}", &word[bare.len()..]) } else { word.to_owned() }
        })
        .collect()
}

fn is_of_a_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '~')
}

fn looks_secret(word: &str) -> bool {
    TOKENS.iter().any(|begin| word.contains(begin)) || (word.starts_with("eyJ") && word.matches('.').count() == 2)
}

/// What stands behind `name=` or `"name":` is blacked out up to the next mark or space. A plain colon may be a sentence's.
fn values(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, sign) in text.match_indices(['=', ':']) {
        let before = lower[..at].trim_end();
        let named = before.trim_end_matches(['"', '\'']);
        if at < rest || (sign == ":" && named == before) || !NAMES.iter().any(|name| named.ends_with(name)) {
            continue;
        }
        let begin = at + sign.len();
        let value = text[begin..].trim_start_matches(['"', '\'', ' ']);
        let begin = text.len() - value.len();
        let length = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '&' | ',' | ';')).unwrap_or(value.len());
        // An address says with a colon what follows: `secret://`.
        if length > 0 && !value.starts_with("//") {
            out.push_str(&text[rest..begin]);
            out.push_str(BLACK);
            rest = begin + length;
        }
    }
    out.push_str(&text[rest..]);
    out
}

/// Addresses lose what stands before the `@` of their host.
fn addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("//") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let end = after.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>')).unwrap_or(after.len());
        let user = user_part(&after[..end]);
        let login = before.ends_with("ssh://") && is_login(&after[..user]);
        if user > 0 && !login {
            out.push_str(BLACK);
            rest = &after[user..];
        } else {
            out.push_str(&after[..user]);
            rest = &after[user..];
        }
    }
    out.push_str(rest);
    out
}

/// How long the user part of an address without its scheme is; 0 where it has none.
fn user_part(address: &str) -> usize {
    let authority = address.find(['/', '?', '#', '\\']).unwrap_or(address.len());
    if let Some(at) = address[..authority].rfind('@') {
        return at;
    }
    // A password with a slash that nobody escaped: what would be the port is no number then.
    let port = address[..authority].split_once(':').filter(|_| !address.starts_with('['));
    match port {
        Some((_, port)) if !port.bytes().all(|byte| byte.is_ascii_digit()) => address.rfind('@').unwrap_or(0),
        _ => 0,
    }
}

fn is_login(user: &str) -> bool {
    (1..=32).contains(&user.len())
        && user.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn what_looks_like_a_secret_is_blacked_out() {
        for (said, kept) in [
            ("GET / Authorization: Bearer abc\nnext\n", "GET / Authorization: [redacted]\nnext\n"),
            ("{\"authorization\": \"Basic eHg=\"}", "{\"authorization: [redacted]"),
            ("token=BBDC-MDEyMzQ1+x/y, rest", "token=[redacted], rest"),
            ("https://u:BBDC-abc@host/", "https://[redacted]@host/"),
            ("https://ada@host/a b", "https://[redacted]@host/a b"),
            ("git clone 'https://ada:pw@host/x' there", "git clone 'https://[redacted]@host/x' there"),
            ("https://ada:p/w@host/x", "https://[redacted]@host/x"),
            ("ssh://ada:pw@host:7999/x", "ssh://[redacted]@host:7999/x"),
            ("https://host/x?token=abc&y=1", "https://host/x?token=[redacted]&y=1"),
            ("{\"password\": \"abc\"}", "{\"password\": \"[redacted]\"}"),
            ("ghp_abcdef used", "[redacted] used"),
            ("got eyJhbGciOi.eyJzdWIi.c2ln!", "got [redacted]!"),
        ] {
            assert_eq!(redact(said), kept);
        }
    }

    #[test]
    fn ordinary_words_stay() {
        for said in [
            "authorization was refused\n",
            "eyJ.only",
            "fetch took 3.2.1 s",
            "größer → kleiner",
            "https://host:7990/users/@ada",
            "ssh://git@host:7999/p/r.git",
            "git@host:p/r.git",
            "the token was refused",
            "fix token: one more",
        ] {
            assert_eq!(redact(said), said);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_user_part_and_no_secret_comes_through(
            scheme in "https?|ftp|socks5h?|HTTPS|svn\\+ssh",
            user in "[a-zA-Z0-9._%+-]{0,12}",
            secret in "[A-Z][a-zA-Z0-9%!$*+=~_-]{7,40}",
            host in "[a-z][a-z0-9.-]{0,20}(:[0-9]{1,5})?",
            path in "(/[a-z0-9._~@-]{0,9}){0,3}",
            around in "[ \"'(]",
        ) {
            proptest::prop_assume!(!format!("{host}{path}").contains(&secret));
            for said in [
                format!("{around}{scheme}://{user}:{secret}@{host}{path}{around}"),
                format!("{around}{scheme}://{secret}@{host}{path}{around}"),
                format!("{around}ssh://{user}:{secret}@{host}{path}"),
                format!("fatal: {scheme}://{user}:{secret}/x@{host}{path}"),
                format!("{scheme}://{host}{path}?access_token={secret}&a=b"),
                format!("{host} BBDC-{secret}, eyJ{user}.eyJ.x"),
                format!("Authorization: Bearer {secret}\n"),
            ] {
                let kept = redact(&said);
                proptest::prop_assert!(!kept.contains(&secret), "{} became {}", said, kept);
                proptest::prop_assert_eq!(redact(&kept), kept, "it is blacked out once");
            }
        }

        #[test]
        fn any_text_is_taken(said in "\\PC{0,80}") {
            redact(&said);
        }
    }
}
