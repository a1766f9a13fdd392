//! Who may do what, over a real socket: roles, and cases that do not exist to some.

mod nobody_does_what_his_role_may_not;
mod what_somebody_may_not_know_of_does_not_exist;
