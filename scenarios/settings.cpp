// See settings.hpp.
#include "scenarios/settings.hpp"

#include "core/base/contract.hpp"

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

namespace scenarios {

struct settings::impl {
    explicit impl(std::span<const slider> declared)
        : sliders(declared.begin(), declared.end()), values(declared.size()) {
        for (std::size_t i = 0; i < declared.size(); ++i) {
            values[i] = declared[i].initial;
        }
    }

    [[nodiscard]] std::size_t place_of(std::string_view id) const {
        const auto found = std::ranges::find(sliders, id, &slider::id);
        if (found == sliders.end()) {
            const std::string sentence = "a lesson asks for the slider \"" + std::string(id)
                + "\", which it does not declare";
            chan::base::broken_contract(sentence.c_str());
        }
        return static_cast<std::size_t>(found - sliders.begin());
    }

    const std::vector<slider> sliders;
    std::vector<std::atomic<int>> values; // one per slider
};

settings::settings(std::span<const slider> sliders) : impl_(std::make_shared<impl>(sliders)) {}

int settings::operator[](std::string_view id) const {
    return impl_->values[impl_->place_of(id)];
}

void settings::set(std::string_view id, int value) {
    const std::size_t place = impl_->place_of(id);
    const slider& of = impl_->sliders[place];
    chan::base::require(
        of.least <= value && value <= of.most, "a slider is set to a value within its range"
    );
    impl_->values[place] = value;
}

settings settings::apart() const {
    settings copy(sliders());
    for (const slider& one : sliders()) {
        copy.set(one.id, (*this)[one.id]);
    }
    return copy;
}

std::span<const slider> settings::sliders() const {
    return impl_->sliders;
}

const slider* settings::find(std::string_view id) const {
    const auto found = std::ranges::find(impl_->sliders, id, &slider::id);
    return found != impl_->sliders.end() ? &*found : nullptr;
}

} // namespace scenarios
