// Each Rust listing is a program: it compiles without a warning, and prints what the lesson prints.
// The counts are those of the lesson's initial settings; the times are a tenth of them.
#include "tests/scenarios/player.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sys/wait.h>

namespace {

namespace fs = std::filesystem;

struct ran {
    int status = 0;
    std::vector<std::string> lines;
};

ran shell(const std::string& command) {
    ran out;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) {
        ADD_FAILURE() << "no shell for: " << command;
        return out;
    }
    std::string text;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        if (c == '\n') {
            out.lines.push_back(std::exchange(text, {}));
        } else {
            text += static_cast<char>(c);
        }
    }
    const int status = ::pclose(pipe);
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

std::string rustc() {
    return fs::exists("/usr/bin/rustc") ? "/usr/bin/rustc" : "rustc";
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += line + '\n';
    }
    return text;
}

/// Takes out what the operating system is free to choose. Where the lesson's own runs print their
/// lines in different orders, that is the order. What can be said more exactly of a lesson is said
/// here: which worker did a job is free, too; the order within one thread is not,
/// `forgotten-sender` sends 11, 12, 13, … from worker 1, so a stable sort by the tens keeps it.
std::vector<std::string>
settled(std::string_view lesson, bool order_is_free, std::vector<std::string> lines) {
    if (lesson == "shared-receiver") {
        for (auto& line : lines) {
            line.erase(0, line.find(':'));
        }
        std::ranges::sort(lines);
    } else if (lesson == "forgotten-sender") {
        std::ranges::stable_sort(lines, {}, [](const std::string& line) {
            return line.starts_with("got ") ? std::stoi(line.substr(4)) / 10 : 1000;
        });
    } else if (order_is_free) {
        std::ranges::sort(lines);
    }
    return lines;
}

/// Whether different runs of a variant print their lines in different orders.
bool has_free_order(const scenarios::lesson& lesson, std::string_view variant) {
    std::set<std::vector<std::string>> outputs;
    for (const auto& way : tests::ways(20)) {
        tests::player one({.lesson = lesson, .variant = variant, .way = way});
        one.run_to_end();
        outputs.insert(one.output());
    }
    return outputs.size() > 1;
}

class rust_listing : public testing::TestWithParam<std::pair<std::string, std::string>> {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "chanscope-rust-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path folder;
};

TEST_P(rust_listing, compiles_and_prints_what_the_lesson_prints) {
    const auto& [lesson_id, variant_id] = GetParam();
    const auto* lesson = scenarios::find_lesson(lesson_id);
    ASSERT_NE(lesson, nullptr);
    const auto* variant = lesson->find_variant(variant_id);
    ASSERT_NE(variant, nullptr);

    scenarios::settings values(lesson->sliders);
    for (const auto& slider : lesson->sliders) {
        if (slider.unit == "ms") {
            values.set(slider.id, std::max(slider.least, slider.initial / 10));
        }
    }
    std::ofstream(folder / "listing.rs") << variant->rust.copied(values);
    const ran compiled = shell(
        rustc() + " --edition 2021 -D warnings -o '" + (folder / "listing").string() + "' '"
        + (folder / "listing.rs").string() + "'"
    );
    ASSERT_EQ(compiled.status, 0) << joined(compiled.lines);

    // A program that hangs prints what it prints, and then nothing: it is ended from outside.
    const bool hangs = variant->expected == chan::run::verdict_kind::hang;
    const std::string limit = hangs ? "timeout 5 " : "timeout 60 ";
    const ran printed = shell(limit + "'" + (folder / "listing").string() + "'");
    EXPECT_EQ(printed.status, hangs ? 124 : 0);

    tests::player one({.lesson = *lesson, .variant = variant_id});
    one.run_to_end();
    const bool is_free = has_free_order(*lesson, variant_id);
    EXPECT_EQ(
        settled(lesson_id, is_free, printed.lines), settled(lesson_id, is_free, one.output())
    ) << variant->rust.source
      << " prints other lines than the lesson does. If different runs may print more than the same "
         "lines in another order, say in settled(), in "
      << __FILE__ << ", what is free.";
}

TEST_P(rust_listing, compiles_as_it_is_in_the_tree) {
    const auto& [lesson_id, variant_id] = GetParam();
    const auto* variant = scenarios::find_lesson(lesson_id)->find_variant(variant_id);
    const fs::path source = fs::path(ROOT_FOLDER) / variant->rust.source;
    ASSERT_TRUE(fs::exists(source)) << source;
    const ran compiled = shell(
        rustc() + " --edition 2021 -D warnings --emit metadata -o '" + (folder / "listing").string()
        + "' '" + source.string() + "'"
    );
    EXPECT_EQ(compiled.status, 0) << joined(compiled.lines);
}

std::vector<std::pair<std::string, std::string>> all_variants() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            all.emplace_back(lesson.id, variant.id);
        }
    }
    return all;
}

std::string name_of(const testing::TestParamInfo<std::pair<std::string, std::string>>& info) {
    std::string name = info.param.first + '_' + info.param.second;
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(lessons, rust_listing, testing::ValuesIn(all_variants()), name_of);

} // namespace
