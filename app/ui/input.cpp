// Who takes a key press takes it from all others.
#include "app/ui/input.hpp"

#include <algorithm>

namespace app::ui {

bool input::take(int code) {
    const auto found = std::ranges::find_if(keys, [&](const key_press& press) {
        return press.code == code && !press.control && !press.alt;
    });
    if (found == keys.end()) {
        return false;
    }
    keys.erase(found);
    return true;
}

} // namespace app::ui
