"""From samples to figures and the table.

A ratio is our time by the peer's time of the same round, in which both ran within seconds: what
slows the machine down slows both. A peer's figure is the median of its ratios over the rounds. The
best peer is the one with the worst figure for us, among those on operating-system threads. Below 1
we are faster.
"""
from statistics import median

from plan import OURS, PEERS, ROWS


def judge(samples):
    """The figures of one row and pinning.

    `samples` maps each peer, and perhaps "ours", to its samples, one for each round, in order. A
    sample is a dict with "ns" and "cpu_ns".
    """
    ours = samples.get(OURS)
    peers = {}
    for name, of_peer in samples.items():
        peers[name] = {
            "ns": median(sample["ns"] for sample in of_peer),
            "cpu_ns": median(sample["cpu_ns"] for sample in of_peer),
            "rounds": of_peer,
        }
        if ours and name != OURS:
            ratios = [mine["ns"] / its["ns"] for mine, its in zip(ours, of_peer, strict=True)]
            peers[name]["ratio"] = {
                "median": median(ratios), "min": min(ratios), "max": max(ratios), "all": ratios,
            }  # fmt: skip
    rated = [name for name in peers if "ratio" in peers[name] and not PEERS[name].stretch]
    best = max(rated, key=lambda name: peers[name]["ratio"]["median"], default=None)
    return {"peers": peers, "best_peer": best}


def number(value):
    if value is None:
        return "-"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def line(row, pinning, figures):
    peers, best = figures["peers"], figures["best_peer"]
    ours, other = peers.get(OURS, {}), peers.get(best, {})
    ratio = other.get("ratio")
    stretch = [peer["ratio"]["median"] for name, peer in peers.items()
               if name != OURS and PEERS[name].stretch and "ratio" in peer]  # fmt: skip
    return [
        ROWS[row].title,
        pinning,
        best or ("ours is missing" if not ours else "no peer"),
        f"{ratio['median']:.2f}" if ratio else "-",
        f"{ratio['min']:.2f}–{ratio['max']:.2f}" if ratio else "-",
        f"{number(ours.get('ns'))} / {number(other.get('ns'))}",
        f"{number(ours.get('cpu_ns'))} / {number(other.get('cpu_ns'))}",
        f"{stretch[0]:.2f}" if stretch else "-",
    ]


HEAD = ["row", "pinning", "best peer", "ratio", "min–max", "ns ours/peer", "CPU ns ours/peer", "vs Go"]


def table(results, missing):
    """`results`: {(row, pinning): figures}; `missing`: {program: why it could not be built}."""
    lines = [HEAD] + [line(row, pinning, figures) for (row, pinning), figures in results.items()]
    widths = [max(map(len, column)) for column in zip(*lines)]
    aligned = ["{:<%d}", "{:<%d}", "{:<%d}"] + ["{:>%d}"] * 5
    form = "  ".join(cell % width for cell, width in zip(aligned, widths))
    text = [form.format(*cells).rstrip() for cells in lines]
    text.insert(1, "-" * len(text[0]))
    rated = [figures["peers"][figures["best_peer"]]["ratio"]["median"]
             for figures in results.values() if figures["best_peer"]]  # fmt: skip
    faster = sum(ratio < 1 for ratio in rated)
    text += [
        "",
        "Ratio: our time by the best peer's, median over the rounds; below 1 we are faster. CPU: of"
        " the whole process, per message.",
        f"Faster than every measured peer on threads in {faster} of {len(results)}.",
    ]
    for program, why in missing.items():
        names = [peer.title for peer in PEERS.values() if peer.program == program]
        text.append(f"Not measured: {', '.join(names)}: could not be built: {why}")
    for title in dict.fromkeys(ROWS[row].title for (row, _), figures in results.items()
                               if OURS not in figures["peers"]):  # fmt: skip
        text.append(f"Not measured: ours on {title}.")
    return "\n".join(text)
