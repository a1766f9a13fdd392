//! What the program promises, told from outside: one file per promise.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod a_case_can_be_seen_as_it_was;
mod a_retried_command_gets_its_first_answer;
mod access;
mod any_change_to_the_record_is_found;
mod api;
mod days;
mod nothing_acknowledged_is_lost;
mod private_text_stays_private;
mod rulebooks_are_adopted_with_their_texts;
mod sign_in;
mod stories;
mod the_views_can_be_dropped;
mod web;
mod what_happened_is_recorded;
