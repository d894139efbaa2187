//! Journeys: what people do with Bough, one file for each story, through `Core::call` only, against the simulator.
#![expect(clippy::panic, reason = "a journey fails loudly")]

mod add_remotes;
mod cancel_a_clone;
mod check_out;
mod clone_over_https;
mod clone_over_ssh;
mod connect_with_a_token;
mod connection_cut;
mod create_repositories;
mod empty_repository;
mod fetch_and_push;
mod five_thousand_repositories;
mod forks;
mod keychains;
mod large_files;
mod odd_pull_requests;
mod personal_project;
mod prebuilds;
mod private_authority;
mod pull_requests;
mod rate_limits;
mod renewed_tokens;
mod server_trouble;
mod sign_in_through_the_browser;
mod sign_in_under_attack;
mod ssh_keys;
mod token_without_rights;
mod two_hosts;
mod two_profiles;
mod unicode_names;
mod webhooks;
mod wrong_token;
