#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Pair(pub(crate) u8, u16);
