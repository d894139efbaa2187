//! A repository large enough to measure a clone with: made once, the same each time.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Error;
use crate::{places, program, steps};

/// Commits to make; each brings about six objects, so that there are well over 300,000.
const COMMITS: u32 = 60_000;
/// Folders on each of two levels.
const WIDE: u32 = 16;
/// Files in each folder of the second level.
const FILES: u32 = 16;

/// The repository: from the generator beside the checkout, or from our own.
pub fn large() -> Result<PathBuf, Error> {
    let generator = places::root().join("../shared/bench/make_repos.py");
    let own = !generator.is_file();
    let path = places::cache().join(if own { "bench/own-clone.git" } else { "bench/history-100k.git" });
    if path.join("ready").is_file() {
        return Ok(path);
    }
    steps::step("a large repository (once)", || {
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.parent().expect("a folder in the cache")).map_err(Error::file(&path))?;
        if own {
            generate(&path)?;
        } else {
            let mut command = Command::new("python3");
            command.arg(&generator).arg("history").arg(&path).args(["--commits", "100000"]);
            program::quietly(&mut command, "make_repos.py")?;
        }
        program::quietly(Command::new("git").arg("-C").arg(&path).args(["repack", "-adfq", "--window=20"]), "git repack")?;
        fs::write(path.join("ready"), "").map_err(Error::file(&path))
    })?;
    Ok(path)
}

/// How many objects it has.
pub fn objects(path: &Path) -> Result<u64, Error> {
    let said = program::answer(Command::new("git").arg("-C").arg(path).args(["count-objects", "-v"]), "git count-objects")?;
    let packed = said.lines().find_map(|line| line.strip_prefix("in-pack: ")).and_then(|count| count.parse().ok());
    packed.ok_or_else(|| Error::Unmet("git count-objects did not say how many objects there are".into()))
}

/// A straight history over a deep tree, from a fixed sequence of numbers.
fn generate(path: &Path) -> Result<(), Error> {
    program::quietly(Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(path), "git init")?;
    let mut command = Command::new("git");
    command.arg("-C").arg(path).args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped());
    let mut import = command.spawn().map_err(|error| program::missing(&command, error))?;
    let mut out = BufWriter::with_capacity(1 << 20, import.stdin.take().expect("its input is piped"));
    history(&mut out).map_err(Error::file("git fast-import"))?;
    drop(out);
    let ended = import.wait().map_err(Error::file("git fast-import"))?;
    if ended.success() { Ok(()) } else { Err(Error::Failed { what: "git fast-import".into(), log: None }) }
}

fn history(out: &mut impl Write) -> std::io::Result<()> {
    let mut state: u32 = 1;
    let mut below = |limit: u32| {
        // Marsaglia's xorshift: small, and the same everywhere.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % limit
    };
    for commit in 1..=COMMITS {
        let message = format!("Change number {commit}\n");
        let when = 1_200_000_000 + u64::from(commit) * 600;
        write!(out, "commit refs/heads/main\nmark :{commit}\ncommitter Bench <bench@localhost> {when} +0000\n")?;
        write!(out, "data {}\n{message}", message.len())?;
        if commit > 1 {
            writeln!(out, "from :{}", commit - 1)?;
        }
        for _ in 0..2 {
            let (a, b, file) = (below(WIDE), below(WIDE), below(FILES));
            let mut lines = Vec::new();
            for line in 0..40 {
                writeln!(lines, "{line} {:x} {:x}", below(64), below(1 << 24))?;
            }
            write!(out, "M 100644 inline d{a}/d{b}/f{file}.txt\ndata {}\n", lines.len())?;
            out.write_all(&lines)?;
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
