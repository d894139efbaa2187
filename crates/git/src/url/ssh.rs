//! Addresses that `ssh` reaches. Their parts become arguments of a program, so each letter counts.

use percent_encoding::percent_decode_str;

use super::refuse;
use crate::error::Error;

/// A repository behind `ssh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SshAddress {
    /// Who to be there; none leaves it to `ssh`.
    pub(crate) user: Option<String>,
    /// Name, address or alias of `ssh_config`; IPv6 without brackets.
    pub(crate) host: String,
    /// None leaves it to `ssh`.
    pub(crate) port: Option<u16>,
    /// Where it lies there.
    pub(crate) path: String,
}

impl SshAddress {
    /// The argument that names the server.
    pub(crate) fn destination(&self) -> String {
        match &self.user {
            Some(user) => format!("{user}@{}", self.host),
            None => self.host.clone(),
        }
    }

    /// The server's name for messages.
    pub(crate) fn shown(&self) -> String {
        match self.port {
            Some(port) if port != 22 => format!("{}:{port}", self.host),
            _ => self.host.clone(),
        }
    }

    /// The path as one word of a POSIX shell, which `sshd` hands the command to. `!` is quoted for csh.
    pub(crate) fn quoted_path(&self) -> String {
        quoted(&self.path)
    }

    /// The path as `git-lfs-authenticate` takes it: without a slash in front, and bare where no shell reads anything into it, as
    /// Git LFS itself sends it.
    pub(crate) fn path_for_lfs(&self) -> String {
        let path = self.path.trim_start_matches('/');
        let path = if path.is_empty() || path.starts_with('-') { &self.path } else { path };
        let bare = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
        if bare { path.to_owned() } else { quoted(path) }
    }

    fn new(user: Option<&str>, host: &str, port: Option<u16>, path: &str) -> Result<Self, Error> {
        if host.is_empty() || host.starts_with(['-', '.']) || !host.chars().all(is_host_letter) {
            return Err(refuse("The server's name can't be one."));
        }
        if let Some(user) = user
            && (user.is_empty() || user.starts_with('-') || !user.chars().all(is_user_letter))
        {
            return Err(refuse("The user name can't be one."));
        }
        if path.is_empty() || path.starts_with('-') || path.chars().any(char::is_control) {
            return Err(refuse("The path is empty, begins with a dash or holds control characters."));
        }
        let [host, path] = [host, path].map(str::to_owned);
        Ok(Self { user: user.map(str::to_owned), host, port, path })
    }
}

fn quoted(path: &str) -> String {
    let mut word = String::with_capacity(path.len() + 2);
    word.push('\'');
    for letter in path.chars() {
        match letter {
            '\'' | '!' => word.extend(['\'', '\\', letter, '\'']),
            _ => word.push(letter),
        }
    }
    word.push('\'');
    word
}

/// `[user@]host[:port]/path`, the part after `ssh://`.
pub(super) fn parse_long(rest: &str) -> Result<SshAddress, Error> {
    let slash = rest.find('/').ok_or_else(|| refuse("The address names no repository."))?;
    let (user, place) = split_user(&rest[..slash]);
    let user = user.map(decode).transpose()?;
    if user.as_deref().is_some_and(|user| user.contains(':')) {
        return Err(refuse("The address holds a password. ssh takes none."));
    }
    let (host, port) = split_port(place)?;
    let path = decode(&rest[slash..])?;
    // `/~ann/x` is in ann's home, as for git.
    let path = if path.starts_with("/~") { &path[1..] } else { &path };
    SshAddress::new(user.as_deref(), host, port, path)
}

/// `[user@]host:path` or `[user@][host:port]:path`, as scp writes it.
pub(super) fn parse_short(text: &str) -> Result<SshAddress, Error> {
    let unknown = || refuse("The address must begin with https://, ssh:// or be of the form user@host:path.");
    let (user, place) = match text.find(['[', ':']) {
        Some(stop) => match text[..stop].rfind('@') {
            Some(at) => (Some(&text[..at]), &text[at + 1..]),
            None => (None, text),
        },
        None => return Err(unknown()),
    };
    let (host, path) = if place.starts_with('[') { place.split_once("]:") } else { place.split_once(':') }.ok_or_else(unknown)?;
    // `name::rest` is how git writes a program to be run.
    if host.contains('/') || path.starts_with(':') {
        return Err(unknown());
    }
    // A web address with a slash too few, not a server of that name.
    if user.is_none() && matches!(host.to_ascii_lowercase().as_str(), "http" | "https" | "ssh" | "git" | "file" | "ftp") {
        return Err(unknown());
    }
    let (host, port) = match host.strip_prefix('[') {
        // `[host:port]:path`, where an IPv6 address has more than one colon.
        Some(inner) if inner.matches(':').count() == 1 => split_port(inner)?,
        Some(inner) => (inner, None),
        None => (host, None),
    };
    SshAddress::new(user, host, port, path)
}

