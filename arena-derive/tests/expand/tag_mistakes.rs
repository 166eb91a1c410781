#[derive(Tag)]
#[tag(crate = engine::memory)]
enum Subsystem {
    #[tag(budget = "256 mib")]
    Renderer(u8),
    #[tag(limit = "3 MiB")]
    Physics,
}
