// Actors without threads: a script plays several actors on one thread, so that what a channel notes
// can be compared fact by fact. Each actor is a context that writes to one list; a park runs what
// the script says the others do meanwhile.
#pragma once

#include "core/probe/conducted.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tests {

using chan::probe::conducted;
using chan::probe::fact;
using chan::probe::kind;

class script {
public:
    class actor final : public chan::probe::context {
    public:
        actor(script& in, chan::probe::actor_number number) : context(number), in_(in) {}

        /// Runs this as the actor: what it does, it does. Nests.
        template <class Body>
        void does(Body body) {
            auto* const before = std::exchange(chan::probe::current, this);
            body();
            chan::probe::current = before;
        }
        /// Runs when the actor parks, as the actor that is then named; afterwards the wait is over,
        /// unless nobody has ended it: then its time is, or it is abandoned.
        std::function<void()> meanwhile;

        void point(fact announced, chan::base::function_ref<bool()> ready) override {
            stand(announced, ready);
        }
        void point_in_destructor(
            fact announced, chan::base::function_ref<bool()> ready
        ) noexcept override {
            stand(announced, ready);
        }
        void note(fact what) noexcept override {
            if (what.actor == chan::probe::no_actor) what.actor = context::actor();
            in_.facts.push_back(what);
        }
        bool park(
            chan::probe::park_slot& slot,
            std::optional<chan::probe::stage_clock::time_point> deadline
        ) override {
            EXPECT_EQ(sections_held, 0) << "parked inside a section";
            if (meanwhile) std::exchange(meanwhile, nullptr)();
            if (slot.unparked) return true;
            if (!deadline) throw chan::probe::left{};
            in_.now = std::max(in_.now, *deadline);
            return false;
        }
        void unpark(chan::probe::park_slot& slot) noexcept override { slot.unparked = true; }
        chan::probe::stage_clock::time_point now() const noexcept override { return in_.now; }
        bool leaving() const noexcept override { return false; }

    private:
        void stand(const fact& announced, chan::base::function_ref<bool()> ready) noexcept {
            EXPECT_EQ(sections_held, 0) << "stands inside a section";
            in_.announced.push_back(announced);
            in_.ready.push_back(!ready || ready());
        }

        script& in_;
    };

    std::vector<fact> facts;     // noted
    std::vector<fact> announced; // at points
    std::vector<bool> ready;     // whether the announced could go on
    chan::probe::stage_clock::time_point now{};
    actor main{*this, 0}, other{*this, 1}, third{*this, 2};

    /// What was noted since the last time, one line each.
    std::vector<std::string> noted() {
        std::vector<std::string> lines;
        for (const fact& what : std::exchange(facts, {})) lines.push_back(line(what));
        return lines;
    }
    /// The operation announced last, and whether it could go on.
    [[nodiscard]] std::string last_point() const {
        return line(announced.back()) + (ready.back() ? " ready" : " blocked");
    }

    static std::string line(const fact& what);
};

using lines = std::vector<std::string>;

inline std::string script::line(const fact& what) {
    auto object = [](chan::probe::object_id id) {
        return std::to_string(id.creator()) + "." + std::to_string(id.counter());
    };
    static constexpr const char* reasons[] = {"", " full", " empty", " disconnected", " timeout"};
    std::string text = "actor " + std::to_string(what.actor) + " ";
    switch (what.kind) {
    case kind::op_announced:
        text += "op " + std::to_string(static_cast<int>(what.op));
        break;
    case kind::wait_began:
        text += "waits";
        break;
    case kind::channel_created:
        text += "channel";
        break;
    case kind::handle_created:
        text += "handle";
        break;
    case kind::handle_cloned:
        text += "clone of " + object({what.number});
        break;
    case kind::handle_moved:
        text += "moved";
        break;
    case kind::handle_dropped:
        text += "dropped";
        break;
    case kind::message_sent:
        text += "sent";
        break;
    case kind::message_received:
        text += "received";
        break;
    case kind::handed_over:
        text += "handed to " + std::to_string(what.number);
        break;
    case kind::send_failed:
        text += "send failed";
        break;
    case kind::receive_failed:
        text += "receive failed";
        break;
    case kind::message_discarded:
        text += "discarded";
        break;
    case kind::lock_created:
        text += "lock";
        break;
    case kind::lock_acquired:
        text += "acquired";
        break;
    case kind::lock_released:
        text += "released";
        break;
    case kind::lock_poisoned:
        text += "poisoned";
        break;
    case kind::try_lock_failed:
        text += "lock not free";
        break;
    default:
        text += "?";
        break;
    }
    text += reasons[static_cast<int>(what.reason)];
    if (what.kind == kind::channel_created) {
        text += what.number == chan::probe::unbounded ? " unbounded"
                                                      : " of " + std::to_string(what.number);
    }
    if (what.handle) {
        text += what.end == chan::probe::end::sender ? " tx " : " rx ";
        text += object(what.handle);
    }
    if (what.message) {
        text += " m" + std::to_string(what.message.creator()) + "."
            + std::to_string(what.message.counter());
        if (!what.label.empty()) text += "=" + std::string(what.label.view());
    }
    if (what.kind == kind::message_sent || what.kind == kind::message_received) {
        text += " at " + std::to_string(what.number);
    }
    switch (what.handle_owner.kind) {
    case chan::probe::owner_kind::none:
        break;
    case chan::probe::owner_kind::actor:
        text += " owner actor " + std::to_string(what.handle_owner.id);
        break;
    case chan::probe::owner_kind::message:
        text += " owner m" + std::to_string(what.handle_owner.id >> 32U) + "."
            + std::to_string(what.handle_owner.id & 0xFFFFFFFFU);
        break;
    case chan::probe::owner_kind::lock:
        text += " owner lock " + object({static_cast<std::uint32_t>(what.handle_owner.id)});
        break;
    }
    if (what.nanoseconds != 0) text += " " + std::to_string(what.nanoseconds) + "ns";
    return text;
}

} // namespace tests
