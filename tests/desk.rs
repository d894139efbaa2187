//! A desktop that only remembers: what would have been opened, copied or chosen.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use bough_core::Desktop;
use bough_core::fault::Fault;

/// Remembers instead of doing.
#[derive(Default)]
pub struct Desk {
    opened: Mutex<Vec<String>>,
    copied: Mutex<Vec<String>>,
}

impl Desk {
    /// Pages that were opened, oldest first.
    pub fn opened(&self) -> Vec<String> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets what was opened.
    pub fn clear(&self) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Texts that were copied, oldest first.
    pub fn copied(&self) -> Vec<String> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Desktop for Desk {
    fn open_url(&self, url: &str) -> Result<(), Fault> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).push(url.into());
        Ok(())
    }

    fn copy_text(&self, text: &str) -> Result<(), Fault> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner).push(text.into());
        Ok(())
    }

    async fn pick_folder(&self, _title: &str, _start: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(None)
    }

    async fn pick_file(&self, _title: &str, _start: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(None)
    }
}
