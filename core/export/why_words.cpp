// Explanations in words. Each says first what is waited for, then who could end it.
#include "core/export/names.hpp"
#include "core/model/status.hpp"

#include <algorithm>

namespace chan::exporter {

namespace {

using model::blocker;
using model::explanation;
using model::outlook;
using model::status;
using probe::op;
using probe::owner_kind;
using role = enum blocker::role;

class explainer {
public:
    explainer(
        const model::world& state,
        const explanation& why,
        const model::actor& who,
        line_of lines,
        std::int64_t stage_ns
    )
        : state_(state), why_(why), who_(who), lines_(lines), stage_ns_(stage_ns) {}

    [[nodiscard]] std::vector<std::string> sentences() {
        say(waits_for());
        if (why_.outlook == outlook::wakes_at) {
            say(wakes_by_itself());
        } else if (who_.status == status::waiting_lock) {
            say(who_holds_it());
        } else if (who_.status == status::waiting_join) {
            say(what_the_other_does());
        } else if (why_.outlook == outlook::can_be_woken) {
            say(who_can_wake_it());
        } else {
            say(why_nobody_can());
            say(who_is_left());
        }
        return std::move(said_);
    }

private:
    void say(const std::string& sentence) {
        if (!sentence.empty()) {
            said_.push_back(sentence + '.');
        }
    }

    // --- what it waits for ---------------------------------------------------------------------
    [[nodiscard]] std::string waits_for() const {
        switch (who_.status) {
        case status::waiting_recv:
            return who_.name + " waits in " + call_words(why_.waits_in)
                + " for a message or for the last sender to go";
        case status::waiting_select:
            return who_.name + " waits in select() until one of its channels is ready";
        case status::waiting_lock:
            return who_.name + " waits for " + lock_name(state_, why_.waits_in.object)
                + (guards_receiver(state_, why_.waits_in.object) ? ", not for a message" : "");
        default:
            return who_.name + ' ' + state_words(state_, who_);
        }
    }

    [[nodiscard]] std::string wakes_by_itself() const {
        const bool waits = model::is_waiting(who_.status);
        if (!why_.wakes_at_ns) {
            return {};
        }
        if (*why_.wakes_at_ns <= stage_ns_) {
            return waits ? "Its time is over: it can give up" : "Its time is over: it can go on";
        }
        const std::string left = duration_words(*why_.wakes_at_ns - stage_ns_);
        return waits ? "It gives up by itself in " + left : "It goes on by itself in " + left;
    }

    // --- who could end it ----------------------------------------------------------------------
    [[nodiscard]] std::string who_holds_it() const {
        if (why_.blockers.empty()) {
            return {};
        }
        const blocker& one = why_.blockers.front();
        if (one.is_waiter_itself) {
            return "It holds it itself already, so it waits for itself, for ever";
        }
        const model::actor* holder = actor_of(one);
        if (holder == nullptr) {
            return {};
        }
        if (holder->ended) {
            return holder->name + " has ended and never let go of it";
        }
        std::string words = holder->name + " holds it";
        if (holder->status != status::running) {
            words += " while it " + state_words(state_, *holder);
        }
        if (why_.outlook == outlook::never) {
            return words + ", and can never go on";
        }
        const bool receives = holder->status == status::waiting_recv;
        const bool asked = guards_receiver(state_, one.object);
        return words + (receives && asked ? ", so nobody else can even ask" : "");
    }

    [[nodiscard]] std::string what_the_other_does() const {
        const model::actor* other =
            why_.blockers.empty() ? nullptr : actor_of(why_.blockers.front());
        if (other == nullptr) {
            return {};
        }
        if (other == &who_) {
            return "That is itself, so it never ends";
        }
        return other->name + ' ' + state_words(state_, *other)
            + (why_.outlook == outlook::never ? ", and can never go on" : "");
    }

    [[nodiscard]] std::string who_can_wake_it() const {
        const model::channel* at = state_.find_channel(why_.waits_in.object);
        const std::string who = able();
        switch (who_.status) {
        case status::waiting_recv:
            return "It goes on when " + who + " sends, or when all senders are dropped";
        case status::waiting_send:
            return "It goes on when " + who
                + (at == nullptr || at->queue.empty()
                       ? " receives"
                       : " takes " + message_name(at->queue.front().label));
        default:
            return "It goes on when " + who + " acts";
        }
    }

