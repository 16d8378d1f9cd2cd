// See lesson.hpp.
#include "scenarios/lesson.hpp"

#include "scenarios/embedded.hpp"

#include <algorithm>

namespace scenarios {

bool variant::heeds(std::string_view slider) const {
    return std::ranges::find(ignores, slider) == ignores.end();
}

const variant* lesson::find_variant(std::string_view variant_id) const {
    const auto found = std::ranges::find(variants, variant_id, &variant::id);
    return found != variants.end() ? &*found : nullptr;
}

std::vector<variant> with_listings(std::string_view stem, std::vector<variant> variants) {
    const std::string path = "scenarios/lessons/" + std::string(stem);
    for (variant& one : variants) {
        std::string id(one.id);
        std::ranges::replace(id, '-', '_');
        const std::string cpp_file = path + ".cpp", rust_file = path + '_' + id + ".rs";
        listings both = read_listings({
            .cpp_text = embedded_source(cpp_file),
            .cpp_file = cpp_file,
            .variant = one.id,
            .rust_text = embedded_source(rust_file),
            .rust_file = rust_file,
        });
        one.rust = std::move(both.rust);
        one.cpp = std::move(both.cpp);
        one.listing_problems = std::move(both.problems);
    }
    return variants;
}

} // namespace scenarios
