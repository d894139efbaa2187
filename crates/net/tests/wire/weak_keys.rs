//! A key that is too short protects nobody, whoever vouches for it. rustls makes no such server, so `openssl` does.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use net::{Error, Request};

use crate::server::client;

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn openssl() -> Command {
    let mut command = Command::new("openssl");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// SHA-256 of a certificate. The look at a server ends with its proof that it has the key, which counts for nothing with a weak one.
fn fingerprint(certificate: &Path) -> [u8; 32] {
    let printed = Command::new("openssl").args(["x509", "-noout", "-fingerprint", "-sha256", "-in"]).arg(certificate).output();
    let printed = String::from_utf8(printed.unwrap().stdout).unwrap();
    let bytes = printed.trim().split_once('=').unwrap().1.split(':').map(|byte| u8::from_str_radix(byte, 16).unwrap());
    bytes.collect::<Vec<u8>>().try_into().unwrap()
}

#[tokio::test]
#[expect(clippy::print_stderr, reason = "a skipped part must be seen")]
async fn a_weak_key_is_refused_even_under_a_pin() {
    if openssl().arg("version").status().is_err() {
        eprintln!("skipped: openssl not present");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (key, certificate) = (folder.path().join("key.pem"), folder.path().join("cert.pem"));
    for (bits, fine) in [("1024", false), ("2048", true)] {
        let made = openssl()
            .args(["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"])
            .args(["-newkey", &format!("rsa:{bits}"), "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .status()
            .unwrap();
        assert!(made.success());
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let _server = Running(
            openssl()
                .args([
                    "s_server",
                    "-quiet",
                    "-www",
                    "-cipher",
                    "ALL:@SECLEVEL=0",
                    "-accept",
                    &format!("127.0.0.1:{port}"),
                    "-cert",
                ])
                .arg(&certificate)
                .arg("-key")
                .arg(&key)
                .spawn()
                .unwrap(),
        );
        let began = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(10), "openssl does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        let client = client();
        client.trust().pin("127.0.0.1", port, fingerprint(&certificate));
        let url = net::Url::parse(&format!("https://127.0.0.1:{port}/")).unwrap();
        match client.send(Request::get(url).no_retry()).await {
            Ok(answer) => assert!(fine && answer.is_web_page()),
            Err(Error::Offline { detail, .. }) => assert!(!fine && detail.contains("encrypted"), "{bits}: {detail}"),
            Err(error) => panic!("{bits}: {error}"),
        }
    }
}
