// See player.hpp.
#include "tests/scenarios/player.hpp"

#include "tests/model/invariants.hpp"

#include <chrono>

namespace tests {

namespace {

using namespace std::chrono_literals;

// Long enough for any machine: reached only when something is broken.
constexpr auto far_too_long = 60s;

const scenarios::lesson& lesson_named(std::string_view id) {
    const auto* found = scenarios::find_lesson(id);
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? *found : scenarios::all_lessons().front();
}

const scenarios::variant& variant_named(const scenarios::lesson& of, std::string_view id) {
    const auto* found = of.find_variant(id);
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? *found : of.variants.front();
}

scenarios::settings settings_of(const scenarios::lesson& of, const values& set) {
    scenarios::settings made(of.sliders);
    for (const auto& [id, value] : set) {
        made.set(id, value);
    }
    return made;
}

} // namespace

std::unique_ptr<chan::sched::policy> way::policy() const {
    return seed == 0 ? chan::sched::round_robin() : chan::sched::random(seed);
}

std::vector<way> ways(std::uint64_t seeds) {
    std::vector<way> all{
        {.name = "live"},
        {.name = "live, paced", .speed = 100.0},
        {.name = "stepped in turns", .mode = chan::run::mode::step},
    };
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        all.push_back(
            {.name = "stepped, seed " + std::to_string(seed),
             .mode = chan::run::mode::step,
             .seed = seed}
        );
    }
    return all;
}

player::player(options how)
    : lesson_(how.lesson)
    , variant_(variant_named(lesson_, how.variant))
    , set_(settings_of(lesson_, how.set))
    , way_(std::move(how.way)) {}

player::player(std::string_view lesson, std::string_view variant, values set, tests::way way)
    : player({
        .lesson = lesson_named(lesson),
        .variant = variant,
        .set = std::move(set),
        .way = std::move(way),
    }) {}

player::~player() {
    EXPECT_EQ(breaches_of(log()), "") << lesson_.id << ' ' << variant_.id << ", " << way_.name;
}

bool player::run_to(const std::function<scenarios::until()>& condition) {
    auto stop = condition ? condition() : scenarios::until();
    if (run_ == nullptr) {
        chan::run::options how;
        how.lesson = [run = variant_.run, set = set_] { run(set); };
        how.mode = way_.mode;
        how.speed = way_.speed;
        how.policy = way_.policy();
        how.stop_when = std::move(stop);
        run_ = std::make_unique<chan::run::run>(std::move(how));
    } else {
        run_->stop_when(std::move(stop));
        run_->go();
    }
    EXPECT_TRUE(run_->wait(far_too_long)) << lesson_.id << ' ' << variant_.id << ", " << way_.name;
    collect();
    return !verdict_.has_value();
}

chan::run::verdict_kind player::run_to_end() {
    run_to({});
    EXPECT_TRUE(verdict_.has_value()) << lesson_.id << ' ' << variant_.id << ", " << way_.name;
    return verdict_ ? verdict_->kind : chan::run::verdict_kind::panic;
}

scenarios::run_record player::record() const {
    return {
        .history = history_,
        .variant = variant_.id,
        .values = set_,
        .verdict = verdict_,
        .output = output_,
    };
}

void player::collect() {
    chan::trace::log fresh;
    run_->collect(fresh);
    for (const auto& event : fresh) {
        history_.append(event);
    }
    verdict_ = run_->verdict();
    output_ = run_->output();
}

} // namespace tests
