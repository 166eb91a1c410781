//! Programs from bytes: one byte says which step, those after it say with what. So a change of a
//! byte changes a step, and a piece of one program is a piece of another.

#![allow(dead_code, reason = "each target needs some of it")]

/// What is left of the input. An end reads as zeros.
#[derive(Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((&first, rest)) => {
                self.0 = rest;
                first
            }
            None => 0,
        }
    }

    pub fn bool(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    pub fn index(&mut self) -> usize {
        self.byte().into()
    }

    /// Mostly small.
    pub fn size(&mut self) -> u16 {
        match self.byte() {
            small @ 0..0xF0 => small.into(),
            large => u16::from(large & 0xF) << 8 | u16::from(self.byte()),
        }
    }

    /// A program, until the input is at its end.
    pub fn program<Step>(&mut self, step: impl Fn(&mut Self) -> Step) -> Vec<Step> {
        let mut steps = Vec::new();
        while !self.0.is_empty() {
            steps.push(step(self));
        }
        steps
    }
}
