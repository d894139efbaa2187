//! What stands in a file: entries, found by key and by words, and answers that name them.

/// A thing that was seen, such as a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What kind of thing.
    pub kind: &'static str,
    /// Its name among its kind.
    pub key: String,
    /// What it is forgotten with.
    pub about: Option<String>,
    /// What it is found by, in the letters that are searched for.
    pub words: String,
    /// The thing itself.
    pub body: String,
}

/// Something that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// What it is forgotten with.
    pub about: Option<String>,
    /// The thing itself.
    pub body: String,
    /// When it was seen last: milliseconds since 1970.
    pub seen: i64,
}

/// What a search is for.
pub(super) struct Sought<'a> {
    pub kind: &'a str,
    pub within: &'a str,
    pub words: &'a [String],
    pub most: usize,
}

/// The statements.
pub(super) mod statements {
    use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, params};

    use super::{Entry, Remembered, Sought};

    type Outcome<T> = Result<T, rusqlite::Error>;

    pub fn keep(work: &Transaction<'_>, now: i64, answer: Option<(&str, Remembered)>, entries: &[Entry]) -> Outcome<()> {
        let mut put = work.prepare_cached(
            "INSERT OR REPLACE INTO entry (kind, key, about, words, body, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for Entry { kind, key, about, words, body } in entries {
            put.execute(params![kind, key, about, words, body, now])?;
        }
        if let Some((question, Remembered { about, body, seen })) = answer {
            work.prepare_cached("INSERT OR REPLACE INTO answer (question, about, body, seen) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![question, about, body, seen])?;
        }
        Ok(())
    }

    pub fn answer(connection: &Connection, question: &str) -> Outcome<Option<Remembered>> {
        connection
            .prepare_cached("SELECT about, body, seen FROM answer WHERE question = ?1")?
            .query_row([question], remembered)
            .optional()
    }

    pub fn entries(connection: &Connection, kind: &str, keys: &[String]) -> Outcome<Vec<Remembered>> {
        let mut one = connection.prepare_cached("SELECT about, body, seen FROM entry WHERE kind = ?1 AND key = ?2")?;
        let found = keys.iter().map(|key| one.query_row([kind, key.as_str()], remembered).optional());
        found.filter_map(Outcome::transpose).collect()
    }

    pub fn search(connection: &Connection, sought: &Sought<'_>) -> Outcome<Vec<Remembered>> {
        // `instr` and `substr` know no wildcards: what is typed stands for itself.
        let mut text = "SELECT about, body, seen FROM entry WHERE kind = ? AND substr(key, 1, length(?)) = ?".to_owned();
        sought.words.iter().for_each(|_| text.push_str(" AND instr(words, ?) > 0"));
        text.push_str(" ORDER BY key LIMIT ?");
        let most = i64::try_from(sought.most).unwrap_or(i64::MAX);
        let mut given: Vec<&dyn ToSql> = vec![&sought.kind, &sought.within, &sought.within];
        given.extend(sought.words.iter().map(|word| word as &dyn ToSql));
        given.push(&most);
        let mut found = connection.prepare_cached(&text)?;
        found.query_map(given.as_slice(), remembered)?.collect()
    }

    pub fn forget_answer(connection: &Connection, question: &str) -> Outcome<()> {
        connection.execute("DELETE FROM answer WHERE question = ?1", [question]).map(drop)
    }

    pub fn forget_entry(connection: &Connection, kind: &str, key: &str) -> Outcome<()> {
        connection.execute("DELETE FROM entry WHERE kind = ?1 AND key = ?2", [kind, key]).map(drop)
    }

    pub fn forget_about(work: &Transaction<'_>, about: &str) -> Outcome<()> {
        work.prepare_cached("DELETE FROM entry WHERE about = ?1")?.execute([about])?;
        work.prepare_cached("DELETE FROM answer WHERE about = ?1")?.execute([about]).map(drop)
    }

    pub fn forget_unseen(connection: &Connection, kind: &str, within: &str, since: i64) -> Outcome<Vec<String>> {
        let text = "DELETE FROM entry WHERE kind = ?1 AND substr(key, 1, length(?2)) = ?2 AND seen < ?3 RETURNING key";
        connection.prepare_cached(text)?.query_map(params![kind, within, since], |row| row.get(0))?.collect()
    }

    /// Forgets what was not seen longest until the file is no larger than it may be. An answer goes no later than the
    /// entries that it names, which are no older than it.
    pub fn evict(connection: &mut Connection, largest: u64) -> Outcome<()> {
        while used(connection)? > largest {
            let work = connection.transaction()?;
            let oldest = "SELECT seen FROM (SELECT seen FROM entry UNION ALL SELECT seen FROM answer) ORDER BY seen LIMIT 1 OFFSET \
                (SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM answer)) / 8";
            let Some(until) = work.query_row(oldest, [], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
            work.execute("DELETE FROM answer WHERE seen <= ?1", [until])?;
            work.execute("DELETE FROM entry WHERE seen <= ?1", [until])?;
            work.commit()?;
        }
        Ok(())
    }

    /// Bytes in pages that hold something.
    fn used(connection: &Connection) -> Outcome<u64> {
        let text =
            "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size";
        connection.query_row(text, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
    }

    fn remembered(row: &Row<'_>) -> Outcome<Remembered> {
        Ok(Remembered { about: row.get(0)?, body: row.get(1)?, seen: row.get(2)? })
    }
}
