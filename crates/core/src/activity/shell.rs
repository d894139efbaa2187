//! The commands of Git that do the same, as a person would type them: no name is ever an option, and none says anything to
//! the shell or the terminal.

use std::fmt::Write;

use crate::api::application::Author;
use crate::api::changes::{ChangeChoice, CommitDraft};
use crate::api::checkouts::CheckoutTarget;
use crate::views::changes::bytes;

/// Names in a command; more would hide its end.
const NAMED: usize = 6;
/// Stands where more names would be.
const MORE: &str = "…";

/// A command of Git while it is put together.
#[derive(Debug, Clone)]
pub(crate) struct Git(String);

impl Git {
    /// `git` with words of ours.
    pub(crate) fn new(words: &str) -> Self {
        Self(format!("git {words}"))
    }

    /// A word of ours.
    fn word(mut self, word: &str) -> Self {
        self.0.push(' ');
        self.0.push_str(word);
        self
    }

    /// A word of somebody's.
    pub(crate) fn value(self, value: impl AsRef<[u8]>) -> Self {
        let quoted = quoted(value.as_ref());
        self.word(&quoted)
    }

    /// `--name=value`.
    fn option(self, name: &str, value: &str) -> Self {
        self.word(&format!("--{name}={}", quoted(value.as_bytes())))
    }

    fn flag(self, given: bool, name: &str) -> Self {
        if given { self.word(name) } else { self }
    }

