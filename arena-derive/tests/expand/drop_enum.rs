#[derive(Arena)]
#[arena(tag = Audio, lifetime = scene, drop)]
pub(crate) enum Source<T> {
    Silence,
    File(String, T),
    HTTPStream { url: String, r#type: u8 },
}
