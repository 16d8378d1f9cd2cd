// What a lesson is: declared sliders and variants, the function that runs each variant, its
// listings, and the story as data. Lessons are values; CMakeLists.txt here lists them.
#pragma once

#include "core/model/history.hpp"
#include "core/probe/facts.hpp"
#include "core/run/run.hpp"
#include "scenarios/listing.hpp"
#include "scenarios/settings.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

// --- story --------------------------------------------------------------------------------------

/// What a step points at on the screen.
struct pointer {
    enum class what : std::uint8_t {
        nothing,
        actor,
        channel,
        handle,
        lock,
        slider,
        variants,
        timeline
    };
    pointer::what kind = what::nothing;
    // The actor's or handle's name, the slider's id; a channel's or lock's index as text; else
    // empty.
    std::string_view name{};
};

/// The first fact that matches ends a story step. Built fresh for each run of the step: it may
/// count.
using until = std::function<bool(const chan::probe::fact&)>;

/// What is known of a run, for a question's answer and for comparisons.
struct run_record {
    const chan::model::history& history;
    std::string_view variant;
    const settings& values;
    const std::optional<chan::run::verdict>& verdict;
    std::span<const std::string> output;
};

struct question {
    std::string_view text{};
    std::vector<std::string_view> options{};
    /// Which option came true, computed from the run that follows; none: the run does not answer it
    /// (yet).
    std::function<std::optional<std::size_t>(const run_record&)> answer{};
    /// The true outcome as a sentence, pinned afterwards.
    std::function<std::string(const run_record&)> outcome{};
};

struct story_step {
    std::string_view heading{};
    std::string_view text{};                    // 2–4 sentences; `code` is set as such
    std::string_view goal{};                    // one sentence: what to do next
    std::string_view afterwards{}; // what to do at its end: "Compare the times"; empty: the usual
    std::string_view variant{};                 // played in this variant; empty: as it is
    std::function<scenarios::until()> run_to{}; // null: to the end
    pointer points_at{};
    std::optional<question> predict{}; // asked before the run of this step
    bool restarts = false;             // begins with a fresh run (else goes on from where it is)
};

// --- lesson -------------------------------------------------------------------------------------

struct variant {
    std::string_view id{};    // "forgot"
    std::string_view label{}; // "forgot to drop"
    chan::run::verdict_kind expected = chan::run::verdict_kind::completed;
    void (*run)(const settings&) = nullptr;  // what `main` does
    std::string_view cured_by{};             // the variant that cures its verdict, or empty
    std::string_view cure{};                 // the button: "drop(tx) here"
    std::vector<std::string_view> ignores{}; // sliders that change nothing in this variant
    scenarios::listing rust{}, cpp{};
    std::vector<std::string> listing_problems{}; // with_listings found; a test holds it empty

    [[nodiscard]] bool heeds(std::string_view slider) const; // it does not ignore it
};

struct lesson {
    int number = 0;
    std::string_view id{};      // "forgotten-sender"
    std::string_view title{};   // "The sender you forgot"
    std::string_view purpose{}; // one sentence
    std::vector<slider> sliders{};
    std::vector<variant> variants{}; // the first is shown first
    std::vector<story_step> story{};
    std::string_view remember{}; // the closing card: two lines

    [[nodiscard]] const variant* find_variant(std::string_view variant_id) const;
};

/// Gives each variant its listings, from the embedded lessons/STEM.cpp and lessons/STEM_VARIANT.rs
/// (there with _ for each - of the variant's id).
[[nodiscard]] std::vector<variant>
with_listings(std::string_view stem, std::vector<variant> variants);

/// All lessons, in the order of their numbers.
[[nodiscard]] std::span<const lesson> all_lessons();
[[nodiscard]] const lesson* find_lesson(std::string_view id);

} // namespace scenarios
