// The workloads of the channel benchmark for the peers written in Rust; see ../workloads.hpp, which
// is the same in C++ and says what a program takes and prints. Needs std only, of Rust 1.63.
#![allow(dead_code)] // each program uses its part

use std::process::exit;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;

#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    Flow,
    FillAndDrain,
    Select,
    PingPong,
}

#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub shape: Shape,
    pub bound: Option<usize>, // None: unbounded; 0: rendezvous
    pub producers: usize,
    pub consumers: usize,
    pub wide: bool, // messages of 64 bytes
}

const fn row(
    name: &'static str,
    shape: Shape,
    bound: Option<usize>,
    producers: usize,
    consumers: usize,
    wide: bool,
) -> Row {
    Row { name, shape, bound, producers, consumers, wide }
}

const ROWS: [Row; 12] = [
    row("unbounded-1-1", Shape::Flow, None, 1, 1, false),
    row("unbounded-1-1-64b", Shape::Flow, None, 1, 1, true),
    row("unbounded-4-1", Shape::Flow, None, 4, 1, false),
    row("unbounded-fill-drain", Shape::FillAndDrain, None, 1, 1, false),
    row("bounded1-1-1", Shape::Flow, Some(1), 1, 1, false),
    row("bounded64-1-1", Shape::Flow, Some(64), 1, 1, false),
    row("bounded64-4-1", Shape::Flow, Some(64), 4, 1, false),
    row("bounded64-4-4", Shape::Flow, Some(64), 4, 4, false),
    row("rendezvous-1-1", Shape::Flow, Some(0), 1, 1, false),
    row("rendezvous-4-1", Shape::Flow, Some(0), 4, 1, false),
    row("select-4", Shape::Select, Some(64), 4, 1, false),
    row("ping-pong", Shape::PingPong, Some(1), 1, 1, false),
];

pub struct Work {
    pub row: Row,
    pub spread: bool,
    pub messages: u64,
}

pub struct Figures {
    ns: f64,
    cpu_ns: f64,
    sum: u64,
}

pub trait Message: Send + 'static {
    fn numbered(value: u64) -> Self;
    fn sum(&self) -> u64;
}

impl Message for u64 {
    fn numbered(value: u64) -> u64 {
        value
    }
    fn sum(&self) -> u64 {
        *self
    }
}

pub struct Wide([u64; 8]);

impl Message for Wide {
    fn numbered(value: u64) -> Wide {
        Wide([value; 8])
    }
    fn sum(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// What std does not offer of the C library that it is linked with.
mod c {
    pub const CLOCK_MONOTONIC: i32 = 1;
    pub const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;

    #[repr(C)]
    pub struct Timespec {
        pub seconds: i64,
        pub nanoseconds: i64,
    }

    pub type CpuSet = [u64; 16];

    extern "C" {
        pub fn clock_gettime(clock: i32, now: *mut Timespec) -> i32;
        pub fn sched_getaffinity(thread: i32, bytes: usize, set: *mut CpuSet) -> i32;
        pub fn sched_setaffinity(thread: i32, bytes: usize, set: *const CpuSet) -> i32;
    }
}

fn read(clock: i32) -> u64 {
    let mut now = c::Timespec { seconds: 0, nanoseconds: 0 };
    unsafe { c::clock_gettime(clock, &mut now) };
    now.seconds as u64 * 1_000_000_000 + now.nanoseconds as u64
}

fn wall_ns() -> u64 {
    read(c::CLOCK_MONOTONIC)
}

fn cpu_ns() -> u64 {
    read(c::CLOCK_PROCESS_CPUTIME_ID)
}

fn stop(status: i32, sentence: &str) -> ! {
    eprintln!("{sentence}");
    exit(status)
}

fn allowed_cpus() -> c::CpuSet {
    let mut set: c::CpuSet = [0; 16];
    unsafe { c::sched_getaffinity(0, 128, &mut set) };
    set
}

/// Pins the calling thread to the allowed processor with this number, counted round.
fn pin(allowed: &c::CpuSet, number: usize) {
    let cpus: Vec<usize> =
        (0..1024).filter(|cpu| allowed[cpu / 64] >> (cpu % 64) & 1 == 1).collect();
    let cpu = cpus[number % cpus.len()];
    let mut one: c::CpuSet = [0; 16];
    one[cpu / 64] = 1 << (cpu % 64);
    if unsafe { c::sched_setaffinity(0, 128, &one) } != 0 {
        stop(1, "The thread could not be pinned.");
    }
}

pub type Role<'a> = Box<dyn FnOnce() -> u64 + Send + 'a>;

/// Runs each role on a thread of its own, pinned in their order; returns wall and CPU time from the
/// moment when all wait at the start to the latest end that a role returns.
fn run_together(work: &Work, roles: Vec<Role>) -> (u64, u64) {
    let count = roles.len();
    let ready = AtomicUsize::new(0);
    let go = AtomicBool::new(false);
    let allowed = allowed_cpus();
    let (mut start, mut cpu, mut end) = (0, 0, 0);
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (number, role) in roles.into_iter().enumerate() {
            let (ready, go, allowed) = (&ready, &go, &allowed);
            threads.push(scope.spawn(move || {
                if work.spread {
                    pin(allowed, number);
                }
                ready.fetch_add(1, SeqCst);
                while !go.load(SeqCst) {
                    thread::yield_now();
                }
                role()
            }));
        }
        while ready.load(SeqCst) != count {
            thread::yield_now();
        }
        cpu = cpu_ns();
        start = wall_ns();
        go.store(true, SeqCst);
        for thread in threads {
            end = end.max(thread.join().unwrap_or_else(|_| stop(1, "A thread panicked.")));
        }
    });
    (end - start, cpu_ns() - cpu)
}

