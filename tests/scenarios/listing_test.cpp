// The notation of listings, and that each lesson's listings follow it.
#include "scenarios/listing.hpp"

#include "tests/scenarios/variants.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace {

using scenarios::listing;
using scenarios::listings;
using scenarios::settings;
using scenarios::slider;
using tests::for_each_variant;
using tests::place;

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
         .rust_text = rust,
         .rust_file = "scenarios/lessons/x_shown.rs"}
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

TEST(listing, leaves_out_what_is_wrong_and_names_file_line_and_cure) {
    const auto problems = [](std::string_view cpp_text, std::string_view rust_text) {
        const listings read = scenarios::read_listings(
            {.cpp_text = cpp_text,
             .cpp_file = "x.cpp",
             .variant = "a",
             .rust_text = rust_text,
             .rust_file = "x_a.rs"}
        );
        std::string all;
        for (const auto& one : read.problems) {
            all += one + '\n';
        }
        return all;
    };
    constexpr std::string_view good = "// [listing]\nf(2); //@f\n// [end]\n";
    EXPECT_EQ(problems("// [listing a]\nf(x); //@f x={b}\n// [end]\n", good), "");
    EXPECT_EQ(
        problems("// [listing a]\nf(x); //@f y={b}\n// [end]\n", good),
        "x.cpp:2: the token of \"y={b}\" does not stand in the line: what stands before the = is "
        "replaced by the slider's value\n"
    );
    for (const char* value : {"x=b", "x={b", "x={}", "x="}) {
        EXPECT_EQ(
            problems("// [listing a]\nf(x); //@f " + std::string(value) + "\n// [end]\n", good),
            "x.cpp:2: \"" + std::string(value)
                + "\" is no value: write token={slider}, token={slider-1} or token={slider}ms\n"
        );
    }
    EXPECT_EQ(
        problems("// [listing a]\nf(x); //@g\n// [end]\n", good),
        "x_a.rs:2: the tag \"f\" is on no line of the listing in x.cpp\n"
        "x.cpp:2: the tag \"g\" is on no line of the listing in x_a.rs\n"
    );
    constexpr std::string_view untagged = "// [listing]\nf(2);\n// [end]\n";
    constexpr std::string_view endless = "x.cpp:1: the listing that begins here has no end: put a "
                                         "line \"// [end]\" behind it\n";
    EXPECT_EQ(problems("// [listing a]\nf(x);\n", untagged), endless);
    EXPECT_EQ(problems("// [listing a]\nf(x);\n// [listing b]\n// [end]\n", untagged), endless);
    EXPECT_EQ(problems("f(x);\n", untagged), "x.cpp: there is no line \"// [listing a]\"\n");
    EXPECT_EQ(
        problems("// [listing a]\nf(x); //@f\n// [end]\n", ""),
        "x_a.rs: there is no such file, or nothing in it\n"
    );
}

TEST(listing, shows_a_token_whose_slider_is_not_declared_as_it_stands) {
    const listings read = scenarios::read_listings(
        {.cpp_text = "// [listing a]\nf(x, n); //@ x={bufer} n={buffer}\n// [end]\n",
         .cpp_file = "x.cpp",
         .variant = "a",
         .rust_text = rust,
         .rust_file = "x_a.rs"}
    );
    EXPECT_EQ(read.cpp.lines[0].shown(settings(two)), "f(x, 2);");
}

// --- the lessons' own ---------------------------------------------------------------------------

TEST(lessons_listings, follow_the_notation) {
    for_each_variant([](const auto&, const auto& variant) {
        for (const auto& problem : variant.listing_problems) {
            ADD_FAILURE() << problem;
        }
    });
}

TEST(lessons_listings, show_no_notation_and_fit_the_panel) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        const settings values(lesson.sliders);
        for (const listing* one : {&variant.rust, &variant.cpp}) {
            EXPECT_LE(one->lines.size(), 28U) << one->source << ": 28 lines fit the panel";
            for (const auto& line : one->lines) {
                const std::string text = line.shown(values);
                EXPECT_FALSE(text.contains("//@") || text.contains("// [")) << place(*one, line);
                EXPECT_FALSE(text.ends_with(' ')) << place(*one, line) << ": ends with a blank";
                EXPECT_LE(text.size(), 53U)
                    << place(*one, line) << "\nhas more than the 53 characters that fit the panel";
            }
        }
    });
}

TEST(lessons_listings, show_every_slider_that_matters_and_no_other) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (const listing* one : {&variant.rust, &variant.cpp}) {
            std::set<std::string_view> shown;
            for (const auto& line : one->lines) {
                for (const auto& inset : line.insets) {
                    shown.insert(inset.slider);
                    EXPECT_TRUE(std::ranges::count(lesson.sliders, inset.slider, &slider::id) > 0)
                        << place(*one, line) << ": the lesson declares no slider " << inset.slider;
                }
            }
            for (const auto& slider : lesson.sliders) {
                const bool ignored = !variant.heeds(slider.id);
                EXPECT_NE(shown.contains(slider.id), ignored)
                    << one->source << ": the slider " << slider.id
                    << (ignored ? " is shown by a tag, but the variant says that it .ignores it"
                                : " is shown by no tag; a variant for which it means nothing says "
                                  "so in its .ignores");
            }
        }
    });
}

TEST(lessons_listings, rust_shows_its_own_numbers_at_the_initial_values) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        const settings values(lesson.sliders);
        for (const auto& line : variant.rust.lines) {
            EXPECT_EQ(line.shown(values), line.text)
                << place(variant.rust, line) << ": write the sliders' initial values";
        }
    });
}

} // namespace