    /// `-- path path`, the first ones. Names are no patterns.
    fn paths<P: AsRef<[u8]>>(self, paths: &[P]) -> Self {
        let named = paths.iter().take(NAMED).fold(self.word("--"), |git, path| {
            let path = path.as_ref();
            let is_pattern = path.starts_with(b":") || path.iter().any(|byte| b"*?[\\".contains(byte));
            if is_pattern { git.value([b":(literal)", path].concat()) } else { git.value(path) }
        });
        named.flag(paths.len() > NAMED, MORE)
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// A clone from an address.
pub(crate) fn clone(url: &str, target: &str, branch: Option<&str>, depth: Option<u32>, submodules: bool) -> String {
    let mut git = Git::new("clone").flag(submodules, "--recurse-submodules");
    if let Some(branch) = branch {
        git = git.option("branch", branch);
    }
    if let Some(depth) = depth {
        git = git.option("depth", &depth.to_string());
    }
    git.word("--").value(url).value(target).text()
}

/// An empty repository.
pub(crate) fn init(target: &str) -> String {
    Git::new("init").word("--").value(target).text()
}

/// Where a new repository lives, and its first push.
pub(crate) fn first_push(url: &str, branch: &str) -> String {
    let push = Git::new("push --set-upstream origin").word("--").value(branch);
    format!("{} && {}", Git::new("remote add origin").word("--").value(url).text(), push.text())
}

/// A further place that a repository knows.
pub(crate) fn add_remote(name: &str, url: &str, push_url: Option<&str>) -> String {
    let add = Git::new("remote add").word("--").value(name).value(url).text();
    match push_url.map(str::trim).filter(|url| !url.is_empty()) {
        Some(push) => format!("{add} && {}", Git::new("remote set-url --push").word("--").value(name).value(push).text()),
        None => add,
    }
}

/// Fetching the branches of a remote.
pub(crate) fn fetch(remote: &str) -> String {
    Git::new("fetch").word("--").value(remote).text()
}

/// Putting changes into the index.
pub(crate) fn stage(choice: &ChangeChoice) -> String {
    chosen(choice, "add --all", "add", "add -p")
}

/// Taking them out of it.
pub(crate) fn unstage(choice: &ChangeChoice) -> String {
    chosen(choice, "restore --staged", "restore --staged", "restore --staged -p")
}

fn chosen(choice: &ChangeChoice, all: &str, paths: &str, lines: &str) -> String {
    match choice {
        ChangeChoice::All => Git::new(all).word("-- :/").text(),
        ChangeChoice::Paths { paths: chosen } => Git::new(paths).paths(&chosen.iter().map(bytes).collect::<Vec<_>>()).text(),
        ChangeChoice::Lines { path, .. } => Git::new(lines).paths(&[bytes(path)]).text(),
    }
}

/// Giving changes up. New files go, others become what the index has.
pub(crate) fn discard(choice: &ChangeChoice, is_new: impl Fn(&[u8]) -> bool) -> String {
    let (known, fresh) = match choice {
        ChangeChoice::All => return "git restore -- :/ && git clean -f -d -- :/".into(),
        ChangeChoice::Lines { path, .. } => return Git::new("restore -p").paths(&[bytes(path)]).text(),
        ChangeChoice::Paths { paths } => paths.iter().map(bytes).partition::<Vec<_>, _>(|path| !is_new(path)),
    };
    let known = (!known.is_empty()).then(|| Git::new("restore").paths(&known).text());
    let fresh = (!fresh.is_empty()).then(|| Git::new("clean -f -d").paths(&fresh).text());
    known.into_iter().chain(fresh).collect::<Vec<_>>().join(" && ")
}

/// A commit.
pub(crate) fn commit(draft: &CommitDraft) -> String {
    let signed = match draft.sign {
        Some(true) => "--gpg-sign",
        Some(false) => "--no-gpg-sign",
        None => "",
    };
    let git = Git::new("commit").flag(draft.amend, "--amend").flag(draft.skip_hooks, "--no-verify");
    let git = git.flag(draft.sign.is_some(), signed).flag(draft.sign_off, "--signoff");
    let git = git.option("message", draft.message.trim());
    let named = draft.co_authors.iter().map(|Author { name, email }| format!("Co-authored-by: {name} <{email}>"));
    named.fold(git, |git, trailer| git.option("trailer", &trailer)).text()
}

/// Downloading files of LFS.
pub(crate) fn fetch_lfs() -> String {
    Git::new("lfs pull").text()
}

/// Fetching from every remote.
pub(crate) fn fetch_all() -> String {
    Git::new("fetch --all").text()
}

/// Pushing a branch, which follows the server's from then on.
pub(crate) fn push(remote: &str, branch: &str, skip_hooks: bool) -> String {
    let git = Git::new("push").word("--set-upstream");
    let git = if skip_hooks { git.word("--no-verify") } else { git };
    git.value(remote).value(branch).text()
}

/// The same where files of LFS go first.
pub(crate) fn push_with_lfs(remote: &str, branch: &str, skip_hooks: bool) -> String {
    let files = Git::new("lfs push").value(remote).value(branch).text();
    format!("{files} && {}", push(remote, branch, skip_hooks))
}

/// Checking out; none for what takes more than one command.
pub(crate) fn switch(target: &CheckoutTarget) -> Option<String> {
    Some(match target {
        CheckoutTarget::Branch { name } | CheckoutTarget::RemoteBranch { name, .. } => Git::new("switch").value(name).text(),
        CheckoutTarget::Commit { id } => Git::new("switch --detach").value(id).text(),
        CheckoutTarget::PullRequest { .. } => return None,
    })
}

/// Who commits in a repository.
pub(crate) fn identity(author: &Author, signing_key: Option<&str>) -> String {
    let settings =
        [("user.name", Some(author.name.as_str())), ("user.email", Some(&author.email)), ("user.signingKey", signing_key)];
    let commands = settings.iter().filter_map(|(name, value)| Some(Git::new("config").word(name).value((*value)?).text()));
    commands.collect::<Vec<_>>().join(" && ")
}

/// Going from one state to another: the branch, then the index, then the files.
pub(crate) fn undoing(outlook: &git::UndoOutlook) -> Option<String> {
    let mut all = Vec::new();
    match &outlook.head {
        Some(git::HeadMove::Along { commit: Some(commit) }) => all.push(Git::new("reset --soft").value(commit).text()),
        Some(git::HeadMove::Along { commit: None }) => all.push(Git::new("update-ref -d HEAD").text()),
        Some(git::HeadMove::ToBranch { name }) => all.push(Git::new("switch").value(name).text()),
        Some(git::HeadMove::ToCommit { commit }) => all.push(Git::new("switch --detach").value(commit).text()),
        None => {}
    }
    all.extend(outlook.branches.iter().map(|name| Git::new("branch -D").word("--").value(name).text()));
    let (as_head, others) = outlook.entries.iter().partition::<Vec<_>, _>(|entry| entry.as_head);
    // What is as in the commit that is switched to comes with it.
    let switched = matches!(outlook.head, Some(git::HeadMove::ToBranch { .. } | git::HeadMove::ToCommit { .. }));
    let comes = |path: &Vec<u8>| switched && as_head.iter().any(|entry| entry.path == *path);
    if !as_head.is_empty() && !switched {
        let paths: Vec<&[u8]> = as_head.iter().map(|entry| entry.path.as_slice()).collect();
        all.push(Git::new("restore --staged").paths(&paths).text());
    }
    for entry in others.iter().take(NAMED) {
        let git = Git::new("update-index");
        all.push(match &entry.content {
            Some((mode, id)) => {
                let entry = [format!("{mode:06o},{id},").as_bytes(), &entry.path].concat();
                git.word("--add --cacheinfo").value(entry).text()
            }
            None => git.word("--force-remove").paths(&[&entry.path]).text(),
        });
    }
    let files: Vec<_> = outlook.files.iter().filter(|file| !comes(&file.path)).collect();
    for file in files.iter().take(NAMED) {
        all.push(match &file.blob {
            Some(blob) => format!("{} > {}", Git::new("cat-file blob").value(blob).text(), quoted(&file.path)),
            None => format!("rm -f -- {}", quoted(&file.path)),
        });
    }
    let is_cut = others.len() > NAMED || files.len() > NAMED;
    all.extend(is_cut.then(|| MORE.to_owned()));
    (!all.is_empty()).then(|| all.join(" && "))
}

/// A text as one word of a shell. What a terminal would obey, or what is no text, is spelled out as bytes (`$'\e'` of POSIX
/// 2024, Bash and Zsh).
fn quoted(value: &[u8]) -> String {
    let text = std::str::from_utf8(value);
    match text {
        Ok(text) if !text.is_empty() && text.bytes().all(is_plain) => text.to_owned(),
        Ok(text) if !text.contains(char::is_control) => format!("'{}'", text.replace('\'', "'\\''")),
        _ => {
            let mut out = String::from("$'");
            for chunk in value.utf8_chunks() {
                for letter in chunk.valid().chars() {
                    match letter {
                        '\'' | '\\' => out.extend(['\\', letter]),
                        '\n' => out.push_str("\\n"),
                        '\t' => out.push_str("\\t"),
                        letter if letter.is_control() => letter.to_string().bytes().for_each(|byte| spell(&mut out, byte)),
                        letter => out.push(letter),
                    }
                }
                chunk.invalid().iter().for_each(|byte| spell(&mut out, *byte));
            }
            out.push('\'');
            out
        }
    }
}

/// Three digits in octal: a letter that follows can't be taken for one more.
fn spell(out: &mut String, byte: u8) {
    // Writing to a string does not fail.
    let _ = write!(out, "\\{byte:03o}");
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_./@%+=:,-".contains(&byte)
}

#[cfg(test)]
mod tests;
