//! The conversation with a person on behalf of `ssh`: a server in the application, a client in whatever program OpenSSH
//! starts as its askpass.
//!
//! Each `ssh` child gets a [`Ticket`] with a one-time value. The client presents it over a private socket together with
//! OpenSSH's question; the server recognises the question by its whole text, asks, and answers each question once. So no
//! secret stands in arguments, environment or files, and a wrong answer ends the connection instead of being asked again.

mod client;
mod endpoint;
mod question;
mod server;
mod ticket;
mod wire;

pub use client::run_if_asked;
pub use question::{Answer, Question};
pub use server::Server;
pub use ticket::Ticket;

/// Where the client finds the server, and the value that admits it: `<address>:<value>`.
const VARIABLE: &str = "BOUGH_ASKPASS";

/// The person's side of the conversation; called on a thread of its own and free to block.
pub type Ask = std::sync::Arc<dyn Fn(Question) -> Answer + Send + Sync>;
