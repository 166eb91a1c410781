//! All mistakes of one item, collected so that its author sees them at once.

use core::fmt::Display;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

/// The errors found so far, in the order in which they were found.
#[derive(Default)]
pub(crate) struct Errors {
    found: Option<Error>,
}

impl Errors {
    /// Adds an error under the whole of `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(Error::new_spanned(tokens, message));
    }

    /// Adds an error that is already made.
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.found {
            Some(found) => found.combine(error),
            None => self.found = Some(error),
        }
    }

    /// The errors as one `compile_error!` each, or `None` if there are none.
    pub(crate) fn into_compile_errors(self) -> Option<TokenStream> {
        self.found.map(Error::into_compile_error)
    }

    /// The texts of the errors, for tests.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.found.iter().flatten().map(|error| error.to_string()).collect()
    }
}
