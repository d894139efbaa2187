//! T2.3: callable from anywhere, although `zbus` is built here with the feature that makes it panic inside a tokio task.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use secrecy::ExposeSecret;

use crate::bus::Bus;
use crate::daemon::Daemon;
use crate::stage::{keychain, on, pat};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits without any runtime.
fn block_on<T>(call: impl Future<Output = T>) -> T {
    let mut call = pin!(call);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match call.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(answer) => return answer,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn from_plain_code_and_every_kind_of_runtime() {
    on(Bus::Activating, "asynchronous::from_plain_code_and_every_kind_of_runtime", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        let round = |number: u128| {
            let keychain = keychain.clone();
            async move {
                let entry = pat(1, number);
                keychain.save(&entry, format!("secret {number}").into()).await.unwrap();
                let found = keychain.read(&entry).await.unwrap().unwrap();
                assert_eq!(found.expose_secret(), format!("secret {number}"));
                keychain.check().await.unwrap();
                keychain.delete(&entry).await.unwrap();
                assert!(keychain.read(&entry).await.unwrap().is_none());
            }
        };
        block_on(round(1));
        let current = tokio::runtime::Builder::new_current_thread().build().unwrap();
        current.block_on(round(2));
        let several = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
        several.block_on(round(3));
        several.block_on(async { tokio::spawn(round(4)).await.unwrap() });
        let blocking = round(5);
        several.block_on(async { tokio::task::spawn_blocking(|| block_on(blocking)).await.unwrap() });
        several.block_on(async {
            let calls: Vec<_> = (6..26).map(|number| tokio::spawn(round(number))).collect();
            for call in calls {
                call.await.unwrap();
            }
        });
    });
}

#[test]
fn the_library_itself_does_panic_there() {
    on(Bus::Activating, "asynchronous::the_library_itself_does_panic_there", || {
        let _daemon = Daemon::unlocked();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let called = || runtime.block_on(async { zbus_secret_service_keyring_store::Store::new().is_ok() });
        let outcome = catch_unwind(AssertUnwindSafe(called));
        assert!(outcome.is_err(), "else the test above proves nothing");
    });
}
