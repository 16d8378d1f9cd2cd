use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const CAP: usize = 64;

/// How many pages wait, or are about to.
static QUEUED: AtomicUsize = AtomicUsize::new(0);

/// A message that weighs something: 4 KiB.
struct Page {
    number: i32,
    _rest: [u8; 4092],
}

fn page(number: i32) -> Page {
    Page { number, _rest: [0; 4092] }
}

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

fn main() {
    // [listing]
    let (tx, rx) = mpsc::channel(); //@channel

    let p = thread::spawn(move || { //@spawn-p
        for n in 1..=16 { //@ 16={messages}
            if QUEUED.fetch_add(1, SeqCst) == CAP {
                println!("stopped at {} pages", CAP);
                break; // 256 KiB
            }
            work_ms(100); //@make 100={produce_ms}
            tx.send(page(n)).unwrap(); //@send
        }
    }); // tx dropped: stream ends //@~drop

    let c = thread::spawn(move || { //@spawn-c
        for one in rx { //@recv
            QUEUED.fetch_sub(1, SeqCst);
            work_ms(500); //@handle 500={handle_ms}
            println!("handled {}", one.number);
        } //@~drop
    });

    p.join().unwrap(); //@join-p
    c.join().unwrap(); //@join-c
    // [end]
}
