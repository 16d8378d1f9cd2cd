// What an operation does, to values, to what happened before what, and to who can go on.
#include "tests/interleave/execution.hpp"

#include <sstream>

namespace tests::interleave {

namespace {

std::uint64_t changed(const operation& what, std::uint64_t value) {
    const auto mask = what.bytes == 8 ? ~0ULL : (1ULL << (8U * what.bytes)) - 1;
    switch (what.how) {
    case change::exchange:
    case change::compare:
        return what.operand;
    case change::add:
        return (value + what.operand) & mask;
    case change::subtract:
        return (value - what.operand) & mask;
    case change::bit_and:
        return value & what.operand;
    case change::bit_or:
        return value | what.operand;
    case change::bit_xor:
        return value ^ what.operand;
    }
    return value;
}

} // namespace

void execution::happen(int fiber) {
    actor& who = at(fiber);
    operation& what = who.announced;
    who.order.at[static_cast<std::size_t>(fiber)] = ++who.steps;
    switch (what.what) {
    case action::fence:
        fence(who, fiber, what.order);
        break;
    case action::join: {
        const actor& joined = at(static_cast<int>(what.operand));
        who.order.join(joined.order);
        who.happened.join(joined.happened);
        break;
    }
    case action::woken:
        who.order.join(who.released_by);
        break;
    case action::relax:
        who.order.join(who.released_by);
        who.has_read.clear();
        break;
    default:
        happen_on(who, fiber, at_object(what.object), what);
        tell_order(who, at_object(what.object), what);
        if (what.what == action::wake && what.result != 0) wake_one(what.object, who.order);
        if (what.writes) let_go_of_spinning(what.object, who.order);
    }
    steps_.push_back({fiber, what, who.order});
}

void execution::happen_on(actor& who, int fiber, shared& on, operation& what) {
    if (what.what == action::wake) { // by address: the word may be gone
        what.result = 0;
        for (int i = 0; i < fibers_; ++i) {
            const bool sleeps = !at(i).is_finished && at(i).announced.what == action::woken
                && at(i).announced.operand == static_cast<std::uint64_t>(what.object);
            what.result += sleeps && !at(i).is_let_go ? 1 : 0;
        }
        return;
    }
    if (!on.is_alive || !who.happened.covers(on.made_by, on.made_at)) {
        report(
            std::string(who.name) + " uses #" + std::to_string(what.object)
            + (on.is_alive ? ": not ordered with its making" : " after its end")
        );
        return;
    }
    on.accessed.at[static_cast<std::size_t>(fiber)] =
        who.happened.at[static_cast<std::size_t>(fiber)];
    what.result = on.value;
    switch (what.what) {
    case action::load:
        read(who, on, what.order);
        break;
    case action::store:
        write(who, fiber, on, what, what.operand);
        break;
    case action::update:
        if (what.how == change::compare && on.value != what.expected) {
            what.writes = false;
            read(who, on, what.order_on_failure);
        } else {
            read(who, on, what.order);
            write(who, fiber, on, what, changed(what, on.value));
        }
        break;
    case action::unpark:
        if (on.value != 0) report(std::string(who.name) + " unparks a second time");
        write(who, fiber, on, what, 1);
        break;
    case action::park: // only once it was unparked, so that no other order is possible
        read(who, on, std::memory_order_acquire);
        who.order.join(on.written);
        break;
    case action::park_until:
        if (on.value != 0) {
            read(who, on, std::memory_order_acquire);
        } else {
            who.happened.time = std::max(who.happened.time, what.deadline);
        }
        break;
    case action::lock:
        read(who, on, what.order);
        on.value = 1;
        ++on.changes;
        break;
    case action::unlock:
        write(who, fiber, on, what, 0);
        // It looks at the lock once more, so that has to be there yet.
        on.accessed.at[static_cast<std::size_t>(fiber)] =
            who.happened.at[static_cast<std::size_t>(fiber)];
        break;
    case action::wait:
        if (on.value == what.expected) {
            what.result = 1; // sleeps
            who.sleeps_since = ++sleeps_;
        } else {
            what.result = 0;
        }
        break;
    default:
        break;
    }
    for (auto& each : who.has_read) {
        if (each.object == what.object) {
            each.changes = on.changes;
            return;
        }
    }
    who.has_read.push_back({what.object, on.changes});
}

void execution::read(actor& who, shared& on, std::memory_order order) {
    (acquires(order) ? who.happened : who.unacquired).join(on.published);
}

void execution::write(
    actor& who, int fiber, shared& on, const operation& what, std::uint64_t value
) {
    const vector_clock& published = releases(what.order) ? who.happened : who.released;
    if (what.what == action::update) {
        on.published.join(published); // goes on with the release sequence that it read from
    } else {
        on.published = published;
    }
    if (releases(what.order)) ++who.happened.at[static_cast<std::size_t>(fiber)];
    if (on.value != value) ++on.changes;
    on.value = value;
}

void execution::fence(actor& who, int fiber, std::memory_order order) {
    if (acquires(order)) who.happened.join(who.unacquired);
    if (releases(order)) {
        who.released = who.happened;
        ++who.happened.at[static_cast<std::size_t>(fiber)];
    }
}

void execution::tell_order(actor& who, shared& on, const operation& what) {
    if (what.reads || what.writes) who.order.join(on.written);
    if (what.writes) who.order.join(on.read);
    if (what.queues) who.order.join(on.queued);
    if (what.reads) on.read.join(who.order);
    if (what.writes) on.written = who.order;
    if (what.queues) on.queued = who.order;
}

/// The one that has slept longest.
void execution::wake_one(int object, const vector_clock& by) {
    actor* oldest = nullptr;
    for (int i = 0; i < fibers_; ++i) {
        actor& who = at(i);
        if (who.is_finished || who.announced.what != action::woken || who.is_let_go) continue;
        if (who.announced.operand != static_cast<std::uint64_t>(object)) continue;
        if (oldest == nullptr || who.sleeps_since < oldest->sleeps_since) oldest = &who;
    }
    oldest->is_let_go = true;
    oldest->released_by = by;
}

void execution::let_go_of_spinning(int object, const vector_clock& by) {
    for (int i = 0; i < fibers_; ++i) {
        actor& who = at(i);
        if (who.is_finished || who.announced.what != action::relax || who.is_let_go) continue;
        for (const auto& each : who.has_read) {
            if (each.object != object || at_object(object).changes == each.changes) continue;
            who.is_let_go = true;
            who.released_by = by;
        }
    }
}

void execution::report_deadlock() {
    std::string names;
    for (int i = 0; i < fibers_; ++i) {
        if (at(i).is_finished) continue;
        names += (names.empty() ? "" : ", ") + std::string(at(i).name);
    }
    report("a deadlock of " + names);
}

std::string execution::text_of(const step& what) const {
    constexpr std::array actions{
        "load",
        "store",
        "update",
        "fence",
        "park",
        "park_until",
        "unpark",
        "wait",
        "woken",
        "wake",
        "lock",
        "unlock",
        "join",
        "relax"};
    constexpr std::array changes{"exchange", "compare", "add", "subtract", "and", "or", "xor"};
    constexpr std::array orders{"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};
    const operation& did = what.did;
    const std::string order = orders[static_cast<std::size_t>(did.order)];
    std::ostringstream text;
    text << at(what.fiber).name << ": " << actions[static_cast<std::size_t>(did.what)];
    if (did.object != nothing) text << " #" << did.object;
    switch (did.what) {
    case action::load:
        text << " " << order << ": " << did.result;
        break;
    case action::store:
        text << " " << did.operand << " " << order;
        break;
    case action::update:
        text << " " << changes[static_cast<std::size_t>(did.how)] << " ";
        if (did.how == change::compare) text << did.expected << " by ";
        text << did.operand << " " << order << ": was " << did.result;
        break;
    case action::fence:
        text << " " << order;
        break;
    case action::park_until:
        text << (did.result != 0 ? ": unparked" : ": timed out");
        break;
    case action::wait:
        text << (did.result != 0 ? ": sleeps" : ": goes on");
        break;
    case action::join:
        text << " " << at(static_cast<int>(did.operand)).name;
        break;
    default:
        break;
    }
    return text.str();
}

std::string execution::schedule() const {
    std::string text;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        text += std::to_string(i + 1) + ". " + text_of(steps_[i]) + "\n";
    }
    for (int i = 0; i < fibers_; ++i) {
        if (!at(i).has_started || at(i).is_finished) continue;
        text += "stands at " + text_of({i, at(i).announced, {}}) + "\n";
    }
    return text;
}

} // namespace tests::interleave
