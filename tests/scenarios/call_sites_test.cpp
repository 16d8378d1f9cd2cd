// The code you read is the code that runs: every operation of a run stands on a line of both
// listings.
#include "tests/scenarios/player.hpp"
#include "tests/scenarios/variants.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace {

using chan::probe::fact;
using chan::probe::kind;
using chan::probe::op;
using scenarios::listing;
using scenarios::variant;

/// What stands in its source: an operation that is announced, or whatever names a line. A drop or
/// unlock by a destructor stands nowhere.
bool has_site(const fact& what) {
    const bool by_destructor =
        (what.op == op::drop || what.op == op::unlock) && what.site.line == 0;
    return !by_destructor && (what.kind == kind::op_announced || what.site.line != 0);
}

std::string place_of(const fact& what) {
    return std::string(what.site.file) + ':' + std::to_string(what.site.line);
}

TEST(call_sites, each_operation_stands_on_a_shown_line_of_both_listings) {
    tests::for_each_variant([](const auto& lesson, const variant& shown) {
        tests::player one({.lesson = lesson, .variant = shown.id});
        one.run_to_end();
        std::set<std::string> seen;
        for (const auto& event : one.log()) {
            const fact& what = event.fact;
            if (!has_site(what) || !seen.insert(place_of(what)).second) {
                continue;
            }
            EXPECT_TRUE(shown.cpp.line_of(what.site).has_value())
                << place_of(what) << ": an operation that is not between // [listing " << shown.id
                << "] and // [end]";
            EXPECT_TRUE(shown.rust.line_of(what.site).has_value())
                << place_of(what) << ": an operation whose line shares no tag with a line of "
                << shown.rust.source;
        }
        EXPECT_FALSE(seen.empty()) << "the lesson does nothing that can be seen";
    });
}

/// One of these stands on a Rust line that does the operation.
std::vector<std::string_view> rust_words(op what) {
    switch (what) {
    case op::send:
    case op::try_send:
    case op::send_timeout:
        return {"send"};
    case op::recv:
    case op::try_recv:
    case op::recv_timeout:
        return {"recv", "iter", "for "};
    case op::drop:
        return {"drop("};
    case op::lock:
    case op::try_lock:
        return {"lock()", "write()"};
    case op::read_lock:
        return {"read()"};
    case op::spawn:
        return {"spawn("};
    case op::join:
        return {"join()"};
    case op::sleep:
        return {"sleep"};
    case op::work:
        return {"work", "sleep"};
    case op::none:
    case op::select:
    case op::unlock:
        break;
    }
    return {""}; // anything
}

std::string listed(const std::vector<std::string_view>& words) {
    std::string all;
    for (const std::string_view word : words) {
        all += (all.empty() ? "" : " or ") + ('"' + std::string(word) + '"');
    }
    return all;
}

TEST(call_sites, a_destructors_drop_stands_where_its_scope_ends) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            SCOPED_TRACE(std::string(lesson.id) + ' ' + std::string(variant.id));
            tests::player one({.lesson = lesson, .variant = variant.id});
            one.run_to_end();
            std::map<chan::probe::actor_number, chan::probe::call_site> stood;
            for (const auto& event : one.log()) {
                const auto& what = event.fact;
                if (what.kind != kind::op_announced) {
                    continue;
                }
                if (what.site.line != 0) {
                    stood[what.actor] = what.site;
                    continue;
                }
                for (const auto* lines : {&variant.cpp, &variant.rust}) {
                    const auto above = lines->line_of(stood[what.actor]);
                    const auto end = lines->end_of_scope(stood[what.actor], what.op);
                    const bool past_cpp = lines == &variant.cpp && what.actor == 0;
                    if (what.op == op::unlock || past_cpp) {
                        continue; // of a statement; main's closing brace is not shown
                    }
                    ASSERT_TRUE(above && end) << what.actor;
                    EXPECT_GT(*end, *above);
                    const std::string& text = lines->lines[*end - 1].text;
                    EXPECT_EQ(text.find_first_not_of(' '), text.find('}')) << text;
                    EXPECT_LE(*end - *above, 6U) << text; // its own scope, not a later one
                }
            }
        }
    }
}

TEST(call_sites, the_workers_senders_are_dropped_where_the_comment_says_so) {
    const auto* lesson = scenarios::find_lesson("forgotten-sender");
    ASSERT_NE(lesson, nullptr);
    for (const auto& variant : lesson->variants) {
        for (const auto* lines : {&variant.cpp, &variant.rust}) {
            const auto comment = std::ranges::find_if(lines->lines, [](const auto& line) {
                return line.text.contains("its tx is dropped here");
            });
            const auto send = std::ranges::find_if(variant.cpp.lines, [](const auto& line) {
                return line.text.contains("tx.send(");
            });
            const chan::probe::call_site site{lines->file.c_str(), send->source_line};
            EXPECT_EQ(
                lines->end_of_scope(site, op::drop), comment - lines->lines.begin() + 1
            );
        }
    }
}

TEST(call_sites, a_tag_ties_lines_that_do_the_same) {
    tests::for_each_variant([](const auto& lesson, const variant& shown) {
        tests::player one({.lesson = lesson, .variant = shown.id});
        one.run_to_end();
        std::set<std::pair<std::string, op>> seen;
        for (const auto& event : one.log()) {
            const fact& what = event.fact;
            const auto line = shown.rust.line_of(what.site);
            if (what.kind != kind::op_announced || !line
                || !seen.emplace(place_of(what), what.op).second) {
                continue;
            }
            const auto& rust = shown.rust.lines[*line - 1];
            const auto words = rust_words(what.op);
            EXPECT_TRUE(std::ranges::any_of(
                words, [&](std::string_view word) { return rust.text.contains(word); }
            )) << tests::place(shown.rust, rust)
               << "\nis tied by its tag to " << place_of(what) << ", and should do the same: have "
               << listed(words) << " in it";
        }
    });
}

} // namespace
