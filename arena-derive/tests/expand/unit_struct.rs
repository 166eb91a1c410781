#[derive(Arena)]
#[arena(tag = Physics, lifetime = perm)]
struct Marker;
