//! Who we are. No resource tells; the name stands in a header of every answer, the rest is looked up.

use percent_encoding::percent_decode_str;

use super::faults::{Asking, checked, user_name};
use super::paging::gather;
use super::rest::Rest;
use super::{convert, wire};
use crate::error::{Error, SignInReason};
use crate::model::hosts::User;

const ASKING: Asking<'static> = Asking { what: "the account", missing: "Project permissions: read" };

/// Whom the token belongs to. A token that is not accepted reads this resource all the same, as anybody could.
pub(super) async fn identity(rest: &Rest) -> Result<User, Error> {
    let response = checked(rest.ask(rest.api(&["application-properties"])).await?, ASKING)?;
    let Some(header) = user_name(&response) else {
        let detail = "The server answers as if nobody had signed in.".to_owned();
        return Err(Error::SignIn { reason: SignInReason::Rejected, detail });
    };
    let names = readings(header);
    let fallback = || {
        let name = names[0].clone();
        let slug = convert::slug_of(&name);
        User { display_name: name.clone(), name, slug, email: None, active: true }
    };
    match look_up(rest, &names).await {
        Ok(found) => Ok(found.unwrap_or_else(fallback)),
        // Neither tokens of projects nor users without a licence may search for users.
        Err(Error::Denied { .. } | Error::NotFound { .. }) => Ok(fallback()),
        Err(other) => Err(other),
    }
}

/// The header is encoded as forms are, where a blank is `+`; a name may hold a `+` where it was not.
fn readings(header: &str) -> [String; 2] {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    [decoded(header), decoded(&header.replace('+', " "))]
}

/// The filter looks for parts of names, display names and e-mail addresses, so the right one is among many.
async fn look_up(rest: &Rest, names: &[String; 2]) -> Result<Option<User>, Error> {
    let is_me = |user: &wire::User| names.contains(&user.name);
    let mut url = rest.api(&["users"]);
    url.query_pairs_mut().append_pair("filter", &names[0]);
    let read = |user: wire::User| Some(is_me(&user).then_some(user));
    let found = gather(rest, url, 100, ASKING, read, |found| found.iter().any(Option::is_some)).await?;
    if let Some(user) = found.into_iter().flatten().next() {
        return Ok(Some(convert::user(user)));
    }
    let url = rest.api(&["users", &convert::slug_of(&names[0])]);
    let user: wire::User = rest.read(url, ASKING).await?;
    Ok(is_me(&user).then(|| convert::user(user)))
}

/// True where the header of an answer names this user.
pub(super) fn names(header: &str, user: &User) -> bool {
    readings(header).contains(&user.name)
}
