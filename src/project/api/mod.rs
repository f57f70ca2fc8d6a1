//! What the templates of the style `api` see.

mod columns;
pub mod field_view;
mod list_view;
pub mod model_view;
pub mod openapi;
pub mod rule;
mod test_view;
