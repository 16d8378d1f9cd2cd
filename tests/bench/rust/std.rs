// The channel benchmark's program for Rust's std::sync::mpsc.
mod workloads;

use std::sync::mpsc::{channel, sync_channel, Receiver};
use workloads::{fill_and_drain, flow, ping_pong, Figures, Message, Shape, Wide, Work};

/// `count` sending functions out of one.
fn copies<S: Clone>(send: S, count: usize) -> Vec<S> {
    let mut all = vec![send.clone(); count - 1];
    all.push(send);
    all
}

fn receiving<M: Message>(rx: Receiver<M>) -> impl FnMut() -> M + Send {
    move || rx.recv().unwrap()
}

fn unbounded<M: Message>() -> (impl FnMut(M) + Send + Clone, Receiver<M>) {
    let (tx, rx) = channel();
    (move |message| tx.send(message).unwrap(), rx)
}

fn bounded<M: Message>(bound: usize) -> (impl FnMut(M) + Send + Clone, Receiver<M>) {
    let (tx, rx) = sync_channel(bound);
    (move |message| tx.send(message).unwrap(), rx)
}

fn flow_of<M: Message>(work: &Work) -> Figures {
    match work.row.bound {
        None => {
            let (send, rx) = unbounded::<M>();
            flow(work, copies(send, work.row.producers), vec![receiving(rx)])
        }
        Some(bound) => {
            let (send, rx) = bounded::<M>(bound);
            flow(work, copies(send, work.row.producers), vec![receiving(rx)])
        }
    }
}

fn run(work: &Work) -> Option<Figures> {
    match work.row.shape {
        Shape::Select => None,
        Shape::Flow if work.row.consumers > 1 => None,
        Shape::Flow if work.row.wide => Some(flow_of::<Wide>(work)),
        Shape::Flow => Some(flow_of::<u64>(work)),
        Shape::FillAndDrain => {
            let (send, rx) = unbounded();
            Some(fill_and_drain(work, send, receiving(rx)))
        }
        Shape::PingPong => {
            let open = || {
                let (send, rx) = bounded(1);
                (send, receiving(rx))
            };
            Some(ping_pong(work, open(), open()))
        }
    }
}

fn main() {
    workloads::main("std", run);
}
