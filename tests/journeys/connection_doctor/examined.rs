//! An examination as a test looks at it.

use std::net::TcpListener;
use std::time::Duration;

use bough_tests::Bough;
use serde_json::{Value, json};
use simulators::Bitbucket;

/// What was found, step by step, and the report.
pub struct Examined {
    pub steps: Vec<Value>,
    pub report: String,
}

/// A Bough that waits for nobody longer than it must: black holes are waited out in these tests.
pub fn impatient() -> Bough {
    Bough::start_with(|options| {
        options.limits.tries = 1;
        options.limits.idle = Duration::from_secs(4);
        options.limits.connect = Duration::from_secs(2);
    })
}

/// The active profile's only host.
pub async fn host(bough: &Bough) -> Value {
    bough.call("list_hosts", json!({})).await[0]["id"].clone()
}

/// Examines the only host.
pub async fn examine(bough: &Bough) -> Examined {
    let id = host(bough).await;
    examine_patient(bough, json!({ "kind": "host", "id": id })).await
}

/// Examines what lives behind an address.
pub async fn examine_address(bough: &Bough, url: &str) -> Examined {
    examine_patient(bough, json!({ "kind": "address", "url": url })).await
}

async fn examine_patient(bough: &Bough, patient: Value) -> Examined {
    let job = bough.call("examine_connection", json!({ "patient": patient })).await;
    let end = bough.end_of(&job).await;
    assert_eq!(end["kind"], "finished", "{end}");
    let examination = bough.call("get_examination", json!({ "job": job })).await;
    assert_eq!(examination["now"], Value::Null);
    let report = bough.call("get_examination_report", json!({ "job": job })).await;
    let steps = examination["steps"].as_array().expect("steps").clone();
    assert_eq!(steps.len(), 15);
    Examined { steps, report: report.as_str().expect("a text").to_owned() }
}

impl Examined {
    pub fn step(&self, part: &str) -> &Value {
        self.steps.iter().find(|step| step["part"] == part).expect("every part is looked at")
    }

    /// The step that is shown first: the first broken one, else the first with a warning.
    pub fn first_red(&self) -> &Value {
        let with = |result: &str| self.steps.iter().find(|step| step["result"] == result);
        with("broken").or_else(|| with("warning")).expect("something is wrong")
    }

    /// The first red step is this one, and so is what was found and what helps.
    #[track_caller]
    pub fn is(&self, part: &str, result: &str, finding: &str, remedy: &str) -> &Value {
        let step = self.first_red();
        let found = [&step["part"], &step["result"], &step["finding"]["kind"], &step["remedy"]["kind"]];
        assert_eq!(found, [part, result, finding, remedy], "{}", self.report);
        assert!(self.report.contains("Fix: "), "{}", self.report);
        step
    }

    /// Everything from a step on was not tried, and says why.
    #[track_caller]
    pub fn ends_at(&self, part: &str) {
        let after = self.steps.iter().skip_while(|step| step["part"] != part).skip(1);
        for step in after.filter(|step| step["part"] != "clock") {
            assert_eq!((&step["result"], &step["finding"]["part"]), (&json!("notTried"), &json!(part)), "{}", self.report);
        }
    }

    pub fn results(&self, result: &str) -> usize {
        self.steps.iter().filter(|step| step["result"] == result).count()
    }
}

/// Trusts the authority of a server with https.
pub async fn trust(bough: &Bough, server: &Bitbucket) {
    let sha256 = server.ca_fingerprint().expect("https").map(|byte| format!("{byte:02X}")).join(":");
    let choice = json!({ "kind": "authority", "sha256": sha256 });
    bough.call("trust_certificate", json!({ "url": server.base_url(), "choice": choice })).await;
}

/// Makes a key for the only host, which from then on uses it; its path.
pub async fn make_key(bough: &Bough) -> Value {
    let host = host(bough).await;
    bough.call("generate_ssh_key", json!({ "host": host })).await
}

/// The server's present host key is known.
pub fn know_host(bough: &Bough, server: &Bitbucket) {
    std::fs::create_dir_all(bough.home().join(".ssh")).expect("a folder");
    let line = server.known_hosts_line().expect("an SSH side");
    std::fs::write(bough.home().join(".ssh/known_hosts"), line + "\n").expect("a file");
}

/// All HTTP goes through this.
pub async fn use_proxy(bough: &Bough, url: &str) {
    let mut settings = bough.call("get_settings", json!({})).await;
    settings["proxy"] = json!({ "kind": "manual", "url": url, "except": "" });
    bough.call("change_settings", json!({ "settings": settings })).await;
}

/// A port that was free a moment ago and that nobody listens on.
pub fn closed_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a free port").port()
}
