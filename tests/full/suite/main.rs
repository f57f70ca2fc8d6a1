//! What is true of this project's own models, in the admin and in the API.

mod api_accounts;
mod api_forms;
mod api_pages;
mod api_records;
mod attacks;
mod blog_pages;
mod blog_site;
mod blog_users;
mod changelist;
mod choices;
#[path = "../web/client.rs"]
mod client;
mod contract;
mod deletion;
mod fixtures;
mod forms;
mod fuzz;
mod nodes;
mod people;
mod records;
#[path = "../web/test_database.rs"]
mod test_database;
#[path = "../web/test_site.rs"]
mod test_site;
mod transfer;
