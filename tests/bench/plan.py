"""What the channel benchmark measures: its rows, its peers, and how many messages each row takes."""
from dataclasses import dataclass

PINNINGS = ("same", "spread")


@dataclass(frozen=True)
class Row:
    title: str
    same: int  # messages, multiples of 4, the same for all peers
    spread: int
    words: int = 1  # of 8 bytes, in each message; all are summed

    def messages(self, pinning, quick=False):
        count = getattr(self, pinning)
        return count // 16 * 4 if quick else count

    def expected_sum(self, messages):
        return self.words * messages * (messages + 1) // 2


# Enough for the fastest to run for milliseconds; the slowest, which wake another processor for each
# message, take 40 to 80 µs a message.
ROWS = {
    "unbounded-1-1": Row("unbounded, 1→1", 1_000_000, 1_000_000),
    "unbounded-1-1-64b": Row("unbounded, 1→1, 64 B", 400_000, 400_000, words=8),
    "unbounded-4-1": Row("unbounded, 4→1", 400_000, 400_000),
    "unbounded-fill-drain": Row("unbounded, fill then drain", 400_000, 400_000),
    "bounded1-1-1": Row("bounded(1), 1→1", 20_000, 8_000),
    "bounded64-1-1": Row("bounded(64), 1→1", 200_000, 200_000),
    "bounded64-4-1": Row("bounded(64), 4→1", 100_000, 100_000),
    "bounded64-4-4": Row("bounded(64), 4→4", 100_000, 100_000),
    "rendezvous-1-1": Row("rendezvous, 1→1", 20_000, 8_000),
    "rendezvous-4-1": Row("rendezvous, 4→1", 20_000, 20_000),
    "select-4": Row("select over 4 bounded(64)", 100_000, 100_000),
    "ping-pong": Row("ping-pong, bounded(1), p50", 20_000, 4_000),
}


@dataclass(frozen=True)
class Peer:
    program: str
    title: str
    stretch: bool = False  # no operating-system threads: shown, but never the best peer


OURS = "ours"
PEERS = {
    "std": Peer("std", "Rust std mpsc"),
    "crossbeam": Peer("crossbeam", "crossbeam-channel"),
    "flume": Peer("flume", "flume"),
    "moodycamel": Peer("moodycamel", "moodycamel ConcurrentQueue"),
    "moodycamel-rw": Peer("moodycamel", "moodycamel ReaderWriterQueue"),
    "tbb": Peer("tbb", "TBB concurrent_bounded_queue"),
    "mutex": Peer("mutex", "mutex + condition variable"),
    "mutex-swap": Peer("mutex", "mutex + swapped vectors"),
    "go": Peer("go", "Go", stretch=True),
}


def program_of(peer):
    return OURS if peer == OURS else PEERS[peer].program
