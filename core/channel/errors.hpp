// How an operation on a channel can fail. These are outcomes, not faults: each says something about
// the other end's life, or about time and room. Whoever fails to send gets the value back, in
// `value`.
//
//   send           send_error<T>           disconnected
//   try_send       try_send_error<T>       full · disconnected
//   send_timeout   send_timeout_error<T>   timeout · disconnected        (send_until, too)
//   recv           recv_error              disconnected
//   try_recv       try_recv_error          empty · disconnected
//   recv_timeout   recv_timeout_error      timeout · disconnected        (recv_until, too)
//
// The texts are those of Rust's std::sync::mpsc, to the letter.
#pragma once

#include <cstdint>
#include <utility>

namespace chan {

/// What stopped an operation.
enum class cause : std::uint8_t { full, empty, timeout, disconnected };

/// send found every receiver gone. `value` is what was to be sent.
///
///     if (auto sent = tx.send(job); !sent) keep(std::move(sent.error().value));
template <class T>
struct send_error {
    T value;

    explicit send_error(T&& unsent) : value(std::move(unsent)) {}
    [[nodiscard]] const char* what() const noexcept { return "sending on a closed channel"; }
    friend bool operator==(const send_error&, const send_error&) = default;
};

/// try_send found no room (full), or every receiver gone (disconnected). `value` is what was to be
/// sent.
///
///     auto sent = tx.try_send(frame);
///     if (!sent && sent.error().is_full()) ++frames_skipped;
template <class T>
class try_send_error {
public:
    T value;

    try_send_error(T&& unsent, cause why) : value(std::move(unsent)), why_(why) {}
    [[nodiscard]] bool is_full() const noexcept { return why_ == cause::full; }
    [[nodiscard]] bool is_disconnected() const noexcept { return why_ == cause::disconnected; }
    [[nodiscard]] const char* what() const noexcept {
        return is_full() ? "sending on a full channel" : "sending on a closed channel";
    }
    friend bool operator==(const try_send_error&, const try_send_error&) = default;

private:
    cause why_;
};

/// send_timeout or send_until found no room in time (timeout), or every receiver gone
/// (disconnected). `value` is what was to be sent.
///
///     auto sent = tx.send_timeout(line, 100ms);
///     if (!sent && sent.error().is_timeout()) retry(std::move(sent.error().value));
template <class T>
class send_timeout_error {
public:
    T value;

    send_timeout_error(T&& unsent, cause why) : value(std::move(unsent)), why_(why) {}
    [[nodiscard]] bool is_timeout() const noexcept { return why_ == cause::timeout; }
    [[nodiscard]] bool is_disconnected() const noexcept { return why_ == cause::disconnected; }
    [[nodiscard]] const char* what() const noexcept {
        return is_timeout() ? "timed out waiting on send operation"
                            : "sending on a disconnected channel";
    }
    friend bool operator==(const send_timeout_error&, const send_timeout_error&) = default;

private:
    cause why_;
};

/// recv found nothing left and every sender gone.
///
///     while (auto job = rx.recv()) run(*job);   // ends with a recv_error
struct recv_error {
    [[nodiscard]] const char* what() const noexcept { return "receiving on a closed channel"; }
    friend bool operator==(const recv_error&, const recv_error&) = default;
};

/// try_recv found nothing there now (empty), or nothing left and every sender gone (disconnected).
///
///     auto job = rx.try_recv();
///     if (!job && job.error().is_disconnected()) return;
class try_recv_error {
public:
    explicit try_recv_error(cause why) noexcept : why_(why) {}
    [[nodiscard]] bool is_empty() const noexcept { return why_ == cause::empty; }
    [[nodiscard]] bool is_disconnected() const noexcept { return why_ == cause::disconnected; }
    [[nodiscard]] const char* what() const noexcept {
        return is_empty() ? "receiving on an empty channel" : "receiving on a closed channel";
    }
    friend bool operator==(const try_recv_error&, const try_recv_error&) = default;

private:
    cause why_;
};

/// recv_timeout or recv_until got nothing in time (timeout), or found nothing left and every sender
/// gone (disconnected).
///
///     auto line = rx.recv_timeout(1s);
///     if (!line && line.error().is_timeout()) flush();
class recv_timeout_error {
public:
    explicit recv_timeout_error(cause why) noexcept : why_(why) {}
    [[nodiscard]] bool is_timeout() const noexcept { return why_ == cause::timeout; }
    [[nodiscard]] bool is_disconnected() const noexcept { return why_ == cause::disconnected; }
    [[nodiscard]] const char* what() const noexcept {
        return is_timeout() ? "timed out waiting on channel"
                            : "channel is empty and sending half is closed";
    }
    friend bool operator==(const recv_timeout_error&, const recv_timeout_error&) = default;

private:
    cause why_;
};

} // namespace chan
