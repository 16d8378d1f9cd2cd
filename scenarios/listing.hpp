// A listing: the lines of a lesson that are shown, each tied to the source lines that really run,
// and with the sliders' values in place. Made from the source text that was embedded at build time.
//
// In the source, what is shown stands between two lines, `// [listing NAME]` and `// [end]`. The
// end of a line may carry a tag comment, which is not shown: `//@` and words, each of them
//
//     name             a tag: ties a Rust line to the C++ lines with the same tag
//     ~drop, ~unlock   where a destructor does this at the end of a scope: for the lines above it
//     token={slider}   the token is shown as the slider's value: `messages={messages}`
//     token={slider-1} one less than it
//     token={slider}ms the value and what follows it: `produce={produce_ms}ms`
//
// Every operation of the lesson's threads has to stand on a line that is shown, and that line needs
// a tag which a Rust line has, too: so each thread has its place in either listing. (A call that
// goes over several lines stands on that with its function's name.) A tag may be on
// several lines of C++ and is on one of Rust. Every slider that its variant does not ignore has to
// be shown somewhere, and in Rust the tokens are the initial values: the file runs as it stands.
#pragma once

#include "core/probe/facts.hpp"
#include "scenarios/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// A place in a line where a slider's value is shown.
struct inset {
    std::size_t at = 0, length = 0; // of the token in `listing_line::text`
    std::string slider{};           // its id
    int offset = 0;                 // is added to the value
    std::string after{};            // what follows the value, such as "ms"
};

/// One line that is shown. Its number is its place in the listing, from 1.
struct listing_line {
    std::string text{};            // as in the source, without the tag comment
    std::uint32_t source_line = 0; // in its own source file
    std::vector<std::string> tags{};
    std::vector<inset> insets{}; // from left to right

    /// The text with the sliders' values in it: what is drawn. A slider that is not declared leaves
    /// its token as it is.
    [[nodiscard]] std::string shown(const settings& values) const;
};

struct listing {
    std::vector<listing_line> lines{};
    std::string file{};   // the C++ source, as call sites end; for the Rust listing too
    std::string source{}; // the file that it stands in, from the root of the tree
    std::map<std::uint32_t, std::uint32_t> shown_by_source_line{}; // C++ source line to shown line
    std::vector<listing_line> program{};                           // Rust: the whole program

    /// The shown line for a call site, if it is in this listing. The Rust listing answers for the
    /// C++ lines that its tags name.
    [[nodiscard]] std::optional<std::uint32_t> line_of(const chan::probe::call_site& site) const;

    /// Where a destructor's drop or unlock stands, which has no call site: the first line below that
    /// of `last` that ends a scope with it. None: no shown line does.
    [[nodiscard]] std::optional<std::uint32_t>
    end_of_scope(const chan::probe::call_site& last, chan::probe::op what) const;

    /// What the Copy button gives: a whole program if there is one, else the shown lines.
    [[nodiscard]] std::string copied(const settings& values) const;
};

struct listings {
    listing rust{}, cpp{};
    std::vector<std::string> problems{}; // "scenarios/…:12: what is wrong, and what would be right"
};

/// Both listings of a variant. `cpp_file` is where call sites of that text lie ("scenarios/…").
/// What does not follow the notation is left out, and named among the problems: the learner has the
/// rest, and a test holds every lesson to have none.
struct sources {
    std::string_view cpp_text{}, cpp_file{}, variant{}, rust_text{}, rust_file{};
};
[[nodiscard]] listings read_listings(const sources& from);

} // namespace scenarios
