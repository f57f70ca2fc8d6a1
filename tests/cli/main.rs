//! The program as its users meet it: arguments in, output, files and exit code out.

mod add;
mod branches;
mod check;
mod generate;
mod help;
mod new;
#[cfg(unix)]
mod stop;
#[cfg(unix)]
mod terminal;
mod test;
