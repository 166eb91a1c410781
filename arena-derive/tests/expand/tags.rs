#[derive(Tag)]
enum Subsystem {
    /// Draw calls,
    /// vertex data
    ///
    /// Everything between the scene and the screen.
    #[tag(budget = "256 MiB")]
    Renderer,
    #[tag(budget = "1.5 kB")]
    Physics,
    r#Type {},
}
