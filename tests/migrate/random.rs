//! Random pairs of specs, with rows in every table: migrating gives exactly the schema of a new
//! project and keeps what is to be kept, or refuses before anything changes; down restores.
//!
//! `SCAFFOLD_PAIRS` of them, from the seed `SCAFFOLD_SEED` (0) on.

use scaffold::migration::{Dialect, History, reverse};
use scaffold::spec;

use crate::case::{Case, Same};
use crate::database::{Counters, Database, Rows, create};
use crate::environment::number;
use crate::postgres::Postgres;
use crate::random_spec::random_spec;
use crate::rows::rows;
use crate::sqlite::Sqlite;

/// What a pair came to.
#[derive(Default, Debug)]
struct Outcomes {
    /// The spec is invalid, or the change is blocked: nothing to run.
    passed_over: usize,
    migrated: usize,
    refused: usize,
    restored: usize,
}

#[test]
fn changes_lead_to_the_new_schema_and_back() {
    let mut made = 0;
    for seed in seeds(2000) {
        let Some(case) = Case::of(seed) else { continue };
        made += 1;
        let after = case
            .before
            .after(&case.changes)
            .unwrap_or_else(|error| panic!("{seed}: {error}"));
        assert!(after.is_same(&case.after), "{seed}: {:#?}", case.changes);
        let back = after
            .after(&reverse(&case.changes))
            .unwrap_or_else(|error| panic!("{seed}: {error}"));
        assert!(back.is_same(&case.before), "{seed}: {:#?}", case.changes);
    }
    assert!(made * 2 > seeds(2000).count(), "most pairs came to nothing");
}

/// Any texts and names that a spec can have.
#[test]
fn first_migrations_run_and_leave_nothing_behind() {
    let mut databases: Vec<Box<dyn Database>> = vec![Box::new(Sqlite::new())];
    databases
        .extend(Postgres::new("first").map(|database| Box::new(database) as Box<dyn Database>));
    for seed in 0..20 {
        let spec = spec::load(&random_spec(seed), "scaffold.yaml").unwrap();
        let history = History::first(&spec);
        let files = history.files().unwrap();
        for database in &mut databases {
            let nothing = database.catalogue();
            let sql = |direction: &str| {
                let name = database.dialect().name();
                let path = format!("migrations/{name}/0001_initial.{direction}.sql");
                let file = files.iter().find(|(file, _)| *file == path);
                file.map(|(_, text)| text.clone()).unwrap()
            };
            let (up, down) = (sql("up"), sql("down"));
            database.migrate(&up).unwrap();
            assert!(database.catalogue().len() > nothing.len());
            database.migrate(&down).unwrap();
            assert_eq!(database.catalogue(), nothing, "seed {seed}");
        }
    }
}

#[test]
fn pairs_migrate_on_sqlite() {
    let mut outcomes = Outcomes::default();
    for seed in seeds(400) {
        let Some(case) = Case::of(seed) else {
            outcomes.passed_over += 1;
            continue;
        };
        let mut fresh = Sqlite::new();
        let mut old = Sqlite::new();
        case.check(&mut old, &mut fresh, &mut outcomes);
    }
    outcomes.are_worth_something();
}

#[test]
fn pairs_migrate_on_postgres() {
    let (Some(mut old), Some(mut fresh)) = (Postgres::new("pairs"), Postgres::new("fresh")) else {
        return;
    };
    let mut outcomes = Outcomes::default();
    for seed in seeds(50) {
        let Some(case) = Case::of(seed) else {
            outcomes.passed_over += 1;
            continue;
        };
        old.clear();
        fresh.clear();
        let before = outcomes.refused;
        case.check(&mut old, &mut fresh, &mut outcomes);
        // What one database lets pass, the other does.
        let refused = outcomes.refused > before;
        let by_sqlite = case.refusal(&mut Sqlite::new()).is_some();
        assert_eq!(refused, by_sqlite, "seed {seed}");
    }
    outcomes.are_worth_something();
}

impl Outcomes {
    fn are_worth_something(&self) {
        println!("{self:?}");
        let run = self.migrated + self.refused;
        let all = run + self.passed_over;
        // With one seed of the environment there is no share to speak of.
        if all >= 50 {
            assert!(run * 2 > all && self.migrated * 2 > run, "{self:?}");
            assert!(self.restored * 2 > self.migrated, "{self:?}");
        }
    }
}

impl Case {
    /// Why the migration is refused with rows there, if it is.
    fn refusal(&self, database: &mut dyn Database) -> Option<String> {
        create(database, &self.old);
        database.run(&rows(database.dialect(), &self.before, self.seed));
        database.migrate(&self.up(database.dialect())).err()
    }