    /// Who can act and holds what could end the wait: "producer", "worker 1 or worker 2", "one of
    /// 5".
    [[nodiscard]] std::string able() const {
        std::vector<std::string> names;
        for (const blocker& one : why_.blockers) {
            const std::string name = holder_name(one);
            if (one.can_act && std::ranges::count(names, name) == 0) {
                names.push_back(name);
            }
        }
        if (names.size() > 3) {
            return "one of " + std::to_string(names.size()) + " threads";
        }
        std::string all;
        for (std::size_t i = 0; i < names.size(); ++i) {
            all += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
        }
        return all;
    }

    [[nodiscard]] std::string holder_name(const blocker& one) const {
        switch (one.owner.kind) {
        case owner_kind::actor:
            return actor_name(state_, one.owner.id);
        case owner_kind::lock: {
            const auto id = model::object_id{static_cast<std::uint32_t>(one.owner.id)};
            const model::lock* in = state_.find_lock(id);
            const bool held = in != nullptr && in->holder != probe::no_actor;
            return held ? actor_name(state_, in->holder) : "whoever takes " + lock_name(state_, id);
        }
        case owner_kind::message:
            return "whoever receives " + message_name(state_, {one.owner.id});
        default:
            return "nobody";
        }
    }

    // --- why nobody can ------------------------------------------------------------------------
    [[nodiscard]] std::string why_nobody_can() const {
        if (why_.blockers.empty()) {
            return {};
        }
        const bool sender = why_.blockers.front().role == role::holds_sender;
        const std::string thing = sender ? "sender" : "receiver";
        if (why_.blockers.size() == 1) {
            return "The last " + thing + " is " + the_only_one(why_.blockers.front());
        }
        std::vector<std::string> each;
        for (const blocker& one : why_.blockers) {
            each.push_back(owned_name(one) + on_line(one.made_at, lines_));
        }
        return "The " + std::to_string(each.size()) + ' ' + thing + "s left are " + listed(each)
            + ", and no owner of one can ever act";
    }

    [[nodiscard]] std::string the_only_one(const blocker& one) const {
        std::string words = owned_name(one);
        if (const std::string line = on_line(one.made_at, lines_); !line.empty()) {
            words += ", made" + line + " and never dropped";
        } else {
            words += ", never dropped";
        }
        if (one.is_waiter_itself) {
            return words;
        }
        if (const model::actor* owner = actor_of(one)) {
            return words + ": " + owner->name + ' ' + state_words(state_, *owner)
                + (owner->ended ? "" : ", and can never go on");
        }
        if (one.owner.kind == owner_kind::message) {
            return words + ": nobody can receive that message any more";
        }
        return words + ": nobody can get at it any more";
    }

    /// "main's own tx", "worker 1's tx 2", "tx 2 inside message 7", "rx inside the lock".
    [[nodiscard]] std::string owned_name(const blocker& one) const {
        const std::string name = handle_name(state_, one.handle);
        switch (one.owner.kind) {
        case owner_kind::actor:
            return actor_name(state_, one.owner.id) + (one.is_waiter_itself ? "'s own " : "'s ")
                + name;
        case owner_kind::message:
            return name + " inside " + message_name(state_, {one.owner.id});
        case owner_kind::lock:
            return name + " inside "
                + lock_name(state_, {static_cast<std::uint32_t>(one.owner.id)});
        default:
            return name;
        }
    }

    [[nodiscard]] std::string who_is_left() const {
        const bool all_others_ended =
            std::ranges::all_of(state_.actors, [&](const model::actor& one) {
                return &one == &who_ || one.ended;
            });
        return all_others_ended ? "Nobody else is left to act" : "";
    }

    [[nodiscard]] const model::actor* actor_of(const blocker& one) const {
        return one.owner.kind == owner_kind::actor
            ? state_.find_actor(static_cast<model::actor_number>(one.owner.id))
            : nullptr;
    }

    const model::world& state_;
    const explanation& why_;
    const model::actor& who_;
    line_of lines_;
    std::int64_t stage_ns_;
    std::vector<std::string> said_;
};

} // namespace

std::vector<std::string> why_sentences(
    const model::world& state,
    const explanation& why,
    line_of lines,
    std::optional<std::int64_t> stage_ns
) {
    const model::actor* who = state.find_actor(why.actor);
    if (who == nullptr || why.outlook == outlook::not_waiting) {
        return {};
    }
    return explainer(state, why, *who, lines, stage_ns.value_or(state.stage_ns)).sentences();
}

std::vector<std::string> hang_sentences(const model::world& state, line_of lines) {
    std::vector<std::string> all;
    for (const explanation& why : model::explain_hang(state)) {
        for (std::string& sentence : why_sentences(state, why, lines)) {
            all.push_back(std::move(sentence));
        }
    }
    return all;
}

} // namespace chan::exporter
