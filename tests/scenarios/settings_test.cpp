// Sliders' values: shared by copies, separate when told so.
#include "scenarios/settings.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace {

using scenarios::settings;
using scenarios::slider;

constexpr std::array two_sliders{
    slider{.id = "buffer", .most = 64, .initial = 2},
    slider{.id = "handle_ms", .unit = "ms", .least = 10, .most = 500, .initial = 100, .live = true},
};

TEST(settings, begin_at_the_initial_values) {
    const settings values(two_sliders);
    EXPECT_EQ(values["buffer"], 2);
    EXPECT_EQ(values["handle_ms"], 100);
    EXPECT_EQ(values.sliders().size(), 2U);
    EXPECT_EQ(values.find("buffer")->most, 64);
    EXPECT_EQ(values.find("pause_ms"), nullptr);
}

TEST(settings, copies_share_what_is_set) {
    settings values(two_sliders);
    const settings copy = values;
    values.set("buffer", 7);
    EXPECT_EQ(copy["buffer"], 7);
}

TEST(settings, apart_has_values_of_its_own) {
    settings values(two_sliders);
    values.set("buffer", 7);
    const settings own = values.apart();
    values.set("buffer", 9);
    EXPECT_EQ(own["buffer"], 7);
}

TEST(settings, a_thread_sees_a_value_that_another_sets) {
    settings values(two_sliders);
    std::thread reader([copy = values] {
        while (copy["handle_ms"] != 500) {
            std::this_thread::yield();
        }
    });
    values.set("handle_ms", 500);
    reader.join();
}

TEST(settings_death, refuse_what_is_not_declared_or_out_of_range) {
    settings values(two_sliders);
    EXPECT_DEATH(
        (void)values["pause_ms"], "asks for the slider \"pause_ms\", which it does not declare"
    );
    EXPECT_DEATH(values.set("buffer", 65), "within its range");
    EXPECT_DEATH(values.set("handle_ms", 9), "within its range");
}

} // namespace
