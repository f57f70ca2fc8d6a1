//! Rows for every table of a schema.

use scaffold::migration::{Column, Dialect, Owner, Schema, Table, Type};
use scaffold::spec::model::IdType;
use scaffold::spec::value::Number;

/// How many rows a model's table gets; the last one is deleted again.
const ROWS: usize = 6;

/// The statements that fill the tables, parents and children and links, with `NULL`s where they can
/// be, and a highest id that was given and is gone.
pub fn rows(dialect: Dialect, schema: &Schema, seed: u64) -> String {
    let filler = Filler {
        dialect,
        schema,
        seed: seed as usize,
    };
    let mut statements = Vec::new();
    let (models, links): (Vec<_>, Vec<_>) = schema
        .tables
        .iter()
        .partition(|table| matches!(table.owner, Owner::Model(_)));
    for row in 1..=ROWS {
        statements.extend(models.iter().map(|table| filler.insert(table, row)));
    }
    for row in 1..ROWS {
        statements.extend(links.iter().map(|table| filler.insert(table, row)));
    }
    // Children first: some references restrict.
    for table in models.into_iter().rev() {
        let id = filler.id(table.id_type(), ROWS);
        statements.push(format!("DELETE FROM \"{}\" WHERE id = {id}", table.name));
        if dialect == Dialect::Postgres && table.is_counted() {
            let name = &table.name;
            statements.push(format!(
                "SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), {ROWS})"
            ));
        }
    }
    statements.join(";\n")
}

struct Filler<'a> {
    dialect: Dialect,
    schema: &'a Schema,
    seed: usize,
}

impl Filler<'_> {
    fn insert(&self, table: &Table, row: usize) -> String {
        let columns = table.columns.iter();
        let names: Vec<String> = columns
            .clone()
            .map(|column| format!("\"{}\"", column.name))
            .collect();
        let values: Vec<String> = columns
            .map(|column| self.value(table, column, row))
            .collect();
        format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            table.name,
            names.join(", "),
            values.join(", ")
        )
    }

    fn id(&self, ty: IdType, row: usize) -> String {
        match ty {
            IdType::Integer => row.to_string(),
            IdType::Uuid => format!("'00000000-0000-7000-8000-{row:012x}'"),
        }
    }

    fn value(&self, table: &Table, column: &Column, row: usize) -> String {
        let salt =
            self.seed + column.name.len() * 7 + column.name.bytes().map(usize::from).sum::<usize>();
        // The last row refers to nothing and is referred to by nothing, so that it can go.
        let is_last = row == ROWS;
        if column.nullable && ((row + salt).is_multiple_of(3) && !salt.is_multiple_of(4) || is_last)
        {
            return "NULL".to_owned();
        }
        match &column.ty {
            Type::Id(ty) => self.id(*ty, row),
            // A row refers to the same place of the other table, but to an earlier one of its own.
            Type::Reference(ty) => {
                let to_itself = table
                    .foreign_key(&column.name)
                    .is_some_and(|key| key.target == table.name);
                let is_link = matches!(table.owner, Owner::Link { .. });
                match to_itself || self.is_later(table, column) {
                    true if row == 1 && !is_link => "NULL".to_owned(),
                    true if !is_link => self.id(*ty, row - 1),
                    _ => self.id(*ty, row),
                }
            }
            ty => self.plain(column, ty, row, salt),
        }
    }

    /// Whether the table that it refers to gets its row later.
    fn is_later(&self, table: &Table, column: &Column) -> bool {
        let place = |name: &str| {
            self.schema
                .tables
                .iter()
                .position(|table| table.name == name)
        };
        let target = table
            .foreign_key(&column.name)
            .map(|key| key.target.as_str());
        target.is_some_and(|target| place(target) > place(&table.name))
    }

    fn plain(&self, column: &Column, ty: &Type, row: usize, salt: usize) -> String {
        let number = match column.min {
            Some(Number::Integer(min)) => min + row as i64,
            Some(Number::Decimal(min)) => min.scaled / 10_i64.pow(min.places) + row as i64,
            _ if salt.is_multiple_of(3) => row as i64 - 3,
            _ => row as i64,
        };
        let whole = salt.is_multiple_of(2);
        match ty {
            Type::Text
                if column.max_length.is_none_or(|most| most >= 40) && salt.is_multiple_of(5) =>
            {
                format!("'it''s a longer text {row}'")
            }
            Type::Text if whole => format!("'{row}'"),
            Type::Text => format!("'t{row}'"),
            Type::Integer if salt.is_multiple_of(7) && column.max.is_none() => {
                format!("{}", number + 4_000_000_000)
            }
            Type::Integer => number.to_string(),
            Type::Float if whole => format!("{row}.0"),
            Type::Float => format!("{row}.25"),
            Type::Decimal { places, .. } => self.decimal(number, *places, whole),
            Type::Boolean => match (self.dialect, row.is_multiple_of(2)) {
                (Dialect::Sqlite, bit) => i64::from(bit).to_string(),
                (Dialect::Postgres, bit) => bit.to_string(),
            },
            Type::Date => format!("'2024-02-{:02}'", row + 10),
            Type::Time => format!("'12:00:{row:02}.123456'"),
            Type::DateTime if whole => format!("'2024-02-{:02}T00:00:00.000000Z'", row + 10),
            Type::DateTime => format!("'2024-02-10T10:11:{row:02}.123456Z'"),
            Type::Uuid => format!("'123e4567-e89b-12d3-a456-{row:012x}'"),
            Type::Json => format!("'{{\"a\": {row}}}'"),
            Type::Enum(words) => {
                let word = &words[row % words.len()];
                format!("'{}'", word.replace('\'', "''"))
            }
            Type::Id(_) | Type::Reference(_) => "NULL".to_owned(),
        }
    }

    fn decimal(&self, number: i64, places: u32, whole: bool) -> String {
        let factor = 10_i64.pow(places);
        let scaled = number * factor + if whole || places == 0 { 0 } else { 1 };
        match self.dialect {
            Dialect::Sqlite => scaled.to_string(),
            Dialect::Postgres => format!("{scaled}::numeric / {factor}"),
        }
    }
}
