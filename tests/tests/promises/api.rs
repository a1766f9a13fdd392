//! The JSON API over a real socket: what a program on another machine can rely on.

mod a_case_lives_over_http;
mod a_listener_hears_what_is_recorded;
mod a_lost_reply_is_found_again;
mod a_review_shows_how_far_it_went;
mod a_reviewer_gets_an_answer;
mod an_inspector_sees_what_to_do_next;
mod bad_input_stores_nothing;
mod every_number_opens_its_list;
pub(crate) mod server;
mod what_is_in_the_papers_is_found;
mod what_stands_of_an_organ_is_told;
