use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

// [listing]
fn produce(tx: SyncSender<i32>) {
    for n in 1..=16 { //@ 16={messages}
        work_ms(100); //@make 100={produce_ms}
        tx.send(n).unwrap(); //@send
    }
} // tx dropped: stream ends //@~drop

fn consume(rx: Receiver<i32>) {
    for n in rx { //@recv
        work_ms(500); //@handle 500={handle_ms}
        println!("handled {}", n);
    } //@~drop
}

fn main() {
    let (tx, rx) = mpsc::sync_channel(2); //@channel 2={buffer}
    let p = thread::spawn(move || produce(tx)); //@spawn-p
    let c = thread::spawn(move || consume(rx)); //@spawn-c
    p.join().unwrap(); //@join-p
    c.join().unwrap(); //@join-c
    println!("all handled");
}
// [end]
