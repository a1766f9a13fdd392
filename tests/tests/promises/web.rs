//! The pages, as a person with a browser and nothing else gets to see them.

mod a_report_becomes_a_case_through_the_pages;
mod every_link_leads_somewhere;
pub(crate) mod forms;
mod whatever_is_typed_stays_text;
