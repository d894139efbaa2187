//! The desktop of a terminal: it names pages for a browser; it has no clipboard or dialogs of its own, and says so.

use async_trait::async_trait;
use bough_core::Desktop;
use bough_core::fault::Fault;

use crate::output::complain;

/// No desktop at all.
pub struct Terminal;

#[async_trait]
impl Desktop for Terminal {
    fn open_url(&self, url: &str) -> Result<(), Fault> {
        complain(&format!("Open this page in a browser:\n  {url}"), None);
        Ok(())
    }

    fn copy_text(&self, _: &str) -> Result<(), Fault> {
        Err(refused("A terminal has no clipboard."))
    }

    async fn pick_folder(&self, _: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Err(refused("A terminal has no dialogs. Give the folder as an argument."))
    }

    async fn pick_file(&self, _: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Err(refused("A terminal has no dialogs. Give the file as an argument."))
    }
}

fn refused(detail: &str) -> Fault {
    Fault::Refused { detail: detail.into() }
}
