// The channel benchmark's program for flume.
mod workloads;

use flume::{bounded, unbounded, Receiver, Selector, Sender};
use workloads::{fill_and_drain, flow, ping_pong, Figures, Message, Shape, Wide, Work};

fn open<M>(bound: Option<usize>) -> (Sender<M>, Receiver<M>) {
    bound.map_or_else(unbounded, bounded)
}

fn sending<M: Message>(tx: Sender<M>) -> impl FnMut(M) + Send {
    move |message| tx.send(message).unwrap()
}

fn receiving<M: Message>(rx: Receiver<M>) -> impl FnMut() -> M + Send {
    move || rx.recv().unwrap()
}

fn flow_of<M: Message>(work: &Work) -> Figures {
    let (tx, rx) = open::<M>(work.row.bound);
    let senders = (0..work.row.producers).map(|_| sending(tx.clone())).collect();
    let receivers = (0..work.row.consumers).map(|_| receiving(rx.clone())).collect();
    flow(work, senders, receivers)
}

fn select_over_four(work: &Work) -> Figures {
    let (txs, rxs): (Vec<_>, Vec<_>) = (0..4).map(|_| open::<u64>(work.row.bound)).unzip();
    let receive = move || {
        let selector = Selector::new();
        rxs.iter().fold(selector, |all, rx| all.recv(rx, |message| message.unwrap())).wait()
    };
    flow(work, txs.into_iter().map(sending).collect(), vec![receive])
}

fn run(work: &Work) -> Option<Figures> {
    let ends = || {
        let (tx, rx) = open::<u64>(work.row.bound);
        (sending(tx), receiving(rx))
    };
    Some(match work.row.shape {
        Shape::Flow if work.row.wide => flow_of::<Wide>(work),
        Shape::Flow => flow_of::<u64>(work),
        Shape::Select => select_over_four(work),
        Shape::FillAndDrain => {
            let (send, receive) = ends();
            fill_and_drain(work, send, receive)
        }
        Shape::PingPong => ping_pong(work, ends(), ends()),
    })
}

fn main() {
    workloads::main("flume", run);
}
