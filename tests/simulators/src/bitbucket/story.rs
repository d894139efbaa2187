//! Histories written down before any repository exists: a story becomes real commits through `git fast-import`, with the same ids on every machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;

type Files = BTreeMap<String, String>;

/// A branch while the story is told.
#[derive(Clone)]
struct Line {
    mark: u64,
    files: Files,
    /// The files at the point where the branch left its parent.
    base: Files,
}

/// A history of commits, branches, merges and tags with fixed dates.
#[derive(Clone)]
pub struct Story {
    stream: Vec<u8>,
    next_mark: u64,
    lines: BTreeMap<String, Line>,
    /// Seconds since 1970.
    clock: i64,
}

/// One change of one file in a commit.
pub(crate) enum Change<'a> {
    Write(&'a str, String),
    Append(&'a str, String),
}

/// Who wrote a commit: name, e-mail, offset from UTC as Git writes it.
#[derive(Clone, Copy)]
pub(crate) struct Author<'a>(pub &'a str, pub &'a str, pub &'a str);

fn full(name: &str) -> String {
    if name.starts_with("refs/") { name.into() } else { format!("refs/heads/{name}") }
}

impl Story {
    /// An empty story whose first commit is made at `start`, in seconds since 1970.
    pub fn new(start: i64) -> Self {
        Self { stream: Vec::new(), next_mark: 1, lines: BTreeMap::new(), clock: start }
    }

    /// Lets time pass before the next commit.
    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        self.clock += minutes * 60;
        self
    }

    /// Time of the next commit, in seconds since 1970.
    pub fn clock(&self) -> i64 {
        self.clock
    }

    /// Commits one file with this text on a branch, which begins here if it is new.
    pub fn write(&mut self, branch: &str, (name, email): (&str, &str), message: &str, path: &str, text: &str) -> &mut Self {
        self.commit(branch, Author(name, email, "+0000"), message, &[Change::Write(path, text.into())]);
        self
    }

    /// Starts a branch at the end of another one.
    pub fn branch(&mut self, name: &str, from: &str) -> &mut Self {
        if let Some(parent) = self.lines.get(&full(from)).cloned() {
            let (name, mark) = (full(name), parent.mark);
            self.stream.extend(format!("reset {name}\nfrom :{mark}\n\n").bytes());
            self.lines.insert(name, Line { mark, base: parent.files.clone(), files: parent.files });
        }
        self
    }

    /// Names the end of a branch: an annotated tag with a message, a lightweight one without.
    pub fn tag(&mut self, name: &str, branch: &str, message: Option<&str>) -> &mut Self {
        let Some(line) = self.lines.get(&full(branch)) else { return self };
        let text = match message {
            None => format!("reset refs/tags/{name}\nfrom :{}\n\n", line.mark),
            Some(message) => format!(
                "tag {name}\nfrom :{}\ntagger Release robot <releases@kestrel.example> {} +0000\ndata {}\n{message}\n",
                line.mark,
                self.clock,
                message.len()
            ),
        };
        self.stream.extend(text.bytes());
        self
    }

    /// Points a further ref (full name) at the end of a branch.
    pub(crate) fn point(&mut self, name: &str, branch: &str) {
        if let Some(line) = self.lines.get(&full(branch)) {
            self.stream.extend(format!("reset {name}\nfrom :{}\n\n", line.mark).bytes());
        }
    }

    pub(crate) fn commit(&mut self, branch: &str, author: Author<'_>, message: &str, changes: &[Change<'_>]) {
        let name = full(branch);
        let parent = self.lines.get(&name).map(|line| line.mark);
        let line = self.lines.entry(name.clone()).or_insert(Line { mark: 0, files: Files::new(), base: Files::new() });
        let mut body = String::new();
        for change in changes {
            match change {
                Change::Write(path, text) => {
                    line.files.insert((*path).into(), text.clone());
                    put(&mut body, path, text);
                }
                Change::Append(path, text) => {
                    let whole = line.files.entry((*path).into()).or_default();
                    whole.push_str(text);
                    put(&mut body, path, whole);
                }
            }
        }
        self.emit(&name, author, message, parent, None, &body);
    }

    /// Merges `from` into `into` with a merge commit; both sides' additions stay.
    pub(crate) fn merge(&mut self, into: &str, from: &str, author: Author<'_>, message: &str) {
        let (name, Some(source)) = (full(into), self.lines.get(&full(from)).cloned()) else { return };
        let Some(target) = self.lines.get_mut(&name) else { return };
        let mut body = String::new();
        for (path, text) in &source.files {
            let before = source.base.get(path).map_or("", String::as_str);
            if before == text {
                continue;
            }
            let ours = target.files.get(path).map_or("", String::as_str);
            let merged = if ours == before {
                text.clone()
            } else {
                let added = text.lines().filter(|line| !before.contains(line));
                added.fold(ours.to_owned(), |all, line| all + line + "\n")
            };
            put(&mut body, path, &merged);
            target.files.insert(path.clone(), merged);
        }
        let parent = Some(target.mark);
        self.emit(&name, author, message, parent, Some(source.mark), &body);
    }

    fn emit(&mut self, name: &str, author: Author<'_>, message: &str, parent: Option<u64>, second: Option<u64>, body: &str) {
        let mark = self.next_mark;
        self.next_mark += 1;
        let Author(person, email, zone) = author;
        let mut text = format!("commit {name}\nmark :{mark}\n");
        for role in ["author", "committer"] {
            let _ = writeln!(text, "{role} {person} <{email}> {} {zone}", self.clock);
        }
        let _ = writeln!(text, "data {}\n{message}", message.len());
        if let Some(parent) = parent {
            let _ = writeln!(text, "from :{parent}");
        }
        if let Some(second) = second {
            let _ = writeln!(text, "merge :{second}");
        }
        self.stream.extend(text.bytes());
        self.stream.extend(body.bytes());
        self.stream.push(b'\n');
        if let Some(line) = self.lines.get_mut(name) {
            line.mark = mark;
        }
    }

    /// The text of a file at the end of a branch.
    pub(crate) fn file(&self, branch: &str, path: &str) -> Option<&str> {
        self.lines.get(&full(branch))?.files.get(path).map(String::as_str)
    }

    /// The input for `git fast-import`.
    pub(crate) fn stream(&self) -> &[u8] {
        &self.stream
    }
}

fn put(body: &mut String, path: &str, text: &str) {
    let _ = writeln!(body, "M 100644 inline {path}\ndata {}\n{text}", text.len());
}
