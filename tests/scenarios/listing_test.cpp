// The notation of listings, and that each lesson's listings follow it.
#include "scenarios/listing.hpp"

#include "scenarios/lesson.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace {

using scenarios::listing;
using scenarios::listings;
using scenarios::settings;
using scenarios::slider;

constexpr std::array two{
    slider{.id = "buffer", .most = 64, .initial = 2},
    slider{.id = "handle_ms", .unit = "ms", .most = 500, .initial = 100},
};

constexpr std::string_view cpp = R"(int hidden;
    // [listing other]
    nothing();
    // [end]
    // [listing shown]
    auto [tx, rx] = sync_channel<int>(buffer); //@channel buffer={buffer}
    if (more) {
        work_for(handle); //@work handle={handle_ms}ms
        tx.send(buffer2, buffer); //@send buffer={buffer-1}
    } // a comment that stays
    // [end]
int hidden_too;
)";

constexpr std::string_view rust = R"(use std::thread;
// [listing]
fn main() {
    let (tx, rx) = mpsc::sync_channel(2); //@channel 2={buffer}
    work_ms(100); tx.send(1); //@work send 100={handle_ms}
}
// [end]
)";

listings both() {
    return scenarios::read_listings(
        {.cpp_text = cpp,
         .cpp_file = "scenarios/lessons/x.cpp",
         .variant = "shown",
         .rust_text = rust}
    );
}

chan::probe::call_site at(std::uint32_t line) {
    return {"/far/scenarios/lessons/x.cpp", line};
}

TEST(listing, shows_what_stands_between_the_markers_without_tags_and_indent) {
    const settings values(two);
    const listing shown = both().cpp;
    ASSERT_EQ(shown.lines.size(), 5U);
    EXPECT_EQ(shown.lines[0].shown(values), "auto [tx, rx] = sync_channel<int>(2);");
    EXPECT_EQ(shown.lines[1].shown(values), "if (more) {");
    EXPECT_EQ(shown.lines[2].shown(values), "    work_for(100ms);");
    EXPECT_EQ(shown.lines[3].shown(values), "    tx.send(buffer2, 1);");
    EXPECT_EQ(shown.lines[4].shown(values), "} // a comment that stays");
}

TEST(listing, follows_the_sliders) {
    settings values(two);
    values.set("buffer", 64);
    values.set("handle_ms", 5);
    EXPECT_EQ(both().cpp.lines[0].shown(values), "auto [tx, rx] = sync_channel<int>(64);");
    EXPECT_EQ(both().rust.lines[2].shown(values), "    work_ms(5); tx.send(1);");
}

TEST(listing, knows_the_shown_line_of_a_call_site) {
    const listings shown = both();
    EXPECT_EQ(shown.cpp.line_of(at(6)), 1U);
    EXPECT_EQ(shown.cpp.line_of(at(9)), 4U);
    EXPECT_EQ(shown.cpp.line_of(at(3)), std::nullopt) << "another variant's";
    EXPECT_EQ(shown.cpp.line_of(at(1)), std::nullopt) << "hidden";
    EXPECT_EQ(shown.cpp.line_of({"/far/scenarios/lessons/y.cpp", 6}), std::nullopt)
        << "another file";
}

TEST(listing, rust_answers_for_the_cpp_lines_with_its_tags) {
    const listing shown = both().rust;
    EXPECT_EQ(shown.line_of(at(6)), 2U);
    EXPECT_EQ(shown.line_of(at(8)), 3U);
    EXPECT_EQ(shown.line_of(at(9)), 3U);
    EXPECT_EQ(shown.line_of(at(7)), std::nullopt);
}

TEST(listing, copies_a_whole_rust_program_and_the_shown_cpp) {
    const settings values(two);
    EXPECT_EQ(
        both().rust.copied(values),
        "use std::thread;\nfn main() {\n    let (tx, rx) = mpsc::sync_channel(2);\n"
        "    work_ms(100); tx.send(1);\n}\n"
    );
    EXPECT_TRUE(both().cpp.copied(values).starts_with("auto [tx, rx]"));
}

TEST(listing_death, refuses_what_is_not_the_notation) {
    const auto read = [](std::string_view text) {
        (void)scenarios::read_listings(
            {.cpp_text = text, .cpp_file = "x", .variant = "a", .rust_text = rust}
        );
    };
    EXPECT_DEATH(
        read("// [listing a]\nf(x); //@ y={buffer}\n// [end]\n"), "token stands in its line"
    );
    EXPECT_DEATH(read("// [listing a]\nf(x); //@ x=buffer\n// [end]\n"), "a tag's value is");
    EXPECT_DEATH(read("// [listing a]\nf(x);\n"), "between its two markers");
    EXPECT_DEATH(read("f(x);\n"), "between its two markers");
}

// --- the lessons' own ---------------------------------------------------------------------------

void for_each_variant(auto check) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            SCOPED_TRACE(std::string(lesson.id) + ' ' + std::string(variant.id));
            check(lesson, variant);
        }
    }
}

std::set<std::string> tags_of(const listing& of) {
    std::set<std::string> tags;
    for (const auto& line : of.lines) {
        tags.insert(line.tags.begin(), line.tags.end());
    }
    return tags;
}

TEST(lessons_listings, tags_have_partners_on_both_sides) {
    for_each_variant([](const auto&, const auto& variant) {
        EXPECT_EQ(tags_of(variant.rust), tags_of(variant.cpp));
        EXPECT_GE(tags_of(variant.rust).size(), 5U);
    });
}

TEST(lessons_listings, show_no_notation_and_fit_the_panel) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        const settings values(lesson.sliders);
        for (const listing* one : {&variant.rust, &variant.cpp}) {
            EXPECT_GE(one->lines.size(), 10U);
            EXPECT_LE(one->lines.size(), 28U);
            for (const auto& line : one->lines) {
                const std::string text = line.shown(values);
                EXPECT_FALSE(text.contains("//@") || text.contains("// [")) << text;
                EXPECT_FALSE(text.ends_with(' ')) << text;
                EXPECT_LE(text.size(), 53U) << text;
            }
        }
    });
}

TEST(lessons_listings, show_every_slider_that_matters) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (const listing* one : {&variant.rust, &variant.cpp}) {
            std::set<std::string_view> shown;
            for (const auto& line : one->lines) {
                for (const auto& inset : line.insets) {
                    shown.insert(inset.slider);
                }
            }
            for (const auto& slider : lesson.sliders) {
                const bool ignored = std::ranges::count(variant.ignores, slider.id) > 0;
                EXPECT_NE(shown.contains(slider.id), ignored) << slider.id;
            }
        }
    });
}

TEST(lessons_listings, rust_shows_its_own_numbers_at_the_initial_values) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        const settings values(lesson.sliders);
        for (const auto& line : variant.rust.lines) {
            EXPECT_EQ(line.shown(values), line.text);
        }
    });
}

} // namespace
