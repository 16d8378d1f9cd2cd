// What a sender and a receiver have in common: a counted hold on one end of a channel, and its
// identity. It only moves; destruction lets go of the end.
#pragma once

#include "core/base/contract.hpp"
#include "core/channel/blocks.hpp"
#include "core/channel/channel_base.hpp"
#include "core/channel/errors.hpp"
#include "core/channel/hand_off.hpp"
#include "core/channel/locked_channel.hpp"
#include "core/channel/ring.hpp"
#include "core/probe/facts.hpp"
#include "core/probe/runtime.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace chan::detail {

template <class T, class Runtime>
using unbounded_channel = locked_channel<T, Runtime, blocks<T, Runtime>>;
template <class T, class Runtime>
using bounded_channel = locked_channel<T, Runtime, ring<T, Runtime>>;
template <class T, class Runtime>
using rendezvous_channel = locked_channel<T, Runtime, hand_off<T, Runtime>>;

/// Calls the visitor with the channel as what it is. Always inline: what the visitor captures then
/// stays in registers.
template <class T, class Runtime, class Visitor>
[[gnu::always_inline]] inline decltype(auto) visit(channel_base<Runtime>& any, Visitor&& visitor) {
    switch (any.flavour) {
    case flavour::unbounded:
        return visitor(static_cast<unbounded_channel<T, Runtime>&>(any));
    case flavour::bounded:
        return visitor(static_cast<bounded_channel<T, Runtime>&>(any));
    case flavour::rendezvous:
        break;
    }
    return visitor(static_cast<rendezvous_channel<T, Runtime>&>(any));
}

inline cause cause_of(status failed, cause would_block) noexcept {
    switch (failed) {
    case status::would_block:
        return would_block;
    case status::timed_out:
        return cause::timeout;
    default:
        return cause::disconnected;
    }
}

/// What the library's own operations on several handles need of each: of a sender or receiver its
/// channel and its tag, of a timer its times.
struct access {
    static auto& channel(const auto& handle) noexcept { return handle.channel(); }
    static const auto& tag(const auto& handle) noexcept { return handle.tag(); }

    static auto next_due(const auto& timer) noexcept { return timer.next_due(); }
    static auto next_turn(const auto& timer) noexcept { return timer.next_turn(); }
    static bool is_due(const auto& timer) noexcept { return timer.is_due(); }
    static auto take(const auto& timer) noexcept { return timer.take(); }
};

template <class T, class Runtime, probe::end End>
class handle {
public:
    using site = typename Runtime::site;

    /// Lets go of this end now, instead of at the end of the handle's life. The last sender's drop
    /// closes the channel for receiving, once it is empty; the last receiver's closes it for
    /// sending and drops the messages that are still queued. Never blocks. Dropping a handle twice,
    /// or one that was moved from, does nothing.
    ///
    ///     tx.drop();   // or ~the receiver waits for ever
    void drop(site where = site::current()) noexcept {
        channel_base<Runtime>* const dropped = std::exchange(channel_, nullptr);
        if (dropped == nullptr) return;
        const typename Runtime::ticket ticket(tag_, probe::dropping{});
        Runtime::point_in_destructor(probe::op::drop, dropped->tag, ticket, where);
        visit<T>(*dropped, [&](auto& channel) {
            bool has_to_be_freed;
            if constexpr (End == probe::end::sender) {
                has_to_be_freed = channel.drop_sender(ticket, where);
            } else {
                has_to_be_freed = channel.drop_receiver(ticket, where);
            }
            if (has_to_be_freed) delete std::addressof(channel);
        });
    }

    /// How many messages are queued right now. Another thread may change that at any time. Always 0
    /// for a rendezvous.
    [[nodiscard]] std::size_t len() const {
        return visit<T>(channel(), [](auto& of) { return of.size(); });
    }
    /// How many messages can be queued: the bound, 0 for a rendezvous, nothing if there is no
    /// bound.
    [[nodiscard]] std::optional<std::size_t> capacity() const { return channel().bound; }
    /// No message is queued right now. Always true for a rendezvous.
    [[nodiscard]] bool is_empty() const { return len() == 0; }
    /// As many messages are queued as can be. Always true for a rendezvous, never without a bound.
    [[nodiscard]] bool is_full() const { return len() == capacity(); }

    /// Both handles, of whichever ends, are of one channel.
    template <probe::end Other>
    [[nodiscard]] bool same_channel(const handle<T, Runtime, Other>& other) const {
        return &channel() == &other.channel();
    }

protected:
    handle(channel_base<Runtime>& of, site where) : channel_(&of), tag_(of.tag, End, where) {}
    /// A clone; the caller has counted it.
    handle(const handle& original, site where)
        : channel_(original.channel_), tag_(original.tag_, where) {}
    handle(handle&& from) noexcept
        : channel_(std::exchange(from.channel_, nullptr)), tag_(std::move(from.tag_)) {}
    handle& operator=(handle&& from) noexcept {
        if (this != &from) {
            drop(site{});
            channel_ = std::exchange(from.channel_, nullptr);
            tag_ = std::move(from.tag_);
        }
        return *this;
    }
    ~handle() { drop(site{}); }

    [[nodiscard]] channel_base<Runtime>& channel() const noexcept {
        if constexpr (End == probe::end::sender) {
            base::require(
                channel_ != nullptr,
                "a sender was used after it was dropped or moved from; clone it before"
            );
        } else {
            base::require(
                channel_ != nullptr,
                "a receiver was used after it was dropped or moved from; use the one that it was "
                "moved to"
            );
        }
        return *channel_;
    }
    [[nodiscard]] const typename Runtime::handle_tag& tag() const noexcept { return tag_; }

private:
    friend struct access;
    template <class, class, probe::end>
    friend class handle;

    channel_base<Runtime>* channel_;
    [[no_unique_address]] typename Runtime::handle_tag tag_;
};

} // namespace chan::detail
