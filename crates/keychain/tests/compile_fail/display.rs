//! A secret is formatted.
async fn show(secrets: &keychain::Secrets, entry: &keychain::Entry) {
    let secret = secrets.find(entry).await.unwrap().unwrap();
    format!("{secret}");
}

fn main() {}
