use crossbeam_channel::Receiver;
use std::thread;
use std::time::Duration;

/// As much as is needed here of the crate of this name, so that the file compiles without it.
mod crossbeam_channel {
    use std::collections::VecDeque;
    use std::sync::{Arc, Condvar, Mutex};

    struct Queue<T> {
        messages: VecDeque<T>,
        is_open: bool,
    }
    type Shared<T> = Arc<(Mutex<Queue<T>>, Condvar)>;

    pub struct Sender<T>(Shared<T>);

    pub struct Receiver<T>(Shared<T>);

    pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
        let queue = Queue { messages: VecDeque::new(), is_open: true };
        let shared = Arc::new((Mutex::new(queue), Condvar::new()));
        (Sender(Arc::clone(&shared)), Receiver(shared))
    }

    impl<T> Sender<T> {
        pub fn send(&self, message: T) -> Result<(), T> {
            self.0 .0.lock().unwrap().messages.push_back(message);
            self.0 .1.notify_one();
            Ok(())
        }
    }

    impl<T> Drop for Sender<T> {
        fn drop(&mut self) {
            self.0 .0.lock().unwrap().is_open = false;
            self.0 .1.notify_all();
        }
    }

    impl<T> Clone for Receiver<T> {
        fn clone(&self) -> Self {
            Receiver(Arc::clone(&self.0))
        }
    }

    impl<T> Iterator for Receiver<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            let queue = self.0 .0.lock().unwrap();
            let waiting = |queue: &mut Queue<T>| queue.messages.is_empty() && queue.is_open;
            let mut queue = self.0 .1.wait_while(queue, waiting).unwrap();
            queue.messages.pop_front()
        }
    }
}

fn work_ms(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

// [listing]
fn worker(id: i32, rx: Receiver<i32>) {
    for job in rx { //@recv
        work_ms(1500); //@work 1500={handle_ms}
        println!("{}: job {}", id, job);
    } //@~drop
}

fn main() {
    let (tx, rx) = crossbeam_channel::unbounded(); //@channel
    let workers: Vec<_> = (0..4).map(|id| { //@ 4={consumers}
        let rx = rx.clone(); //@clone
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
