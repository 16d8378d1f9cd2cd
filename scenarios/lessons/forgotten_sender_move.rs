use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

// [listing]
fn worker(id: i32, tx: Sender<i32>) {
    for n in 1..=4 {                  //@ 4={messages}
        work_ms(1000);                //@work 1000={produce_ms}
        tx.send(10 * id + n).unwrap(); //@send
    }
} // its tx is dropped here //@~drop

fn main() {
    let (tx, rx) = mpsc::channel();   //@channel
    for id in 0..2 {                  //@ 2={producers-1}
        let tx = tx.clone();          //@clone
        thread::spawn(move || worker(id, tx)); //@spawn
    }
    thread::spawn(move || worker(2, tx)); //@spawn-last 2={producers-1}

    for value in rx {                 //@recv
        println!("got {}", value);
    }
    println!("all workers are done");
} //@~drop
// [end]