    fn check<D: Database>(&self, database: &mut D, fresh: &mut D, outcomes: &mut Outcomes) {
        let (seed, dialect) = (self.seed, database.dialect());
        create(fresh, &self.new);
        create(database, &self.old);
        let (wanted, old) = (fresh.catalogue(), database.catalogue());
        database.run(&rows(dialect, &self.before, seed));
        let kept = database.rows(&self.before);
        let counters = database.counters();
        if let Err(reason) = database.migrate(&self.up(dialect)) {
            outcomes.refused += 1;
            assert_readable(&reason, seed);
            assert_eq!(
                database.catalogue(),
                old,
                "seed {seed}: changed, but {reason}"
            );
            assert_eq!(
                database.rows(&self.before),
                kept,
                "seed {seed}: changed, but {reason}"
            );
            for table in self.before.tables.iter().rev() {
                database.run(&emptied(dialect, &table.name));
            }
            let again = database.migrate(&self.up(dialect));
            again.unwrap_or_else(|error| panic!("seed {seed}: refused without rows: {error}"));
            assert_eq!(
                database.catalogue(),
                wanted,
                "seed {seed}\n{}",
                self.up(dialect)
            );
            return;
        }
        outcomes.migrated += 1;
        assert_eq!(
            database.catalogue(),
            wanted,
            "seed {seed}\n{}",
            self.up(dialect)
        );
        let now = database.rows(&self.after);
        self.assert_counted(&counters, &database.counters());
        self.assert_kept(&kept, &now);
        if self.has_other_identity() {
            for table in ["auth_session", "auth_reset", "authtoken_token", "admin_log"] {
                assert!(
                    now[table].is_empty(),
                    "seed {seed}: {table} is somebody else's"
                );
            }
            assert!(!now["auth_group"].is_empty(), "seed {seed}");
        }

        if let Err(reason) = database.migrate(&self.down(dialect)) {
            assert_readable(&reason, seed);
            assert_eq!(
                database.catalogue(),
                wanted,
                "seed {seed}: changed, but {reason}"
            );
            assert_eq!(
                database.rows(&self.after),
                now,
                "seed {seed}: changed, but {reason}"
            );
            return;
        }
        outcomes.restored += 1;
        assert_eq!(
            database.catalogue(),
            old,
            "seed {seed}\n{}",
            self.down(dialect)
        );
        self.assert_restored(&kept, &database.rows(&self.before));
    }

    /// Each value of a field that both specs have is what it was, unless its type changed or it
    /// was nothing and had to become something.
    fn assert_kept(&self, kept: &Rows, now: &Rows) {
        for (number, (old, new)) in self.tables() {
            assert_eq!(
                kept[&old].keys().collect::<Vec<_>>(),
                now[&new].keys().collect::<Vec<_>>(),
                "seed {}: rows of `{old}` (model {number})",
                self.seed
            );
        }
        for same in self.columns() {
            let ([table, column], [new_table, new_column]) = (&same.old, &same.new);
            for (id, row) in &kept[table] {
                let (was, is) = (&row[column], &now[new_table][id][new_column]);
                let is_converted = !same.is_of_one_type && was.is_some() && is.is_some();
                let is_filled = was.is_none() && !same.is_optional;
                assert!(
                    was == is || is_converted || is_filled,
                    "seed {}: `{column}` of `{table}` {id} was {was:?} and is {is:?}",
                    self.seed
                );
            }
        }
    }

    /// No table gives an id again that it gave before.
    fn assert_counted(&self, before: &Counters, after: &Counters) {
        for (number, (old, new)) in self.tables() {
            assert_eq!(
                before.get(&old),
                after.get(&new),
                "seed {}: model {number}",
                self.seed
            );
        }
    }

    /// After the way down, also what had another type for a while is what it was.
    fn assert_restored(&self, kept: &Rows, now: &Rows) {
        for (_, (old, _)) in self.tables() {
            let ids = |rows: &Rows| rows[&old].keys().cloned().collect::<Vec<_>>();
            assert_eq!(ids(kept), ids(now), "seed {}", self.seed);
        }
        for Same { old, .. } in self.columns() {
            let [table, column] = &old;
            for (id, row) in &kept[table] {
                let (was, is) = (&row[column], &now[table][id][column]);
                assert!(
                    was == is || was.is_none(),
                    "seed {}: `{column}` of `{table}` {id} was {was:?} and is {is:?}",
                    self.seed
                );
            }
        }
    }
}

/// A guard says what to do; a constraint of the database does not.
fn assert_readable(reason: &str, seed: u64) {
    assert!(reason.ends_with(" first"), "seed {seed}: {reason}");
}

fn emptied(dialect: Dialect, table: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("PRAGMA foreign_keys = OFF; DELETE FROM \"{table}\""),
        Dialect::Postgres => format!("TRUNCATE \"{table}\" CASCADE"),
    }
}

fn seeds(count: u64) -> std::ops::Range<u64> {
    let first = number("SCAFFOLD_SEED", 0);
    first..first + number("SCAFFOLD_PAIRS", count)
}
