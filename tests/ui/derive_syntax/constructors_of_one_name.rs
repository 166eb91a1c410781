//! Two variants whose constructors would be called the same.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Network,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Network, lifetime = frame)]
#[allow(non_camel_case_types)]
enum Packet {
    TcpAck,
    tcp_ack,
}

fn main() {
    let _ = (Packet::TcpAck, Packet::tcp_ack);
    println!("{}", Subsystem::Network.info().name);
}
