//! Who may do what, over a real socket: roles, and cases that do not exist to some.

mod a_case_is_seen_where_it_is_handled_and_above;
mod a_case_is_shown_for_a_time;
mod a_superiors_appeal_officer_sees_what_is_appealed;
mod nobody_does_what_his_role_may_not;
pub(crate) mod province;
mod what_is_out_of_reach_does_not_exist_either;
mod what_its_heads_may_not_decide_goes_up;
mod what_somebody_may_not_know_of_does_not_exist;
