// Logs written by hand, a line of C++ for a fact: what the tests of folding, of explanations and of
// words are made from.
#pragma once

#include "core/model/apply.hpp"
#include "core/model/world.hpp"
#include "core/trace/log.hpp"

#include <cstdint>
#include <string_view>

namespace tests {

using namespace chan::probe;

inline constexpr std::int64_t millisecond = 1'000'000;

struct ends {
    object_id channel, tx, rx;
};

class script {
public:
    script() { fact_of(no_actor, kind::actor_spawned).label = "main"; }

    /// Lets time pass; 1 ms of stage time is shown as 2.
    void pass(std::int64_t milliseconds) { stage_ns_ += milliseconds * millisecond; }

    fact& fact_of(actor_number actor, kind what) {
        chan::trace::event next;
        next.order = log_.size();
        next.stage_ns = stage_ns_;
        next.shown_ns = 2 * stage_ns_;
        next.fact.kind = what;
        next.fact.actor = actor;
        log_.push_back(next);
        return log_.back().fact;
    }

    actor_number spawn(actor_number by, std::string_view name, std::uint32_t line = 0) {
        announce(by, op::spawn).site = site(line);
        fact& said = fact_of(by, kind::actor_spawned);
        said.number = ++last_actor_;
        said.label = name;
        return last_actor_;
    }

    ends channel(actor_number by, std::uint32_t bound, std::uint32_t line = 0) {
        const ends made{next_object(by), next_object(by), next_object(by)};
        fact& said = fact_of(by, kind::channel_created);
        said.object = made.channel;
        said.number = bound;
        said.nanoseconds = 8;
        said.site = site(line);
        for (const end which : {end::sender, end::receiver}) {
            fact& one = fact_of(by, kind::handle_created);
            one.object = made.channel;
            one.handle = which == end::sender ? made.tx : made.rx;
            one.end = which;
            one.handle_owner = {owner_kind::actor, by};
            one.site = site(line);
        }
        return made;
    }

    object_id clone(actor_number by, const ends& of, std::uint32_t line = 0) {
        fact& said = fact_of(by, kind::handle_cloned);
        said.object = of.channel;
        said.number = of.tx.value;
        said.handle = next_object(by);
        said.handle_owner = {owner_kind::actor, by};
        said.site = site(line);
        return said.handle;
    }

    void move(object_id handle, owner into) {
        fact& said = fact_of(0, kind::handle_moved);
        said.handle = handle;
        said.handle_owner = into;
    }
    void move(object_id handle, actor_number to) { move(handle, {owner_kind::actor, to}); }

    fact& announce(actor_number who, op what, object_id object = {}, object_id handle = {}) {
        fact& said = fact_of(who, kind::op_announced);
        said.op = what;
        said.object = object;
        said.handle = handle;
        return said;
    }

    message_id offers(
        actor_number who, const ends& to, object_id tx, std::string_view label, op how = op::send
    ) {
        fact& said = announce(who, how, to.channel, tx);
        said.message = message_id::make(who, ++messages_);
        said.label = label;
        return said.message;
    }

    /// About a message in a channel: sent, received, handed over, failed, discarded.
    fact& tell(
        actor_number who,
        kind what,
        const ends& at,
        message_id message = {},
        std::string_view label = {}
    ) {
        fact& said = fact_of(who, what);
        said.object = at.channel;
        said.message = message;
        said.label = label;
        return said;
    }

    message_id sends(actor_number who, const ends& to, object_id tx, std::string_view label) {
        const message_id offered = offers(who, to, tx, label);
        const std::uint32_t depth = world().find_channel(to.channel)->depth();
        tell(who, kind::message_sent, to, offered, label).number = depth;
        return offered;
    }

    void waits_to_receive(actor_number who, const ends& from) {
        announce(who, op::recv, from.channel, from.rx);
    }

    fact& registers(actor_number who, std::int64_t deadline_ns = 0) {
        fact& said = fact_of(who, kind::wait_began);
        said.nanoseconds = deadline_ns;
        return said;
    }

    void drop(actor_number who, object_id handle, end which, object_id channel) {
        fact& said = fact_of(who, kind::handle_dropped);
        said.handle = handle;
        said.end = which;
        said.object = channel;
    }

    object_id lock(actor_number by, std::uint32_t line = 0) {
        fact& said = fact_of(by, kind::lock_created);
        said.object = next_object(by);
        said.site = site(line);
        return said.object;
    }

    void takes(actor_number who, object_id lock) {
        announce(who, op::lock, lock);
        fact_of(who, kind::lock_acquired).object = lock;
    }

    void joins(actor_number who, actor_number whom) { announce(who, op::join).number = whom; }
    void finishes(actor_number who) { fact_of(who, kind::actor_finished); }
    void ends_as(std::uint32_t how) { fact_of(no_actor, kind::run_ended).number = how; }

    [[nodiscard]] chan::model::world world() const {
        chan::model::world state;
        for (const chan::trace::event& event : log_) {
            chan::model::apply(state, event);
        }
        return state;
    }
    [[nodiscard]] const chan::trace::log& log() const { return log_; }
    [[nodiscard]] std::int64_t stage_ns() const { return stage_ns_; }

    [[nodiscard]] static call_site site(std::uint32_t line) { return {"lesson.cpp", line}; }

private:
    object_id next_object(actor_number by) { return object_id::make(by, ++objects_); }

    chan::trace::log log_;
    std::int64_t stage_ns_ = 0;
    actor_number last_actor_ = 0;
    std::uint16_t objects_ = 0;
    std::uint32_t messages_ = 0;
};

} // namespace tests
