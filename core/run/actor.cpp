#include "core/run/actor.hpp"

#include "core/base/contract.hpp"
#include "core/run/actor_context.hpp"

#include <algorithm>
#include <system_error>

namespace chan::run {

namespace {

using namespace std::chrono_literals;

// As good as for ever, and far from where the clocks would overflow.
constexpr std::chrono::nanoseconds longest_sleep = 24h * 36'500;

probe::call_site site_of(std::source_location where) {
    return {.file = where.file_name(), .line = where.line()};
}

void pass_time(
    probe::op how, probe::kind ended, std::chrono::nanoseconds duration, std::source_location where
) {
    auto& self = actor_context::here();
    const auto length = std::clamp<std::chrono::nanoseconds>(duration, 0ns, longest_sleep);
    self.point(
        {.op = how, .nanoseconds = length.count(), .site = site_of(where)}, {}
    );
    const auto deadline = self.now() + length;
    self.note({
        .kind = probe::kind::wait_began,
        .op = how,
        .nanoseconds = deadline.time_since_epoch().count(),
        .site = site_of(where),
    });
    probe::park_slot slot{.owner = &self};
    self.park(slot, deadline);
    self.note({.kind = ended, .op = how});
}

}  // namespace

bool join_handle::join(std::source_location where) {
    auto& self = actor_context::here();
    stage& on = self.stage();
    base::require(actor_ != probe::no_actor, "join() of a handle that names no thread");
    performer& whose = on.find(actor_);
    const auto has_finished = [&] { return whose.is_finished.load(); };
    self.point({.op = probe::op::join, .number = actor_, .site = site_of(where)}, has_finished);

    struct wait {
        stage& on;
        performer& whose;
        probe::park_slot slot;
        ~wait() { on.forget_joiner(whose, slot); }
    } until_end{on, whose, {.owner = &self}};
    if (on.await_end(whose, until_end.slot)) {
        self.note({
            .kind = probe::kind::wait_began,
            .op = probe::op::join,
            .number = 0,
            .site = site_of(where),
        });
        self.park(until_end.slot, std::nullopt);
    }
    self.note({.kind = probe::kind::actor_joined, .op = probe::op::join, .number = actor_});
    return !whose.has_panicked;
}

probe::actor_number detail::announce_spawn(std::string_view name, std::source_location where) {
    auto& self = actor_context::here();
    self.point({.op = probe::op::spawn, .label = name, .site = site_of(where)}, {});
    return self.stage().add_actor(name, self.actor());
}

join_handle detail::spawn_erased(
    std::move_only_function<void()> body, probe::actor_number child
) {
    auto& self = actor_context::here();
    stage& on = self.stage();
    try {
        on.start_thread(child, std::move(body));
    } catch (const std::system_error& error) {
        on.finish(child);
        panic(std::string("the system gives no further thread: ") + error.what());
    }
    on.wait_until_stands(child);
    return join_handle(child);
}

void sleep_for(std::chrono::nanoseconds duration, std::source_location where) {
    pass_time(probe::op::sleep, probe::kind::sleep_ended, duration, where);
}

void work_for(std::chrono::nanoseconds duration, std::source_location where) {
    pass_time(probe::op::work, probe::kind::work_ended, duration, where);
}

void print(std::string_view line) {
    auto& self = actor_context::here();
    const std::uint32_t index = self.stage().print(line);
    self.note({.kind = probe::kind::printed, .number = index, .label = line});
}

void panic(std::string why) {
    actor_context::here().note_panic(why);
    throw panicked{std::move(why)};
}

}  // namespace chan::run
