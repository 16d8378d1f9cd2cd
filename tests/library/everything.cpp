// Every operation of the channel library on the native runtime, so that all of it is compiled.
#include "core/channel/channel.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>

namespace tests {

using payload = std::unique_ptr<int>;

bool send(const chan::sender<payload>& tx, payload value) {
    return tx.send(std::move(value)).has_value();
}
bool try_send(const chan::sender<payload>& tx, payload value) {
    return tx.try_send(std::move(value)).has_value();
}
bool send_timeout(const chan::sender<payload>& tx, payload value, std::chrono::nanoseconds time) {
    return tx.send_timeout(std::move(value), time).has_value();
}
bool send_until(
    const chan::sender<payload>& tx, payload value, std::chrono::steady_clock::time_point when
) {
    return tx.send_until(std::move(value), when).has_value();
}
bool recv(const chan::receiver<payload>& rx) {
    return rx.recv().has_value();
}
bool try_recv(const chan::receiver<payload>& rx) {
    return rx.try_recv().has_value();
}
bool recv_timeout(const chan::receiver<payload>& rx, std::chrono::nanoseconds time) {
    return rx.recv_timeout(time).has_value();
}
bool recv_until(
    const chan::receiver<payload>& rx, std::chrono::steady_clock::time_point when
) {
    return rx.recv_until(when).has_value();
}
std::size_t drain(const chan::mpmc::receiver<payload>& rx) {
    std::size_t received = 0;
    for (auto&& message : rx) received += message != nullptr ? 1U : 0U;
    return received;
}
std::size_t len(const chan::mpmc::receiver<payload>& rx) {
    return rx.len();
}
std::size_t
select(const chan::sender<payload>& tx, const chan::receiver<payload>& rx, payload value) {
    return chan::select(
        chan::on(rx, [](auto) {}),
        chan::on(tx, std::move(value), [](auto) {}),
        chan::on(chan::after(std::chrono::seconds(1)), [](auto) {})
    );
}
void make(std::size_t bound) {
    auto [tx, rx] = chan::channel<payload>();
    auto [tx_bounded, rx_bounded] = chan::mpmc::sync_channel<payload>(bound);
    auto other_tx = tx.clone();
    auto other_rx = rx_bounded.clone();
    other_tx = std::move(tx);
    other_rx.drop();
}

} // namespace tests
