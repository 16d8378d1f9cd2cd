// See lesson.hpp.
#include "scenarios/lesson.hpp"

#include "scenarios/embedded.hpp"

#include <algorithm>

namespace scenarios {

const variant* lesson::find_variant(std::string_view variant_id) const {
    const auto found = std::ranges::find(variants, variant_id, &variant::id);
    return found != variants.end() ? &*found : nullptr;
}

std::vector<variant> with_listings(std::string_view stem, std::vector<variant> variants) {
    const std::string path = "scenarios/lessons/" + std::string(stem);
    for (variant& one : variants) {
        std::string id(one.id);
        std::ranges::replace(id, '-', '_');
        listings both = read_listings({
            .cpp_text = embedded_source(path + ".cpp"),
            .cpp_file = path + ".cpp",
            .variant = one.id,
            .rust_text = embedded_source(path + '_' + id + ".rs"),
        });
        one.rust = std::move(both.rust);
        one.cpp = std::move(both.cpp);
    }
    return variants;
}

} // namespace scenarios
