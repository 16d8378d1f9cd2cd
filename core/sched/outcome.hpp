// What came of a choice: the result of the operation that an actor went on with. A value with a
// short text form, so that a schedule can say of each choice what is expected of it.
//
// Text, behind the actor's number: a code, and for a message its label where it has one. "1s=7":
// actor 1 sent 7; "0re": actor 0 found the channel empty. In a label, anything but letters, digits
// and `_-+.,:/#` is `%` and two hexadecimal digits.
//
//   w  began to wait inside the operation, which has a second choice
//   s  sent, or handed over     sf, sc, st  not sent: full, closed, timed out
//   r  received                 re, rc, rt  not received: empty, closed, timed out
//   d  dropped a handle         n  started a thread (new)    x  left by an exception: no fact
//   l  took the lock            lb not: busy                 u  let go of it
//   j  saw a thread's end       jp saw that it had panicked
//   z  slept to the end         k  worked to the end
#pragma once

#include "core/base/label.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chan::sched {

enum class result : std::uint8_t {
    unknown,
    waits,
    sent,
    send_full,
    send_closed,
    send_timed_out,
    received,
    recv_empty,
    recv_closed,
    recv_timed_out,
    dropped,
    started,
    threw,
    locked,
    lock_busy,
    unlocked,
    joined,
    joined_panicked,
    slept,
    worked,
};

struct outcome {
    sched::result result = result::unknown;
    base::label message{}; // of sent and received

    [[nodiscard]] constexpr bool is_known() const { return result != result::unknown; }
    friend constexpr bool operator==(const outcome&, const outcome&) = default;
};

/// Whether what happened is what was expected. Nothing known is expected of any outcome; a message
/// without a label is any message.
[[nodiscard]] bool agrees(const outcome& expected, const outcome& happened);

[[nodiscard]] std::string code_of(const outcome& what);

/// None: not the text of an outcome. The empty text is that of an unknown one.
[[nodiscard]] std::optional<outcome> parse_outcome(std::string_view text);

/// To be read after the operation's name: "received 7", "found the channel full".
[[nodiscard]] std::string words_of(const outcome& what);

} // namespace chan::sched
