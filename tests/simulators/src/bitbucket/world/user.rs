//! People and robots: the account name, its slug (which differs from the name) and what the server shows of them.

use super::World;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct UserId(pub u64);

#[derive(Clone)]
pub(crate) struct User {
    pub id: UserId,
    pub name: String,
    pub slug: String,
    pub display_name: String,
    pub email: Option<String>,
    pub active: bool,
    pub service: bool,
    pub system_admin: bool,
    pub password: Option<String>,
}

/// The server's rule for slugs: lower case, and characters that mean something in a URL become `_`.
pub(crate) fn slug_of(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if "[]:/?#@!$&'()*+,;=%\\".contains(c) { '_' } else { c }).collect()
}

impl World {
    pub fn add_user(&mut self, name: &str, display_name: &str) -> UserId {
        let id = UserId(self.fresh_id());
        let email = if name.contains('@') { name.to_owned() } else { format!("{name}@kestrel.example") };
        self.users.push(User {
            id,
            name: name.into(),
            slug: slug_of(name),
            display_name: display_name.into(),
            email: Some(email),
            active: true,
            service: false,
            system_admin: false,
            password: None,
        });
        id
    }

    pub fn change_user(&mut self, id: UserId, change: impl FnOnce(&mut User)) {
        if let Some(user) = self.users.iter_mut().find(|user| user.id == id) {
            change(user);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_slug_is_safe_in_a_path() {
        assert_eq!(slug_of("User3@gmail.com"), "user3_gmail.com");
    }
}
