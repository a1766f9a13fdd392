//! Whole cases, told from their report to their end.

mod a_decision_is_appealed_twice;
mod a_decision_is_taken_back;
mod one_case_ends_differently_for_each;
mod what_is_sent_back_is_decided_anew;
