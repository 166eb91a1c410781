//! A handle is kept in a table that lasts for ever, under the one brand that can be named.
// misuses: Scope::insert_str

use arena::prelude::*;

#[derive(Default)]
struct Table {
    names: Vec<Handle<'static, str>>,
}

fn main() {
    let mut table = Table::default();
    let memory = Box::leak(Box::new(PermArena::reserve("perm", MIB).unwrap()));
    scope!(perm in memory);
    table.names.push(perm.insert_str("renderer"));
    println!("{}", table.names.len());
}
