//! What the Debian package holds, and that it holds it rightly.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run};

/// What must be there is found out from the programs. Recommended: where secrets live, and what users of Git have anyway.
const RELATIONS: &str = "Recommends: gnome-keyring | kwalletmanager, openssh-client, git\n";

const DESKTOP_ENTRY: &str = "[Desktop Entry]
Type=Application
Name=Bough
GenericName=Git client
Comment=Clone, read and review Git repositories
Exec=bough-desktop %f
Icon=dev.bough.desktop
Terminal=false
Categories=Development;RevisionControl;
MimeType=inode/directory;
StartupWMClass=bough-desktop
";

/// Browsers hand `bough:` links to it. Apart from the one above, because files are given to that one as paths.
const LINK_ENTRY: &str = "[Desktop Entry]
Type=Application
Name=Bough (links)
Exec=bough-desktop %u
Icon=dev.bough.desktop
Terminal=false
NoDisplay=true
MimeType=x-scheme-handler/bough;
";

const DESCRIPTION: &str = "Description: desktop Git client for Bitbucket Server and Data Center
 Bough clones, shows and reviews Git repositories. It signs in to Bitbucket
 Server and Data Center with an access token that stays in the keyring, lists
 every repository the account may see, and shows pull requests with their
 reviewers.
";

const PROGRAMS: [&str; 2] = ["bough-desktop", "bough"];

/// Builds both programs as they are delivered.
pub fn programs() -> Result<Vec<PathBuf>, Error> {
    let mut command = program::cargo(&["build", "--locked", "-p", "bough-desktop", "-p", "bough-cli"]);
    run::as_delivered(&mut command);
    program::quietly(&mut command, "programs as they are delivered")?;
    Ok(PROGRAMS.iter().map(|name| places::built(Profile::Release, name)).collect())
}

/// Stages the files and packs them. Nothing is downloaded.
pub fn build(programs: &[PathBuf]) -> Result<PathBuf, Error> {
    let stage = places::results("bundle/stage");
    let _ = fs::remove_dir_all(&stage);
    for program in programs {
        place(&stage.join("usr/bin").join(program.file_name().expect("a program has a name")), &read(program)?, 0o755)?;
    }
    place(&stage.join("usr/share/applications/dev.bough.desktop.desktop"), DESKTOP_ENTRY.as_bytes(), 0o644)?;
    place(&stage.join("usr/share/applications/dev.bough.desktop.link.desktop"), LINK_ENTRY.as_bytes(), 0o644)?;
    let icons = places::root().join("icons");
    let hicolor = stage.join("usr/share/icons/hicolor");
    for (size, name) in [
        ("16x16", "16x16"),
        ("32x32", "32x32"),
        ("48x48", "48x48"),
        ("64x64", "64x64"),
        ("128x128", "128x128"),
        ("256x256", "128x128@2x"),
        ("512x512", "icon"),
    ] {
        place(&hicolor.join(size).join("apps/dev.bough.desktop.png"), &read(&icons.join(format!("{name}.png")))?, 0o644)?;
    }
    place(&hicolor.join("scalable/apps/dev.bough.desktop.svg"), &read(&icons.join("bough.svg"))?, 0o644)?;
    place(&stage.join("usr/share/doc/bough/copyright"), copyright()?.as_bytes(), 0o644)?;
    place(&stage.join("usr/share/doc/bough/changelog.gz"), &changelog()?, 0o644)?;
    let control = control(programs, &stage)?;
    place(&stage.join("DEBIAN/control"), control.as_bytes(), 0o644)?;
    place(&stage.join("DEBIAN/md5sums"), sums(&stage)?.as_bytes(), 0o644)?;
    let package = places::results("bundle").join(format!("bough_{}_{}.deb", version(), architecture()?));
    let mut command = Command::new("dpkg-deb");
    command.args(["--root-owner-group", "-Zxz", "--build"]).arg(&stage).arg(&package).env("SOURCE_DATE_EPOCH", last_change());
    program::quietly(&mut command, "dpkg-deb")?;
    Ok(package)
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

fn architecture() -> Result<String, Error> {
    Ok(program::answer(Command::new("dpkg").arg("--print-architecture"), "dpkg")?.trim().to_owned())
}

/// The time of the last commit, so that two builds of it make the same package.
fn last_change() -> String {
    let mut git = Command::new("git");
    let asked = git.args(["log", "-1", "--format=%ct"]).current_dir(places::root()).output();
    let time = asked.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned()).unwrap_or_default();
    if time.is_empty() { "0".into() } else { time }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(Error::file(path))
}