fn per_message(work: &Work, (wall, cpu): (u64, u64), sum: u64) -> Figures {
    let messages = work.messages as f64;
    Figures { ns: wall as f64 / messages, cpu_ns: cpu as f64 / messages, sum }
}

/// All producers at once, all consumers at once; each has an equal share of the messages.
pub fn flow<M, S, R>(work: &Work, mut senders: Vec<S>, mut receivers: Vec<R>) -> Figures
where
    M: Message,
    S: FnMut(M) + Send,
    R: FnMut() -> M + Send,
{
    let mut sums = vec![0u64; receivers.len()];
    let mut roles: Vec<Role> = Vec::new();
    let share = work.messages / receivers.len() as u64;
    for (receive, total) in receivers.iter_mut().zip(sums.iter_mut()) {
        roles.push(Box::new(move || {
            let mut sum = 0u64;
            for _ in 0..share {
                sum = sum.wrapping_add(receive().sum());
            }
            let end = wall_ns();
            *total = sum;
            end
        }));
    }
    let share = work.messages / senders.len() as u64;
    for (number, send) in senders.iter_mut().enumerate() {
        let first = number as u64 * share;
        roles.push(Box::new(move || {
            for n in 1..=share {
                send(M::numbered(first + n));
            }
            0
        }));
    }
    let took = run_together(work, roles);
    per_message(work, took, sums.iter().sum())
}

/// One thread sends all messages, then receives them.
pub fn fill_and_drain<S, R>(work: &Work, mut send: S, mut receive: R) -> Figures
where
    S: FnMut(u64) + Send,
    R: FnMut() -> u64 + Send,
{
    let mut sum = 0u64;
    let took = run_together(
        work,
        vec![Box::new(|| {
            for n in 1..=work.messages {
                send(n);
            }
            for _ in 0..work.messages {
                sum = sum.wrapping_add(receive());
            }
            wall_ns()
        })],
    );
    per_message(work, took, sum)
}

/// Every message goes there and comes back before the next; `there` and `back` are the two ends of
/// one channel each.
pub fn ping_pong<S, R>(work: &Work, there: (S, R), back: (S, R)) -> Figures
where
    S: FnMut(u64) + Send,
    R: FnMut() -> u64 + Send,
{
    let (mut send_there, mut receive_there) = there;
    let (mut send_back, mut receive_back) = back;
    let mut round_trips = vec![0u64; work.messages as usize];
    let mut sum = 0u64;
    let ping = || {
        let mut before = wall_ns();
        for (n, took) in round_trips.iter_mut().enumerate() {
            send_there(n as u64 + 1);
            sum = sum.wrapping_add(receive_back());
            let now = wall_ns();
            *took = now - before;
            before = now;
        }
        before
    };
    let pong = || {
        for _ in 0..work.messages {
            send_back(receive_there());
        }
        0
    };
    let took = run_together(work, vec![Box::new(ping), Box::new(pong)]);
    round_trips.sort_unstable();
    let middle = round_trips[round_trips.len() / 2];
    Figures { ns: middle as f64, ..per_message(work, took, sum) }
}

/// The whole program for one peer. `run` does a row's workload, or returns None if the peer has no
/// such thing.
pub fn main(peer: &str, run: fn(&Work) -> Option<Figures>) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.len() != 4 {
        stop(2, "The arguments are PEER ROW PINNING MESSAGES.");
    }
    if arguments[0] != peer {
        stop(2, &format!("There is no peer {} here.", arguments[0]));
    }
    let row = match ROWS.iter().find(|row| row.name == arguments[1]) {
        Some(row) => *row,
        None => stop(2, &format!("There is no row {}.", arguments[1])),
    };
    let spread = match arguments[2].as_str() {
        "same" => false,
        "spread" => true,
        _ => stop(2, "The pinnings are same and spread."),
    };
    let messages = match arguments[3].parse::<u64>() {
        Ok(messages) if messages >= 4 && messages % 4 == 0 => messages,
        _ => stop(2, "The messages are a multiple of 4."),
    };

    if !spread {
        pin(&allowed_cpus(), 0); // and so all threads that will be made
    }
    let warm_up = Work { row, spread, messages: (messages / 40 * 4).max(4) };
    if run(&warm_up).is_none() {
        exit(3);
    }
    let figures = run(&Work { row, spread, messages }).unwrap();
    if figures.sum != messages * (messages + 1) / 2 * if row.wide { 8 } else { 1 } {
        stop(1, "The sum of the payloads is wrong.");
    }
    println!(
        "{{\"ns\": {:.2}, \"cpu_ns\": {:.2}, \"sum\": {}}}",
        figures.ns, figures.cpu_ns, figures.sum
    );
}