fn split_user(authority: &str) -> (Option<&str>, &str) {
    match authority.rsplit_once('@') {
        Some((user, place)) => (Some(user), place),
        None => (None, authority),
    }
}

fn split_port(place: &str) -> Result<(&str, Option<u16>), Error> {
    let (host, port) = match place.strip_prefix('[') {
        Some(inner) => {
            let (host, rest) = inner.split_once(']').ok_or_else(|| refuse("A bracket is open."))?;
            (host, rest.strip_prefix(':').or_else(|| rest.is_empty().then_some("")))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, Some("")),
        },
    };
    match port {
        Some("") => Ok((host, None)),
        Some(digits) if digits.bytes().all(|digit| digit.is_ascii_digit()) => match digits.parse() {
            Ok(port) if port > 0 => Ok((host, Some(port))),
            _ => Err(refuse("There is no such port.")),
        },
        _ => Err(refuse("The port can't be read.")),
    }
}

fn decode(text: &str) -> Result<String, Error> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_| refuse("The address is not UTF-8."))?;
    Ok(text.into_owned())
}

/// No `%`, quote or space: `ssh` puts the name into the commands of its own configuration.
fn is_host_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ':')
}

fn is_user_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+' | '@' | '~' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(user: Option<&str>, host: &str, port: Option<u16>, path: &str) -> SshAddress {
        SshAddress { user: user.map(str::to_owned), host: host.to_owned(), port, path: path.to_owned() }
    }

    #[test]
    fn the_path_for_lfs_has_no_slash_in_front_and_quotes_where_a_shell_would_read_it() {
        for (path, word) in [
            ("/k/r.git", "k/r.git"),
            ("k/r.git", "k/r.git"),
            ("~ann/x", "'~ann/x'"),
            ("/k/it's", r"'k/it'\''s'"),
            ("/-x", "/-x"),
            ("/", "/"),
        ] {
            assert_eq!(address(None, "h", None, path).path_for_lfs(), word, "{path}");
        }
    }

    #[test]
    fn long_forms() {
        for (text, expected) in [
            ("git@bitbucket.corp:7999/k/r.git", address(Some("git"), "bitbucket.corp", Some(7999), "/k/r.git")),
            ("host/r", address(None, "host", None, "/r")),
            ("[::1]:22/r", address(None, "::1", Some(22), "/r")),
            ("me%40corp@h/~ann/x%20y", address(Some("me@corp"), "h", None, "~ann/x y")),
            ("a@b@c/x", address(Some("a@b"), "c", None, "/x")),
        ] {
            assert_eq!(parse_long(text).expect(text), expected);
        }
        for text in [
            "h",
            "/x",
            "-h/x",
            "-oProxyCommand=x/y",
            "u@-h/x",
            "-u@h/x",
            "@h/x",
            "u:p@h/x",
            "h:0/x",
            "h:70000/x",
            "h:+1/x",
            "h:x/y",
            "h%0a/x",
            "h/a%0ab",
            "h/%00",
            "h h/x",
            "h$(id)/x",
            "`id`/x",
            "%2doProxy/x",
            "[::1/x",
            "h;id/x",
            "h'/x",
        ] {
            assert!(parse_long(text).is_err(), "{text}");
        }
    }

    #[test]
    fn short_forms() {
        for (text, expected) in [
            ("git@h:k/r.git", address(Some("git"), "h", None, "k/r.git")),
            ("alias:/abs", address(None, "alias", None, "/abs")),
            ("u@[::1]:p", address(Some("u"), "::1", None, "p")),
            ("u@[h:7999]:p", address(Some("u"), "h", Some(7999), "p")),
            ("h:a:b@c", address(None, "h", None, "a:b@c")),
        ] {
            assert_eq!(parse_short(text).expect(text), expected);
        }
        for text in ["h", "h:", "h:-x", ":x", "-h:x", "ext::sh", "./a:b", "a/b:c", "u@:x", "-u@h:x", "h:a\nb", "[h:x", "$(id):x"]
        {
            assert!(parse_short(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_path_stays_one_word() {
        let quoted = |path: &str| address(None, "h", None, path).quoted_path();
        assert_eq!(quoted("/k/r.git"), "'/k/r.git'");
        assert_eq!(quoted("/a'; id; '"), r"'/a'\''; id; '\'''");
        assert_eq!(quoted("/a!b$(id)"), r"'/a'\!'b$(id)'");
    }
}
