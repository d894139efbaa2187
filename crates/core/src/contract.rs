//! Turns the page of commands in `api.rs` into argument types, the dispatcher and TypeScript.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use crate::Core;
use crate::fault::Fault;

/// A command as a type: the door for callers that are Rust themselves ([`Core::run`]), so that a token need not pass
/// through JSON.
pub trait Command: Sized + Send {
    /// What it answers.
    type Answer: Serialize + Send;
    /// Its name on the wire.
    const NAME: &'static str;
    /// Runs it.
    fn run(self, core: &Core) -> impl Future<Output = Result<Self::Answer, Fault>> + Send;
}

macro_rules! contract {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident($args:ident { $($field:ident: $type:ty),* $(,)? }) -> $answer:ty
            = $($handler:ident)::+ $(, $logs:ident)?;
    )*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Deserialize, TS)]
            #[serde(rename_all = "camelCase", deny_unknown_fields)]
            #[ts(optional_fields = nullable)]
            // Not `expect`: commands without arguments have no field that lacks a sentence.
            #[allow(missing_docs, reason = "the command's own sentence says what its arguments are")]
            pub struct $args { $(pub $field: $type),* }

            impl $crate::contract::Command for $args {
                type Answer = $answer;
                const NAME: &'static str = stringify!($name);
                fn run(self, core: &Core) -> impl Future<Output = Result<$answer, Fault>> + Send {
                    $crate::contract::carried_out!(core, self, $name, $($handler)::+ $(, $logs)?)
                }
            }
        )*

        impl Core {
            /// Runs a command by its name. Unknown names and unknown arguments are refused.
            pub async fn call(&self, name: &str, arguments: serde_json::Value) -> Result<serde_json::Value, Fault> {
                match name {
                    $(stringify!($name) => {
                        let arguments: $args = $crate::contract::arguments(arguments)?;
                        $crate::contract::answer(&self.run(arguments).await?)
                    })*
                    unknown => Err(Fault::Invalid { field: "command".into(), why: format!("There is no command “{unknown}”.") }),
                }
            }
        }

        /// Names of all commands, each with its sentence.
        pub const COMMANDS: &[(&str, &str)] = &[$((stringify!($name), concat!($($doc),*)),)*];

        /// The contract in TypeScript: what `ui/src/host/api.gen.ts` must hold.
        pub fn typescript() -> String {
            let mut page = $crate::contract::Page::new();
            page.add::<Event>();
            page.add::<Fault>();
            $(
                page.add::<$args>();
                page.add::<$answer>();
                page.command(stringify!($name), concat!($($doc),*), &page.name::<$args>(), &page.name::<$answer>());
            )*
            page.finish()
        }
    };
}
pub(crate) use contract;

/// Runs a command's function; where the page says `logs` or `logs_job`, with an entry in the activity log.
macro_rules! carried_out {
    ($core:ident, $arguments:expr, $name:ident, $handler:path) => {
        $handler($core, $arguments)
    };
    ($core:ident, $arguments:expr, $name:ident, $handler:path, logs) => {
        $crate::contract::carried_out!($core, $arguments, $name, $handler, by recorded)
    };
    ($core:ident, $arguments:expr, $name:ident, $handler:path, logs_job) => {
        $crate::contract::carried_out!($core, $arguments, $name, $handler, by recorded_job)
    };
    ($core:ident, $arguments:expr, $name:ident, $handler:path, by $recorded:ident) => {{
        let arguments = $arguments;
        async move {
            let deed = $crate::activity::deeds::$name($core, &arguments).await;
            $crate::activity::$recorded($core, deed, $handler($core, arguments)).await
        }
    }};
}
pub(crate) use carried_out;

/// Reads a command's arguments; `null` stands for none.
pub(crate) fn arguments<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
    // serde's words name fields and types, never values of strings that were expected; a secret can't be among them
    // because a string is the only thing a secret can be read from.
    serde_json::from_value(value).map_err(|error| Fault::Invalid {
        field: "arguments".into(),
        why: format!("The arguments don't fit the command: {error}."),
    })
}

/// Writes a command's answer.
pub(crate) fn answer<T: Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(|error| Fault::Broken { detail: format!("the answer can't be written as JSON: {error}") })
}

/// The TypeScript page while it is written.
pub(crate) struct Page {
    config: Config,
    types: BTreeMap<String, String>,
    commands: String,
}

impl Page {
    pub(crate) fn new() -> Self {
        Self { config: Config::new().with_large_int("number"), types: BTreeMap::new(), commands: String::new() }
    }

    pub(crate) fn name<T: TS + ?Sized>(&self) -> String {
        T::name(&self.config)
    }

    /// Adds a type and all that it mentions.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
        T::visit_generics(self);
    }

    pub(crate) fn command(&mut self, name: &str, doc: &str, arguments: &str, answer: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.commands, "  /**{doc} */\n  {name}: {{ arguments: {arguments}; answer: {answer} }};");
    }

    pub(crate) fn finish(self) -> String {
        let mut text = String::from(
            "// Written by `cargo xtask contract` from crates/core/src/api.rs. Do not edit.\n\n\
             /** Every command with what it takes and what it answers. */\nexport interface Commands {\n",
        );
        text.push_str(&self.commands);
        text.push_str("}\n");
        for declaration in self.types.values() {
            text.push('\n');
            text.push_str(declaration);
            text.push('\n');
        }
        text
    }
}

impl TypeVisitor for Page {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of ours are exported under a name; the rest is spelled out where it is used.
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            return;
        }
        let name = T::ident(&self.config);
        if self.types.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        self.types.insert(name, format!("{docs}export {}", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}

#[cfg(test)]
mod tests;
