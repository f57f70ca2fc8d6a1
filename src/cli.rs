//! The command line, as clap reads it.

mod generate;

use std::path::PathBuf;

pub use generate::{Generate, Migrate, Rebase, Side};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::spec::Style;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    an error, or an invalid spec
  2    the command line is wrong
  130  stopped by Ctrl-C";

const NEW_EXAMPLES: &str = "\
Examples:
  scaffold new                        ask for what is missing
  scaffold new --style api --yes      the starter spec, in a folder of its name
  scaffold new blog --spec blog.yaml  your own spec
  scaffold new shop --starter shop --run

A project is written as a whole or, after an error or Ctrl-C, not at all.
With --run, the exit code is that of `cargo run`.";

const GENERATE_EXAMPLES: &str = "\
Examples:
  scaffold generate                   take up what changed in scaffold.yaml
  scaffold generate --diff            see it first
  scaffold generate --rename User.name:full_name
  scaffold generate --drop Post.subtitle
  scaffold generate --check           in CI

Your edits stay: what was generated last, your file and what is generated now are merged. Where
they contradict each other, the file gets markers that say so. An update is written as a whole or
not at all; after a kill, the next run completes it.

Exit codes:
  0  done; with --check: up to date
  1  an error; with --check: there is something to do
  2  conflicts are left, or the command line is wrong
  3  with --check: the spec is invalid";

const MIGRATE_EXAMPLES: &str = "\
Examples:
  scaffold migrate rebase 0002_add_bio_to_users

Databases are migrated by the project itself: `cargo run -- migrate`.";

const CHECK_EXAMPLES: &str = "\
Examples:
  scaffold check
  scaffold check specs/shop.yaml";

const ADD_MODEL_EXAMPLES: &str = "\
Examples:
  scaffold add model Tag name:string:unique
  scaffold add model Post title:string:max_length=200 body:text? author:User tags:many:Tag
  scaffold add model Order status:enum:open,paid:default=open total:decimal:10,2";

const ADD_FIELD_EXAMPLES: &str = "\
Examples:
  scaffold add field Post subtitle:string? views:integer:min=0:default=0
  scaffold add field Post editor:User?:on_delete=set_null
  scaffold add field Post 'tags:[Tag]' --dry-run";

const FIELD_GRAMMAR: &str = "\
Fields are NAME:TYPE, then modifiers after colons:
  title:string                  any type of the spec
  body:text?                    optional
  status:enum:draft,published   an enum with its values
  price:decimal:10,2            digits, and those after the point
  author:User                   a reference; also author:references:User
  tags:many:Tag                 many-to-many; also 'tags:[Tag]'
Modifiers:
  optional unique index read_only write_only
  default=… backfill=… min=… max=… min_length=… max_length=… pattern=… digits=… places=…
  from=… on_delete=… related_name=… help=… label=…";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  scaffold schema > spec.schema.json

A project has it as `.scaffold/spec.schema.json`, where editors find it.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  scaffold completions bash > ~/.local/share/bash-completion/completions/scaffold
  scaffold completions zsh > ~/.zfunc/_scaffold
  scaffold completions fish > ~/.config/fish/completions/scaffold.fish";

/// From one YAML model spec to a complete Rust web project that you own.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a new project
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Bring a project up to date with its spec; your edits stay
    #[command(visible_alias = "regenerate", after_help = GENERATE_EXAMPLES)]
    Generate(Generate),
    /// Say what became of each generated file
    Status,
    /// Order the migrations of a project
    #[command(subcommand, after_help = MIGRATE_EXAMPLES)]
    Migrate(Migrate),
    /// Check a spec and list all of its problems
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Add a model or fields to the spec
    Add(Add),
    /// Print the JSON Schema of the spec
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
    /// Print a completion script for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(Completions),
}

/// `scaffold new`.
#[derive(Debug, Args)]
pub struct New {
    /// The folder: empty or absent; by default named as the project
    pub dir: Option<PathBuf>,
    /// The kind of project, written to its spec
    #[arg(long, value_enum)]
    pub style: Option<StyleName>,
    /// The spec to start from
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// A starter spec, which takes the folder's name for the project [default: user]
    #[arg(long, value_enum, value_name = "NAME", conflicts_with = "spec")]
    pub starter: Option<Starter>,
    /// Ask nothing; take the defaults
    #[arg(long, short)]
    pub yes: bool,
    /// Print the files that would be written, and write nothing
    #[arg(long, conflicts_with = "run")]
    pub dry_run: bool,
    /// Run the project with `cargo run`
    #[arg(long)]
    pub run: bool,
}

/// `scaffold check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The spec
    #[arg(default_value = "scaffold.yaml")]
    pub spec: PathBuf,
}

/// `scaffold add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What to add.
    #[command(subcommand)]
    pub what: AddWhat,
}

/// What can be added to the `scaffold.yaml` of this folder. Its comments and order are kept.
#[derive(Debug, Subcommand)]
pub enum AddWhat {
    /// Add a model below the others
    #[command(after_help = field_help(ADD_MODEL_EXAMPLES))]
    Model(AddModel),
    /// Add fields below the others of a model
    #[command(after_help = field_help(ADD_FIELD_EXAMPLES))]
    Field(AddField),
}

impl AddWhat {
    /// How many words come before the model's name.
    pub const COMMAND_WORDS: usize = 3;

    /// The words of the command line without flags.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let (what, model, fields) = match self {
            Self::Model(args) => ("model", &args.name, &args.fields),
            Self::Field(args) => ("field", &args.model, &args.fields),
        };
        let command = ["scaffold", "add", what, model.as_str()];
        command.into_iter().chain(fields.iter().map(String::as_str))
    }

    /// Whether nothing is to be written.
    pub fn dry_run(&self) -> bool {
        match self {
            Self::Model(args) => args.dry_run,
            Self::Field(args) => args.dry_run,
        }
    }
}

/// `scaffold add model`.
#[derive(Debug, Args)]
pub struct AddModel {
    /// The model's name: `OrderItem`
    pub name: String,
    /// Its fields: `title:string`, `author:User`
    #[arg(required = true, value_name = "FIELD:TYPE")]
    pub fields: Vec<String>,
    /// Print the change of the spec, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `scaffold add field`.
#[derive(Debug, Args)]
pub struct AddField {
    /// The model
    pub model: String,
    /// The fields: `title:string`, `author:User`
    #[arg(required = true, value_name = "FIELD:TYPE")]
    pub fields: Vec<String>,
    /// Print the change of the spec, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

fn field_help(examples: &str) -> String {
    format!("{FIELD_GRAMMAR}\n\n{examples}")
}

/// `scaffold completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// A style on the command line. One that is not offered yet is known, for a clear error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StyleName {
    /// A JSON API, as FastAPI would serve it
    Api,
    /// A site with admin, as Django would serve it
    Full,
    /// Both over one database
    #[value(hide = true)]
    Hybrid,
}

impl From<StyleName> for Style {
    fn from(name: StyleName) -> Self {
        match name {
            StyleName::Api => Self::Api,
            StyleName::Full => Self::Full,
            StyleName::Hybrid => Self::Hybrid,
        }
    }
}

/// The specs to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Starter {
    /// One model: users
    User,
    /// Users, posts, comments and tags
    Blog,
    /// Products, customers and orders
    Shop,
}

impl Starter {
    /// The text of the spec.
    pub fn text(self) -> &'static str {
        match self {
            Self::User => include_str!("../schemas/user.yaml"),
            Self::Blog => include_str!("../schemas/blog.yaml"),
            Self::Shop => include_str!("../schemas/shop.yaml"),
        }
    }
}
