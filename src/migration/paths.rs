//! Where a project has its migrations.

use super::dialect::Dialect;

/// The files of the migration `name`: up and down, for each database.
pub fn paths(name: &str) -> Vec<String> {
    let folders = Dialect::ALL.map(Dialect::name);
    let path = |folder, direction| format!("migrations/{folder}/{name}.{direction}.sql");
    let files = folders.map(|folder| [path(folder, "up"), path(folder, "down")]);
    files.into_iter().flatten().collect()
}
