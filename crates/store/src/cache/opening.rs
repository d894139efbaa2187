//! Opens the file of an owner. A cache has no migrations: a file of another version is made anew.

use std::fs::{DirBuilder, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{is_damage, remove};

/// The shape below, in the file's `user_version`. Any change of it counts this up.
const VERSION: i32 = 1;

/// Entries have a kind and a key and are found by words; answers name entries by their keys, so that what is forgotten
/// disappears from every answer. `about` is what an entry or an answer is forgotten with.
const SCHEMA: &str = "
    CREATE TABLE entry (
        kind TEXT NOT NULL, key TEXT NOT NULL, about TEXT, words TEXT NOT NULL, body TEXT NOT NULL, seen INTEGER NOT NULL,
        PRIMARY KEY (kind, key)
    ) WITHOUT ROWID;
    CREATE INDEX entry_about ON entry (about);
    CREATE INDEX entry_seen ON entry (seen);
    CREATE TABLE answer (question TEXT NOT NULL PRIMARY KEY, about TEXT, body TEXT NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX answer_about ON answer (about);
    CREATE INDEX answer_seen ON answer (seen);
";

/// How long somebody else (a backup, a curious person) may hold the file.
const PATIENCE: Duration = Duration::from_millis(200);

/// Opens the file, made where it is missing (mode 0600, its folder 0700) and made anew where it is damaged or of another
/// version.
pub(super) fn open(folder: &Path, path: &Path) -> Result<Connection, rusqlite::Error> {
    let unusable = |error: std::io::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(error));
    private_folder(folder).map_err(unusable)?;
    private_file(path).map_err(unusable)?;
    match ready(path) {
        Ok(Some(connection)) => return Ok(connection),
        Ok(None) => {}
        Err(error) if is_damage(&error) => tracing::warn!(%error, "what was seen is damaged and forgotten"),
        Err(error) => return Err(error),
    }
    remove(path);
    private_file(path).map_err(unusable)?;
    // A file that was made this moment is empty, so its shape is ours.
    ready(path)?.ok_or(rusqlite::Error::InvalidQuery)
}

/// The file with our shape in it; none where it has another version.
fn ready(path: &Path) -> Result<Option<Connection>, rusqlite::Error> {
    // Without `SQLITE_OPEN_URI`: a path is a path.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // What is deleted is overwritten, and the journal is gone after each write.
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    match connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))? {
        VERSION => Ok(Some(connection)),
        0 if is_empty(&connection)? => {
            connection.execute_batch(&format!("BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;"))?;
            Ok(Some(connection))
        }
        other => {
            tracing::info!(other, "what was seen was kept by another Bough and is forgotten");
            Ok(None)
        }
    }
}

fn is_empty(connection: &Connection) -> Result<bool, rusqlite::Error> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// `SQLite` would make the file with the mode that everybody's files have.
fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
