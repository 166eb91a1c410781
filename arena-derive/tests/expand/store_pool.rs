#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = pool)]
pub enum Shape<'scene, T = u8> {
    Point,
    Named(&'scene str, T),
}
