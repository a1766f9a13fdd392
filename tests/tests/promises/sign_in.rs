//! Accounts over a real socket: what somebody who attacks them gets, and what somebody who uses them can rely on.

mod a_sealed_name_is_opened_once;
mod authority_is_lent_for_a_time;
mod duties_are_kept_apart;
mod evidence_is_kept_as_it_came;
mod nobody_acts_as_somebody_else;
mod nobody_comes_in_by_guessing;
pub(crate) mod office;
mod secrets_are_told_once;
mod what_ended_stays_ended;
mod what_is_erased_is_found_nowhere;
