//! What Bough says on standard error besides answers: errors only, or what `BOUGH_LOG` asks for.

use std::io::{self, Write};

use bough_core::redact::redact;
use tracing_subscriber::EnvFilter;

/// Starts logging.
pub fn start() {
    let filter = EnvFilter::try_from_env("BOUGH_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Careful).try_init();
    debug_assert!(started.is_ok(), "logging is started once");
}

/// Standard error without what looks like a secret. Each event arrives as one write.
struct Careful;

impl Write for Careful {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(redact(&String::from_utf8_lossy(event)).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}
