//! Behaviour of the library, one module per theme.

mod smoke;
