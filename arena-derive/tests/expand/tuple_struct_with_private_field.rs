#[derive(Arena)]
#[arena(tag = crate::Subsystem::Physics, lifetime = perm, name = "metres")]
pub struct Metres(f64);