fn place(path: &Path, content: &[u8], mode: u32) -> Result<(), Error> {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    fs::write(path, content).map_err(Error::file(path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(Error::file(path))?;
    let mut above = Some(folder);
    while let Some(folder) = above.filter(|folder| !folder.ends_with("bundle")) {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(Error::file(folder))?;
        above = folder.parent();
    }
    Ok(())
}

/// The licence's whole text where the checkout has it, and its name in any case.
fn copyright() -> Result<String, Error> {
    let mut text = String::from(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Bough\n\n\
         Files: *\nCopyright: the authors of Bough\nLicense: MIT or Apache-2.0\n",
    );
    for (name, title) in [("LICENSE-MIT", "MIT"), ("LICENSE-APACHE", "Apache-2.0")] {
        let path = places::root().join(name);
        let body = if title == "Apache-2.0" && Path::new("/usr/share/common-licenses/Apache-2.0").is_file() {
            "On Debian systems the text stands in /usr/share/common-licenses/Apache-2.0.".to_owned()
        } else if path.is_file() {
            fs::read_to_string(&path).map_err(Error::file(&path))?
        } else {
            format!("The text stands in the file {name} of the source.")
        };
        let _ = writeln!(text, "\nLicense: {title}");
        for line in body.lines() {
            let _ = writeln!(text, " {}", if line.trim().is_empty() { "." } else { line.trim_end() });
        }
    }
    Ok(text)
}

fn changelog() -> Result<Vec<u8>, Error> {
    let mut date = Command::new("date");
    let date = program::answer(date.args(["-u", "-R", "-d", &format!("@{}", last_change())]), "date")?;
    let text = format!(
        "bough ({}) stable; urgency=low\n\n  * Built from the checkout.\n\n -- The authors of Bough <bough@localhost>  {date}",
        version()
    );
    let plain = places::results("bundle/changelog");
    fs::write(&plain, text).map_err(Error::file(&plain))?;
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(&plain).output().map_err(Error::file("gzip"))?;
    Ok(output.stdout)
}

fn control(programs: &[PathBuf], stage: &Path) -> Result<String, Error> {
    let size = program::answer(Command::new("du").args(["-k", "-s"]).arg(stage), "du")?;
    let size = size.split_whitespace().next().unwrap_or("0").to_owned();
    let depends = depends(programs)?;
    Ok(format!(
        "Package: bough\nVersion: {}\nArchitecture: {}\nMaintainer: The authors of Bough <bough@localhost>\nInstalled-Size: {size}\n\
         Depends: {depends}\n{RELATIONS}Section: vcs\nPriority: optional\n{DESCRIPTION}",
        version(),
        architecture()?,
    ))
}

/// What the programs are linked against, as Debian itself finds it out.
fn depends(programs: &[PathBuf]) -> Result<String, Error> {
    // dpkg-shlibdeps wants to stand in a source package.
    let folder = places::results("bundle/shlibdeps");
    place(&folder.join("debian/control"), b"Source: bough\n\nPackage: bough\nArchitecture: any\n", 0o644)?;
    let mut command = Command::new("dpkg-shlibdeps");
    command.current_dir(&folder).arg("-O");
    for program in programs {
        command.arg("-e").arg(program);
    }
    let answer = program::answer(&mut command, "dpkg-shlibdeps")?;
    let found = answer.lines().find_map(|line| line.strip_prefix("shlibs:Depends=")).unwrap_or_default().to_owned();
    for needed in ["libwebkit2gtk-4.1-0", "libgtk-3-0"] {
        if !found.contains(needed) {
            return Err(Error::Unmet(format!("the programs should be linked against {needed}, but depend on: {found}")));
        }
    }
    for unwanted in ["libssl", "libgit2", "libssh2", "libcurl"] {
        if found.contains(unwanted) {
            return Err(Error::Unmet(format!("the programs must not be linked against {unwanted}, but depend on: {found}")));
        }
    }
    Ok(found)
}

fn sums(stage: &Path) -> Result<String, Error> {
    let mut command = Command::new("bash");
    command.args(["-c", "find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum"]).current_dir(stage);
    program::answer(&mut command, "md5sum")
}

/// Hardened, without paths of this machine, without a door for tests, and to the taste of Debian's own checker.
pub fn check(programs: &[PathBuf], package: &Path) -> Result<(), Error> {
    for path in programs {
        let name = path.display();
        let header = program::answer(Command::new("readelf").args(["-W", "-h", "-l", "-d"]).arg(path), "readelf")?;
        let stack = header.lines().find(|line| line.contains("GNU_STACK")).unwrap_or_default();
        let hardened = [
            ("is no position-independent program", header.contains("DYN (")),
            ("has no RELRO", header.contains("GNU_RELRO") && header.contains("BIND_NOW") | header.contains("NOW")),
            ("has an executable stack", stack.contains("RW ") && !stack.contains("RWE")),
            ("has a search path of its own", !header.contains("RPATH") && !header.contains("RUNPATH")),
        ];
        if let Some((what, _)) = hardened.iter().find(|(_, holds)| !holds) {
            return Err(Error::Unmet(format!("{name} {what}")));
        }
        let bytes = read(path)?;
        let home = std::env::home_dir().unwrap_or_default().join(".");
        for place in [places::root().to_owned(), places::build(), home] {
            let text = place.to_string_lossy().trim_end_matches('.').to_owned();
            if text.len() > 2 && bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                return Err(Error::Unmet(format!("{name} names {text}, a folder of the machine it was built on")));
            }
        }
        if bytes.windows(12).any(|window| window == b"BOUGH_RECORD") {
            return Err(Error::Unmet(format!("{name} was built with the feature e2e")));
        }
    }
    let mut lintian = Command::new("lintian");
    // libgit2 is built in on purpose, there are no manual pages yet, and the authors have no mail host.
    let unowned = "embedded-library,no-manual-page,bogus-mail-host,bogus-mail-host-in-debian-changelog";
    program::quietly(lintian.args(["--fail-on", "error", "--suppress-tags", unowned, "--allow-root"]).arg(package), "lintian")
}
