//! Splits the text of a Wavefront OBJ into statements and words, without
//! copying any of it.

use std::fmt;

use crate::failure::Failure;

/// Walks over the text word by word. A statement is a line, or several that are
/// joined by a backslash at the end; the line ends of Unix, Windows and the old
/// Macintosh are all understood.
#[derive(Clone)]
pub struct Scanner<'text> {
    /// What messages call the text.
    file: &'text str,
    rest: &'text [u8],
    line: usize,
    /// No word of the first line has been taken yet.
    fresh: bool,
}

impl<'text> Scanner<'text> {
    pub fn new(file: &'text str, text: &'text [u8]) -> Self {
        // Editors on Windows put a byte order mark before UTF-8.
        let rest = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        Self { file, rest, line: 1, fresh: true }
    }

    /// The line that the next word stands in, counted from one.
    pub fn line(&self) -> usize {
        self.line
    }

    /// An error in the line reached so far.
    pub fn malformed(&self, reason: impl fmt::Display) -> Failure {
        Failure::malformed(self.file, self.line, reason)
    }

    /// Skips what is left of this statement and gives the first word of the
    /// next one, or `None` at the end of the text.
    pub fn statement(&mut self) -> Result<Option<&'text [u8]>, Failure> {
        loop {
            if self.fresh {
                self.fresh = false;
            } else {
                while self.word()?.is_some() {}
                // What is left is a comment, which ends with its line even after a backslash.
                let comment = self.rest.iter().position(|&byte| is_line_end(byte));
                let Some(length) = comment else {
                    return Ok(None);
                };
                self.rest = &self.rest[length..];
                self.end_line();
            }
            if let Some(word) = self.word()? {
                return Ok(Some(word));
            }
        }
    }

    /// The next word of this statement, or `None` at its end.
    pub fn word(&mut self) -> Result<Option<&'text [u8]>, Failure> {
        loop {
            match self.rest {
                [b' ' | b'\t' | 0x0B | 0x0C, rest @ ..] => self.rest = rest,
                [b'\\', rest @ ..] if rest.first().is_some_and(|&byte| is_line_end(byte)) => {
                    self.rest = rest;
                    self.end_line();
                }
                [b'\\'] => {
                    return Err(self.malformed("the file ends where a line is to be continued"));
                }
                [] | [b'#' | b'\n' | b'\r', ..] => return Ok(None),
                _ => return Ok(Some(self.take_word())),
            }
        }
    }

    fn take_word(&mut self) -> &'text [u8] {
        let text = self.rest;
        let mut length = 1;
        while let Some(&byte) = text.get(length) {
            let continued = byte == b'\\' && text.get(length + 1).is_none_or(|&next| is_line_end(next));
            if is_blank(byte) || is_line_end(byte) || continued {
                break;
            }
            length += 1;
        }
        let (word, rest) = text.split_at(length);
        self.rest = rest;
        word
    }

    /// Steps over one line end, of one byte or two.
    fn end_line(&mut self) {
        self.rest = match self.rest {
            [b'\r', b'\n', rest @ ..] | [_, rest @ ..] => rest,
            [] => return,
        };
        self.line += 1;
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0B | 0x0C)
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// A word as it may stand in a message of one line: printable, and not too long.
pub fn quoted(word: &[u8]) -> String {
    const LONGEST: usize = 32;
    let shown = word[..word.len().min(LONGEST)].escape_ascii();
    let more = if word.len() > LONGEST { "..." } else { "" };
    format!("`{shown}{more}`")
}
