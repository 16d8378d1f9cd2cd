// A borrowed callable: two pointers, no allocation, valid as long as what it was made from. (The
// standard has std::function_ref only from C++26.)
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace chan::base {

template <class Signature>
class function_ref;

template <class Result, class... Args>
class function_ref<Result(Args...)> {
public:
    constexpr function_ref() = default;

    template <class Callable>
        requires(!std::is_same_v<std::remove_cvref_t<Callable>, function_ref> &&
                 std::is_invocable_r_v<Result, Callable&, Args...>)
    constexpr function_ref(Callable&& callable) noexcept
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
          call_([](void* object, Args... args) -> Result {
              return (*static_cast<std::add_pointer_t<std::remove_reference_t<Callable>>>(object))(
                  std::forward<Args>(args)...
              );
          }) {}

    constexpr explicit operator bool() const { return call_ != nullptr; }
    constexpr Result operator()(Args... args) const {
        return call_(object_, std::forward<Args>(args)...);
    }

private:
    void* object_ = nullptr;
    Result (*call_)(void*, Args...) = nullptr;
};

}  // namespace chan::base
