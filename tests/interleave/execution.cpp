#include "tests/interleave/execution.hpp"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace tests::interleave {

execution::execution() {
    for (int i = 0; i < most_fibers; ++i) actors_.push_back(std::make_unique<actor>());
}

execution& execution::current() noexcept {
    if (current_ == nullptr) {
        std::fputs("interleave: used outside of a test that is interleaved\n", stderr);
        std::abort();
    }
    return *current_;
}

void execution::run(
    const std::function<void()>& body, const chooser& choose, std::size_t most_steps
) {
    current_ = this;
    reset(body);
    start_new();
    while (failure_.empty()) {
        unsigned able = 0, unfinished = 0;
        for (int i = 0; i < fibers_; ++i) {
            if (at(i).is_finished) continue;
            unfinished |= 1U << static_cast<unsigned>(i);
            if (is_able(at(i))) able |= 1U << static_cast<unsigned>(i);
        }
        if (unfinished == 0) {
            if (const auto leaked = memory_.leaked_bytes(); leaked > 0) {
                report("a leak of " + std::to_string(leaked) + " bytes");
            }
            break;
        }
        if (able == 0) {
            report_deadlock();
            break;
        }
        if (steps_.size() == most_steps) {
            report("no end in sight");
            break;
        }
        const int next = choose(able);
        if (next == nothing) break;
        happen(next);
        if (failure_.empty()) resume(next);
        start_new();
    }
    memory_.forget();
    current_ = nullptr;
}

void execution::reset(const std::function<void()>& body) {
    fibers_ = 0;
    objects_.clear();
    steps_.clear();
    sleeps_ = 0;
    said_.clear();
    failure_.clear();
    add_actor("main");
    at(0).body = [&body] { body(); };
}

int execution::add_actor(const char* name) {
    if (fibers_ == most_fibers) {
        std::fputs("interleave: too many threads in one test\n", stderr);
        std::abort();
    }
    const int number = fibers_++;
    actor& added = at(number);
    added.name = name;
    added.order = added.happened = added.unacquired = added.released = {};
    added.happened.at[static_cast<std::size_t>(number)] = 1;
    added.steps = 0;
    added.has_read.clear();
    added.has_started = added.is_finished = false;
    return number;
}

void execution::start_new() {
    for (int i = 0; i < fibers_ && failure_.empty(); ++i) {
        if (std::exchange(at(i).has_started, true)) continue;
        at(i).runs.start(&root, &at(i));
        resume(i);
    }
}

void execution::resume(int fiber) {
    running_ = fiber;
    is_inside_ = true;
    at(fiber).runs.resume();
    is_inside_ = false;
    running_ = nothing;
}

void execution::root(void* self) {
    auto& me = *static_cast<actor*>(self);
    try {
        auto body = std::move(me.body);
        body();
    } catch (...) {
        const outside here;
        current_->report("an exception left a thread");
    }
    me.is_finished = true;
}

std::uint64_t execution::perform(const operation& what) {
    const outside here;
    actor& me = at(running_);
    me.announced = what;
    me.is_let_go = false;
    if (what.what == action::relax) {
        for (const auto& each : me.has_read) {
            me.is_let_go |= at_object(each.object).changes != each.changes;
        }
        me.released_by = {};
    }
    me.runs.suspend();
    return me.announced.result;
}

bool execution::is_able(const actor& who) const {
    switch (who.announced.what) {
    case action::park:
        return objects_[static_cast<std::size_t>(who.announced.object)].value != 0;
    case action::lock:
        return objects_[static_cast<std::size_t>(who.announced.object)].value == 0;
    case action::woken:
    case action::relax:
        return who.is_let_go;
    case action::join:
        return at(static_cast<int>(who.announced.operand)).is_finished;
    default:
        return true;
    }
}

int execution::add_object(const void* address, std::uint64_t value) {
    const outside here;
    const auto now = at(running_).happened.at[static_cast<std::size_t>(running_)];
    objects_.push_back({
        .address = address,
        .value = value,
        .changes = 0,
        .made_by = running_,
        .made_at = now,
        .is_alive = true,
        .published = {},
        .accessed = {},
        .read = {},
        .written = {},
        .queued = {},
    });
    return static_cast<int>(objects_.size()) - 1;
}

int execution::object_at(const void* address) const noexcept {
    for (std::size_t i = objects_.size(); i > 0; --i) {
        if (objects_[i - 1].address == address) return static_cast<int>(i - 1);
    }
    return nothing;
}

void execution::end_object(const void* address) {
    const outside here;
    const int number = object_at(address);
    shared& ended = at_object(number);
    ended.is_alive = false;
    const auto& now = at(running_).happened;
    for (int i = 0; i < fibers_; ++i) {
        if (!now.covers(i, ended.accessed.at[static_cast<std::size_t>(i)])) {
            report(
                "#" + std::to_string(number) + " ends: not ordered with its use by " + at(i).name
            );
            stop_here();
        }
    }
}

int execution::spawn(const char* name, std::move_only_function<void()> body) {
    const outside here;
    const int child = add_actor(name);
    actor& me = at(running_);
    at(child).body = std::move(body);
    at(child).order.join(me.order);
    at(child).happened.join(me.happened);
    ++me.happened.at[static_cast<std::size_t>(running_)];
    return child;
}

std::int64_t execution::time() const noexcept {
    return at(running_).happened.time;
}

void execution::sleep_until(std::int64_t time) noexcept {
    auto& now = at(running_).happened.time;
    now = std::max(now, time);
}

void execution::touch(const void* address, std::size_t bytes, use how) {
    const outside here;
    const auto step = static_cast<std::uint32_t>(steps_.size());
    const auto found = memory_.note(address, bytes, how, running_, at(running_).happened, step);
    if (!found) return;
    constexpr std::array verbs{"reads", "writes", "frees"};
    constexpr std::array past{" read after step ", " wrote after step ", " freed after step "};
    const bool is_free = found->how == use::free;
    report(
        (is_free ? "a use after free: " : "a data race: ") + std::string(at(running_).name) + " "
        + verbs[static_cast<std::size_t>(how)] + " what " + at(found->fiber).name
        + past[static_cast<std::size_t>(found->how)] + std::to_string(found->after)
        + (is_free ? "" : ": not ordered")
    );
    stop_here();
}

void execution::is_new(const void* address, std::size_t bytes) {
    const outside here;
    memory_.is_new(address, bytes);
}

void execution::report(const std::string& sentence) {
    if (failure_.empty()) failure_ = sentence;
}

void execution::say(const char* text) {
    const outside here;
    said_.emplace_back(text);
}

void execution::fail(const char* sentence) {
    is_inside_ = false;
    report(sentence);
    stop_here();
}

void execution::stop_here() {
    while (true) at(running_).runs.suspend();
}

void* execution::allocate(std::size_t bytes, std::size_t alignment) noexcept {
    const outside here;
    const auto rounded = (bytes + alignment - 1) / alignment * alignment;
    void* const block = alignment <= alignof(std::max_align_t)
        ? std::malloc(bytes)
        : std::aligned_alloc(alignment, rounded);
    if (block != nullptr) memory_.allocated(block, bytes);
    return block;
}

bool execution::deallocate(void* block) {
    std::optional<std::size_t> bytes;
    {
        const outside here;
        bytes = memory_.freed(block);
    }
    if (bytes) touch(block, *bytes, use::free);
    return bytes.has_value();
}

} // namespace tests::interleave
