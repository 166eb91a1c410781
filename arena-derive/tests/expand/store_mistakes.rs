#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = soa, capacity = 0))]
struct Pair {
    len: u8,
    len_column: u16,
}
