//! A secret is sent as JSON.
async fn send(keychain: &keychain::Keychain, entry: &keychain::Entry) {
    let secret = keychain.read(entry).await.unwrap().unwrap();
    serde_json::to_string(&secret).unwrap();
}

fn main() {}
