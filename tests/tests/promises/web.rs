//! The pages, as a person with a browser and nothing else gets to see them.

mod every_link_leads_somewhere;
