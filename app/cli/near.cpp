// See near.hpp: distances are Levenshtein's, by two rows.
#include "app/cli/near.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace app::cli {

namespace {

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = above[j] + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({changed, above[j + 1] + 1, row[j] + 1});
        }
        above.swap(row);
    }
    return above.back();
}

} // namespace

std::vector<std::string> near_to(std::string_view written, std::span<const std::string> names) {
    struct candidate {
        std::size_t apart;
        std::string name;
    };
    std::vector<candidate> close;
    for (const std::string& name : names) {
        const bool part = written.size() > 2 && name.find(written) != std::string::npos;
        const std::size_t apart = part ? 1 : distance(written, name);
        if (apart <= std::max<std::size_t>(2, name.size() / 3)) {
            close.push_back({apart, name});
        }
    }
    std::ranges::stable_sort(close, {}, &candidate::apart);
    std::vector<std::string> best;
    for (const candidate& one : close) {
        if (one.apart <= close.front().apart + 1) {
            best.push_back(one.name);
        }
    }
    return best;
}

std::string listed(std::span<const std::string> names) {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        all += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return all;
}

std::string
hint(std::string_view written, std::span<const std::string> names, std::string_view there_are) {
    const auto close = near_to(written, names);
    if (!close.empty()) {
        return "; did you mean " + close.front() + "?";
    }
    if (names.empty()) {
        return "; there are none";
    }
    return "; " + std::string(there_are) + " " + listed(names);
}

} // namespace app::cli
