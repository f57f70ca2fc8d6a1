# What the tests call beside cargo; `just tools` installs it.
export SCAFFOLD_TOOLS := justfile_directory() / "target/tools"

# List the recipes.
default:
    @just --list --unsorted

# Everything that CI checks.
check:
    .ci/run

# Install what the tests call beside cargo: validators of OpenAPI documents and their like.
tools:
    .ci/tools

# The tests; what comes after `just test` goes to cargo.
test *ARGS: tools
    cargo test {{ ARGS }}

# Look at changed snapshots one by one, and accept or reject each.
review:
    cargo insta review --include-hidden

# Lints, as CI has them.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# A project from a starter spec (user, blog, shop) in a new folder, served.
try DIR STARTER="user":
    cargo run -- new {{ quote(DIR) }} --style api --starter {{ STARTER }} --yes --run

# The figures of the README's section "Measured".
bench:
    benches/run
