use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

// [listing]
fn worker(id: i32, rx: Arc<Mutex<Receiver<i32>>>) {
    loop {
        let next = rx.lock().unwrap().recv(); //@recv
        // the lock is free again
        let job = match next {
            Ok(job) => job,
            Err(_) => break,
        };
        work_ms(1500); //@work 1500={handle_ms}
        println!("{}: job {}", id, job);
    }
}

fn main() {
    let (tx, rx) = mpsc::channel(); //@channel
    let rx = Arc::new(Mutex::new(rx)); //@mutex
    let workers: Vec<_> = (0..4).map(|id| { //@ 4={consumers}
        let rx = Arc::clone(&rx);
        thread::spawn(move || worker(id, rx)) //@spawn
    }).collect();

    for n in 1..=8 { //@ 8={messages}
        work_ms(150); //@make 150={pause_ms}
        tx.send(n).unwrap(); //@send
    }
    drop(tx); //@drop
    for t in workers { t.join().unwrap(); } //@join
} //@~drop
// [end]
