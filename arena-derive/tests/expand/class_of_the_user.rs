#[derive(Arena)]
#[arena(tag = Parser, lifetime = server::HttpRequest, crate = engine::memory)]
struct Header<'http_request, 'frame> {
    name: &'http_request str,
    scratch: &'frame str,
    length: length!(),
}
