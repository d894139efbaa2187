//! Repositories to clone and to read: each is built by stock `git`.

use std::fmt::Write;
use std::path::Path;

use super::git::{commit, git, import, init};

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Less than `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below
    }
}

/// A bare repository with branches, tags of both kinds, merges, odd files and names, and a `HEAD` called `trunk`.
pub fn rich(folder: &Path) {
    let work = folder.with_extension("work");
    init(&work);
    git(&work, &["checkout", "-q", "-b", "trunk"]);
    commit(&work, "README.md", "# Rich\n", "Begin");
    for number in 0..40 {
        let lines: String = (0..=number).map(|line| format!("line {line} of {number}\n")).collect();
        commit(&work, &format!("src/part{}/file{number}.txt", number % 5), &lines, &format!("Add file {number}"));
    }
    std::fs::write(work.join("run.sh"), "#!/bin/sh\nexit 0\n").unwrap();
    #[cfg(unix)]
    {
        std::fs::set_permissions(work.join("run.sh"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        std::os::unix::fs::symlink("src/part0/file0.txt", work.join("link")).unwrap();
    }
    std::fs::write(work.join(".gitattributes"), "*.crlf text eol=crlf\n").unwrap();
    commit(&work, "zz/windows.crlf", "one\ntwo\n", "Add line ends, a link and a program");
    git(&work, &["tag", "light"]);
    git(&work, &["tag", "-a", "-m", "The first", "v1.0"]);
    git(&work, &["tag", "-a", "-m", "A tag of a tag", "nested", "v1.0"]);
    git(&work, &["checkout", "-q", "-b", "feature/ä-1", "HEAD~10"]);
    commit(&work, "feature.txt", "f\n", "Work on a feature");
    git(&work, &["checkout", "-q", "trunk"]);
    git(&work, &["merge", "-q", "--no-ff", "-m", "Merge the feature", "feature/ä-1"]);
    git(&work, &["branch", "old", "HEAD~20"]);
    git(&work, &["tag", "of-a-file", "HEAD:README.md"]);
    git(&work, &["update-ref", "refs/pull-requests/1/from", "HEAD~3"]);
    git(work.parent().unwrap(), &["clone", "-q", "--mirror", work.to_str().unwrap(), folder.to_str().unwrap()]);
}

/// A bare repository with `bytes` of content that does not compress.
pub fn heavy(folder: &Path, bytes: usize) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "--bare"]);
    let mut dice = Dice::new(7);
    let mut stream = Vec::new();
    for number in 0..8 {
        let blob: Vec<u8> = (0..bytes / 8).map(|_| dice.roll(256) as u8).collect();
        stream.extend(format!("blob\nmark :{}\ndata {}\n", number + 1, blob.len()).into_bytes());
        stream.extend(blob);
        stream.push(b'\n');
    }
    stream.extend(b"commit refs/heads/main\ncommitter C <c@x> 1700000000 +0000\ndata 5\nheavy\n");
    for number in 0..8 {
        stream.extend(format!("M 100644 :{} file{number}\n", number + 1).into_bytes());
    }
    import(folder, &stream);
}

/// A bare repository with many small files.
pub fn wide(folder: &Path, files: usize) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "--bare"]);
    let mut stream = String::from("commit refs/heads/main\ncommitter C <c@x> 1700000000 +0000\ndata 4\nwide\n");
    for number in 0..files {
        let text = format!("file {number}\n");
        write!(stream, "M 100644 inline d{}/f{number}\ndata {}\n{text}\n", number % 50, text.len()).unwrap();
    }
    import(folder, stream.as_bytes());
}

/// A bare repository with a random history: merges, octopuses, several roots, clocks that go backwards, equal times.
pub fn tangle(folder: &Path, commits: usize, seed: u64) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "--bare"]);
    let mut dice = Dice::new(seed);
    let mut stream = String::new();
    let mut time = 1_600_000_000_u64;
    for number in 1..=commits {
        time = match dice.roll(10) {
            0 => time,
            1 => time - dice.roll(20_000),
            _ => time + dice.roll(5_000),
        };
        write!(stream, "commit refs/heads/tmp\nmark :{number}\n").unwrap();
        writeln!(stream, "author A{number} <a@x> {} +0{}00", time - 5, number % 10).unwrap();
        write!(stream, "committer C <c@x> {time} -0130\ndata {}\nc{number}\n", number.to_string().len() + 2).unwrap();
        let root = number == 1 || dice.roll(60) == 0;
        if root {
            stream.insert_str(stream.rfind("commit refs").unwrap(), "reset refs/heads/tmp\n\n");
        } else {
            let near = |dice: &mut Dice| number as u64 - 1 - dice.roll((number as u64 - 1).min(12));
            let mut parents = vec![near(&mut dice)];
            if dice.roll(3) == 0 {
                for _ in 0..=(dice.roll(3) * dice.roll(2)) {
                    let parent = near(&mut dice);
                    if !parents.contains(&parent) {
                        parents.push(parent);
                    }
                }
            }
            for (place, parent) in parents.iter().enumerate() {
                writeln!(stream, "{} :{parent}", if place == 0 { "from" } else { "merge" }).unwrap();
            }
        }
        stream.push('\n');
        if dice.roll(25) == 0 {
            let folder = ["heads", "heads/deep/er", "tags", "remotes/origin"][dice.roll(4) as usize];
            write!(stream, "reset refs/{folder}/r{number}\nfrom :{number}\n\n").unwrap();
        }
    }
    write!(stream, "reset refs/heads/main\nfrom :{commits}\n\n").unwrap();
    import(folder, stream.as_bytes());
    git(folder, &["update-ref", "-d", "refs/heads/tmp"]);
}
