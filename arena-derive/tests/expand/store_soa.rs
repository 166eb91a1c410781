#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = soa, capacity = MANY, name = Bodies))]
pub struct Body<T: Copy>
where
    Self: Sized,
{
    pub position: [T; 3],
    parent: Option<BodyKey<'static, T>>,
    #[arena(skip)]
    name: Box<Self>,
}
