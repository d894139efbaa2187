//! A Secret Service that is locked, shows a prompt, and unlocks exactly when the test says so. It keeps nothing but a count.

#![expect(clippy::unused_self, clippy::used_underscore_binding, reason = "the shapes of methods on the bus")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use zbus::blocking::connection::{Builder, Connection};
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

const ROOT: &str = "/org/freedesktop/secrets";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PROMPT: &str = "/org/freedesktop/secrets/prompt/p1";

type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// Serves until dropped.
pub struct Impostor {
    bus: Connection,
    created: Arc<AtomicUsize>,
    prompted: mpsc::Receiver<()>,
}

struct Service;

struct Collection {
    created: Arc<AtomicUsize>,
}

struct Prompt {
    prompted: mpsc::Sender<()>,
}

fn path(text: &'static str) -> OwnedObjectPath {
    ObjectPath::from_static_str(text).unwrap().into()
}

#[interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    fn open_session(&self, _algorithm: &str, _input: OwnedValue) -> (Value<'static>, OwnedObjectPath) {
        // Any number passes for the public half of a key: nobody here looks at a secret.
        (Value::from(vec![5_u8; 128]), path("/org/freedesktop/secrets/session/s1"))
    }

    fn search_items(&self, _attributes: HashMap<String, String>) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        (Vec::new(), Vec::new())
    }

    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(COLLECTION)
    }

    fn unlock(&self, _objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        (Vec::new(), path(PROMPT))
    }
}

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    /// Always, so that every call meets a prompt of its own.
    #[zbus(property)]
    fn locked(&self) -> bool {
        true
    }

    fn create_item(
        &self,
        _properties: HashMap<String, OwnedValue>,
        _secret: Secret,
        _replace: bool,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        self.created.fetch_add(1, Ordering::SeqCst);
        (path("/org/freedesktop/secrets/collection/login/1"), path("/"))
    }
}

#[interface(name = "org.freedesktop.Secret.Prompt")]
impl Prompt {
    fn prompt(&self, _window: &str) {
        self.prompted.send(()).unwrap();
    }

    #[zbus(signal)]
    async fn completed(emitter: &SignalEmitter<'_>, dismissed: bool, result: Value<'_>) -> zbus::Result<()>;
}

impl Impostor {
    pub fn start() -> Self {
        let created = Arc::new(AtomicUsize::new(0));
        let (sender, prompted) = mpsc::channel();
        let bus = Builder::session()
            .unwrap()
            .serve_at(ROOT, Service)
            .unwrap()
            .serve_at(COLLECTION, Collection { created: Arc::clone(&created) })
            .unwrap()
            .serve_at(PROMPT, Prompt { prompted: sender })
            .unwrap()
            .name("org.freedesktop.secrets")
            .unwrap()
            .build()
            .unwrap();
        Self { bus, created, prompted }
    }

    /// Waits until a prompt is on the screen.
    pub fn wait_for_prompt(&self) {
        self.prompted.recv_timeout(Duration::from_secs(20)).expect("a prompt is shown");
    }

    /// The person types the password: every open prompt is answered.
    pub fn unlock(&self) {
        let emitter = SignalEmitter::new(self.bus.inner(), PROMPT).unwrap();
        zbus::block_on(Prompt::completed(&emitter, false, Value::from(Vec::<OwnedObjectPath>::new()))).unwrap();
    }

    pub fn unlock_if_prompted(&self) {
        if self.prompted.recv_timeout(Duration::from_millis(10)).is_ok() {
            self.unlock();
        }
    }

    /// Items that were created.
    pub fn created(&self) -> usize {
        self.created.load(Ordering::SeqCst)
    }
}
