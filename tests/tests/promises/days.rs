//! Five days in the life of an office, from the morning to the evening, as those who work there see them: over a real socket, through
//! pages where people use pages.

mod a_conflict_is_discovered_in_the_middle_of_a_form;
mod a_reporters_identity_is_needed;
mod house;
mod the_head_is_the_subject;
mod the_inspector_leaves_in_the_middle_of_a_case;
mod the_leader_is_away;
