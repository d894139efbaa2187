//! The private folder of the SSH side: configuration, host key, and the way `sshd` is started on this machine.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Error;
use crate::bitbucket::git::environment;
use crate::bitbucket::switches::SshUser;

/// `sshd` must be named by its absolute path.
pub(super) fn find_sshd() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(usual).map(|folder| folder.join("sshd")).find(|each| each.is_absolute() && each.is_file())
}

pub(super) fn keygen(path: &Path) -> Result<(), Error> {
    let _ = fs::remove_file(path);
    let output = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "bitbucket", "-f"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Program { program: "ssh-keygen".into(), source })?;
    if output.status.success() {
        return Ok(());
    }
    let detail = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Error::Failed { program: "ssh-keygen".into(), detail })
}

const CONFIGURATION: &str = "\
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication yes
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
AllowTcpForwarding no
AllowAgentForwarding no
X11Forwarding no
PermitTTY no
PermitUserRC no
AcceptEnv GIT_PROTOCOL
PrintMotd no
PrintLastLog no
PidFile none
UseDNS no
LogLevel ERROR
";

/// Runs in the new mount namespace: shows the given file as `/etc/passwd`, makes `/run/sshd`, and becomes the program.
const ENTER: &str = "\
[ -d /run/sshd ] || { mount -t tmpfs -o mode=755 tmpfs /run && mkdir -m 755 /run/sshd; } || exit 1
mount --bind \"$1\" /etc/passwd || exit 1
shift
exec \"$@\"
";

/// The forced command: asks the simulator over named pipes, then runs the real `git` or passes on the refusal.
const GATEWAY: &str = "\
cd \"$folder\" || exit 1
reply=\"reply.$$\"
mkfifo -m 600 \"$reply\" || exit 1
exec 3<>\"$reply\"
rm_reply() { exec 3>&-; rm -f \"$reply\"; }
wish=$(printf '%s' \"$SSH_ORIGINAL_COMMAND\" | tr '\\n\\t' '  ' | cut -c1-1500)
printf '%s\\t%s\\t%s\\n' \"$reply\" \"$1\" \"$wish\" > requests
read -r verdict <&3
case $verdict in
upload-pack)
  read -r repository <&3
  rm_reply
  exec git upload-pack \"$repository\"
  ;;
receive-pack)
  read -r repository <&3
  read -r push <&3
  rm_reply
  git receive-pack \"$repository\"
  status=$?
  printf -- '-\\t%s\\t%s\\n' \"$1\" \"$push\" > requests
  exit $status
  ;;
lfs)
  read -r words <&3
  rm_reply
  printf '%s\\n' \"$words\"
  exit 0
  ;;
esac
while read -r line <&3 && [ \"$line\" != . ]; do printf '%s\\n' \"$line\" >&2; done
rm_reply
exit 1
";

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Fills the folder and says who can sign in and how `sshd` is started for one connection.
pub(super) fn prepare(folder: &Path, sshd: &Path, user: SshUser) -> Result<(String, Vec<String>), Error> {
    fs::create_dir_all(folder)?;
    private(folder)?;
    let shown = folder.display();
    let configuration = format!("HostKey \"{shown}/host_key\"\nAuthorizedKeysFile \"{shown}/authorized_keys\"\n{CONFIGURATION}");
    fs::write(folder.join("sshd_config"), configuration)?;
    fs::write(folder.join("authorized_keys"), "")?;
    let mut gateway = format!("folder={}\n", quoted(&shown.to_string()));
    for (name, value) in environment() {
        let _ = writeln!(gateway, "export {}={}", name.display(), quoted(&value.to_string_lossy()));
    }
    fs::write(folder.join("gateway.sh"), gateway + GATEWAY)?;
    fs::write(folder.join("enter.sh"), ENTER)?;
    let configuration = folder.join("sshd_config").to_string_lossy().into_owned();
    let plain = vec![sshd.to_string_lossy().into_owned(), "-i".into(), "-f".into(), configuration];
    let me = me();
    if !root() {
        return Ok((me, plain));
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let others = passwd.lines().filter(|line| !line.starts_with("git:")).fold(String::new(), |all, line| all + line + "\n");
    fs::write(folder.join("passwd"), format!("{others}git:x:0:0::{shown}:/bin/sh\n"))?;
    let enter = |program: &[String]| {
        let script = folder.join("enter.sh").to_string_lossy().into_owned();
        let passwd = folder.join("passwd").to_string_lossy().into_owned();
        let words = ["unshare", "--mount", "--propagation", "private", "/bin/sh"].map(String::from);
        words.into_iter().chain([script, passwd]).chain(program.iter().cloned()).collect::<Vec<_>>()
    };
    // A folder below /run would be hidden by our own /run.
    if !folder.starts_with("/run") && works(&enter(&["id", "git"].map(String::from))) {
        let name = if user == SshUser::Auto { "git".into() } else { me };
        return Ok((name, enter(&plain)));
    }
    let needed = Path::new("/run/sshd");
    if cfg!(target_os = "linux") && !needed.is_dir() {
        fs::create_dir(needed)?;
    }
    Ok((me, plain))
}

fn works(command: &[String]) -> bool {
    let mut run = Command::new(&command[0]);
    run.args(&command[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    run.status().is_ok_and(|status| status.success())
}

fn me() -> String {
    let said = Command::new("id").arg("-un").output();
    said.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

#[cfg(unix)]
fn root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(unix)]
fn private(folder: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?)
}

#[cfg(not(unix))]
fn root() -> bool {
    false
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), Error> {
    Ok(())
}
