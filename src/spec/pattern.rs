//! A text that matches a regular expression, for sample values.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How long a text can get.
const MAX: usize = 10_000;

/// A text that should match `pattern`, another one for another `index` where the pattern has
/// room; repetitions are stretched to reach `least` characters. The caller checks that it does
/// match: look-arounds are passed over.
pub fn matching(pattern: &str, index: usize, least: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut writer = Writer {
        out: String::new(),
        index,
        stretch: 0,
    };
    writer.write(&hir);
    while writer.out.chars().count() < least && writer.stretch < least {
        let stretch = writer.stretch + 1;
        writer = Writer {
            out: String::new(),
            index,
            stretch,
        };
        writer.write(&hir);
    }
    (writer.out.len() <= MAX).then_some(writer.out)
}

struct Writer {
    out: String,
    /// What is left of the index after the choices made so far.
    index: usize,
    /// How often more than needed a part is repeated.
    stretch: usize,
}

impl Writer {
    fn write(&mut self, hir: &Hir) {
        if self.out.len() > MAX {
            return;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.out.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => self.class(class),
            HirKind::Repetition(repetition) => {
                let wanted = (repetition.min as usize).max(1) + self.stretch;
                let most = repetition.max.map_or(usize::MAX, |max| max as usize);
                for _ in 0..wanted.min(most).min(MAX) {
                    self.write(&repetition.sub);
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part)),
            HirKind::Alternation(parts) => {
                let choice = self.choose(parts.len());
                self.write(&parts[choice]);
            }
        }
    }

    fn class(&mut self, class: &Class) {
        let Class::Unicode(class) = class else {
            return;
        };
        // Letters and digits first: they survive trimming and every format.
        let all: Vec<char> = class
            .ranges()
            .iter()
            .flat_map(|range| (range.start()..=range.end()).take(200))
            .take(2_000)
            .collect();
        let plain: Vec<char> = all
            .iter()
            .copied()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let from = if plain.is_empty() { &all } else { &plain };
        if from.is_empty() {
            return;
        }
        let choice = self.choose(from.len());
        self.out.push(from[choice]);
    }

    fn choose(&mut self, count: usize) -> usize {
        let choice = self.index % count;
        self.index /= count;
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_their_pattern() {
        for pattern in [
            "^[A-Z]{2}-[0-9]{4}$",
            "^(red|green|blue)$",
            r"^\d+(\.\d+)?$",
            "^[a-z0-9_-]{3,16}$",
            r"^\+?[1-9]\d{1,14}$",
            "x",
        ] {
            let regex = regex::Regex::new(pattern).expect(pattern);
            let texts: Vec<_> = (0..3)
                .filter_map(|index| matching(pattern, index, 0))
                .collect();
            assert_eq!(texts.len(), 3);
            for text in &texts {
                assert!(regex.is_match(text), "{pattern}: {text}");
            }
            assert!(texts[0] != texts[1] || pattern == "x", "{pattern}");
        }
    }
}
