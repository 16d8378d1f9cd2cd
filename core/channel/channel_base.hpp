// What all flavours of a channel have in common: the flavour, the bound, its identity, and how many
// handles each end has. The end that lets go last frees the channel.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace chan::detail {

enum class flavour : std::uint8_t { unbounded, bounded, rendezvous };

template <class Runtime>
class channel_base {
public:
    struct options {
        std::optional<std::size_t> bound;
        std::size_t message_bytes;
        bool many_receivers; // its receivers can be cloned
        typename Runtime::site where;
    };

    channel_base(const channel_base&) = delete;
    channel_base& operator=(const channel_base&) = delete;

    const detail::flavour flavour;
    const std::optional<std::size_t> bound; // none: unbounded; 0: rendezvous
    const bool many_receivers;
    [[no_unique_address]] mutable typename Runtime::channel_tag tag;

    // relaxed: who clones has a handle, so the end stays alive; a clone reaches other threads by
    // other means, which order it before its drop.
    void add_sender() noexcept { senders_.fetch_add(1, std::memory_order_relaxed); }
    void add_receiver() noexcept { receivers_.fetch_add(1, std::memory_order_relaxed); }

    /// How many selects that name this channel first have begun to look before.
    std::size_t next_turn() noexcept {
        return turns_.fetch_add(1, std::memory_order_relaxed); // relaxed: only to be fair
    }

protected:
    explicit channel_base(const options& how)
        : flavour(flavour_of(how.bound))
        , bound(how.bound)
        , many_receivers(how.many_receivers)
        , tag(how.bound, how.message_bytes, how.where) {}
    ~channel_base() = default;

    /// Takes one sender away. True: it was the last.
    bool remove_sender() noexcept { return remove(senders_); }
    bool remove_receiver() noexcept { return remove(receivers_); }

    /// One end let go of the channel. True: so had the other, and the channel has to be freed.
    bool let_go() noexcept {
        // acq_rel: both ends exchange here; whoever comes second sees all that the first has done.
        return one_end_gone_.exchange(true, std::memory_order_acq_rel);
    }

private:
    static detail::flavour flavour_of(std::optional<std::size_t> bound) noexcept {
        if (!bound) return flavour::unbounded;
        return *bound == 0 ? flavour::rendezvous : flavour::bounded;
    }

    using count = typename Runtime::template atomic<std::size_t>;

    static bool remove(count& handles) noexcept {
        // acq_rel: pairs with itself in the other drops of this end, so that the last one has seen,
        // and a disconnect makes visible, what every handle's thread did before its drop.
        return handles.fetch_sub(1, std::memory_order_acq_rel) == 1;
    }

    count turns_{0};
    count senders_{1};
    count receivers_{1};
    typename Runtime::template atomic<bool> one_end_gone_{false};
};

} // namespace chan::detail
