//! All of minijinja: the syntax of the templates, and how they are rendered.

use std::{error::Error as _, fmt};

use minijinja::{
    Environment, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Serde, ValueKind},
};
use serde::Serialize;

use super::escape;

pub use minijinja::Value;

/// Compiled templates. `<% %>` are blocks, `<[ ]>` values and `<# #>` comments: pairs that occur
/// in none of the languages that we emit.
pub struct Engine(Environment<'static>);

impl Engine {
    /// Compiles templates, given as name and source. Names serve in `render` and in `include`,
    /// `import` and `extends`.
    pub fn new(
        templates: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_syntax(syntax()?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.set_formatter(write_value);
        environment.set_debug(true);
        add_filters(&mut environment);
        for (name, source) in templates {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    /// Renders one template.
    pub fn render(&self, name: &str, context: impl Serialize) -> Result<String, Error> {
        let template = self.0.get_template(name)?;
        Ok(template.render(Value::from(Serde(context)))?)
    }
}

/// Serializes once what many templates read. The result is cheap to clone, and serializing it
/// again inside another context costs nothing.
pub fn shared(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

fn syntax() -> Result<SyntaxConfig, minijinja::Error> {
    SyntaxConfig::builder()
        .block_delimiters("<%", "%>")
        .variable_delimiters("<[", "]>")
        .comment_delimiters("<#", "#>")
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
}

fn add_filters(environment: &mut Environment<'static>) {
    environment.add_filter("html", |text: &str| escape::html(text));
    environment.add_filter("json", |value: Serde<serde_json::Value>| {
        escape::json(&value.0)
    });
    environment.add_filter("md", |text: &str| escape::md(text));
    environment.add_filter("rust_doc", |text: &str, prefix: Option<&str>| {
        escape::rust_doc(text, prefix.unwrap_or("///"))
    });
    environment.add_filter("rust_str", |text: &str| escape::rust_str(text));
    environment.add_filter("sql_str", |text: &str| {
        escape::sql_str(text).ok_or_else(|| {
            minijinja::Error::new(ErrorKind::InvalidOperation, "SQL text cannot hold NUL")
        })
    });
    environment.add_filter("toml_str", |text: &str| escape::toml_str(text));
    environment.add_filter("yaml_str", |text: &str| escape::yaml_str(text));
}

/// Refuses what never belongs in a file: a missing value would be written as `none`, and a list
/// or map in minijinja's own notation.
fn write_value(
    output: &mut minijinja::Output<'_>,
    state: &mut minijinja::State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.kind() {
        ValueKind::None | ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => {
            Err(minijinja::Error::new(
                ErrorKind::InvalidOperation,
                format!("a value of kind {} cannot be written as text", value.kind()),
            ))
        }
        _ => minijinja::escape_formatter(output, state, value),
    }
}

/// A template that does not compile or render: a bug in the template.
#[derive(Debug)]
pub struct Error(Box<minijinja::Error>);

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Self(Box::new(error))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    /// The error, its causes, and the lines of the template around it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, "\n  caused by: {error}")?;
            cause = error.source();
        }
        if let (Some(source), Some(line)) = (self.0.template_source(), self.0.line()) {
            let first = line.saturating_sub(2).max(1);
            for (at, text) in (first..).zip(source.lines().skip(first - 1)).take(4) {
                let mark = if at == line { '>' } else { ' ' };
                write!(f, "\n{mark} {at:>4} | {text}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn render(source: &'static str, context: impl Serialize) -> Result<String, Error> {
        Engine::new([("t", source)])?.render("t", context)
    }

    #[test]
    fn leaves_other_template_languages_alone() {
        let text = "{% if x %}{{ x }}{# x #}{% endif %} a << b >> c Vec<Vec<[u8; 2]>> <%= %%>\n";
        let escaped = text.replace("<[", "<['<[']>").replace("<%", "<['<%']>");
        let escaped: &'static str = escaped.leak();
        assert_eq!(render(escaped, ()).unwrap(), text);
    }

    #[test]
    fn blocks_leave_no_lines() {
        let source = "[\n  <% for name in names %>\n  <[ name ]>,\n  <% endfor %>\n]\n";
        let context = BTreeMap::from([("names", ["a", "b"])]);
        assert_eq!(render(source, context).unwrap(), "[\n  a,\n  b,\n]\n");
    }

    #[test]
    fn refuses_what_is_missing() {
        let context = || BTreeMap::from([("none", None::<u8>)]);
        for source in [
            "<[ missing ]>",
            "<[ none ]>",
            "<[ [1] ]>",
            "<% if missing %><% endif %>",
            "<[ missing | rust_str ]>",
            "<[ none | rust_str ]>",
        ] {
            assert!(render(source, context()).is_err(), "{source}");
        }
    }

    #[test]
    fn filters_are_known() {
        let source = "<[ x|html ]> <[ x|json ]> <[ x|md ]> <[ x|rust_doc ]> <[ x|rust_str ]> \
                      <[ x|sql_str ]> <[ x|toml_str ]> <[ x|yaml_str ]> <[ x|rust_doc('//!') ]>";
        let context = BTreeMap::from([("x", "a'\"")]);
        assert_eq!(
            render(source, context).unwrap(),
            r#"a&#39;&quot; "a'\"" a'" /// a'" "a'\"" 'a''"' "a'\"" "a'\"" //! a'""#
        );
    }

    #[test]
    fn errors_show_the_lines() {
        let error = render("one\ntwo\n<[ a.b ]>\nfour\n", ()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "undefined value: `a` is undefined (in t:3)\n     1 | one\n     2 | two\n\
             >    3 | <[ a.b ]>\n     4 | four"
        );
    }
}
