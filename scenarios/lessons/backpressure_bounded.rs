use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

fn main() {
    // [listing]
    let (tx, rx) = mpsc::sync_channel(2); //@channel 2={buffer}

    let p = thread::spawn(move || { //@spawn-p
        for n in 1..=16 { //@ 16={messages}
            work_ms(100); //@make 100={produce_ms}
            tx.send(n).unwrap(); //@send
        }
    }); // tx dropped: stream ends //@~drop

    let c = thread::spawn(move || { //@spawn-c
        for n in rx { //@recv
            work_ms(500); //@handle 500={handle_ms}
            println!("handled {}", n);
        } //@~drop
    });

    p.join().unwrap(); //@join-p
    c.join().unwrap(); //@join-c
    // [end]
}
