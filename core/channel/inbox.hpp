// Where a receive puts its message: straight into the std::expected that it returns, also when a
// peer on another thread does it. So a message, however big, is never built anywhere in between.
#pragma once

#include <expected>
#include <memory>
#include <type_traits>
#include <utility>

namespace chan::detail {

/// Moves `value` into `result`, which holds an error. If the move throws, it holds that error
/// again.
template <class T, class Error>
void put(std::expected<T, Error>& result, T&& value) {
    if constexpr (std::is_nothrow_move_constructible_v<T>) {
        result.emplace(std::move(value));
    } else {
        // emplace would refuse a throwing type; a new object at the same place is the same
        // variable.
        const Error before = result.error();
        std::destroy_at(std::addressof(result));
        try {
            std::construct_at(std::addressof(result), std::in_place, std::move(value));
        } catch (...) {
            std::construct_at(std::addressof(result), std::unexpect, before);
            throw;
        }
    }
}

/// A place for a message that needs no destructor, and has none yet.
template <class T>
union bare_place {
    explicit bare_place(auto& /*unused*/) noexcept {}

    T message;
};

/// A std::expected<T, some error>, for a peer that need not know which error; or a bare place.
template <class T>
class inbox {
public:
    template <class Error>
    explicit inbox(std::expected<T, Error>& result) noexcept
        : result_(std::addressof(result)), put_([](void* into, T&& value) {
            detail::put(*static_cast<std::expected<T, Error>*>(into), std::move(value));
        }) {}

    explicit inbox(bare_place<T>& place) noexcept
        : result_(std::addressof(place.message)), put_([](void* into, T&& value) {
            std::construct_at(static_cast<T*>(into), std::move(value));
        }) {}

    void put(T&& value) const { put_(result_, std::move(value)); }

private:
    void* result_;
    void (*put_)(void*, T&&);
};

} // namespace chan::detail
