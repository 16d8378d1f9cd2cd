// A window with the stage in it, for tests of what is drawn and clicked.
#pragma once

#include "app/stage/stage.hpp"
#include "tests/stage/tales.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace app::stage {

using ::tests::stage::tale;

inline constexpr ui::rect usual{30, 60, 720, 364};
inline constexpr ui::rect smallest{30, 60, 520, 244};

/// At the end of a tale or at an event.
class theatre {
public:
    explicit theatre(const tale& told, ui::rect area = usual)
        : log_(told.log())
        , start_(cast_of(log_.log(), log_.size()))
        , area_(area)
        , when_(rest_at(log_.size())) {}

    moment& when() { return when_; }
    void show(std::size_t events) { when_ = rest_at(events); }

    interaction frame() {
        interaction did;
        window.frame([&](ui::context& ctx) {
            inputs show{
                .history = &log_,
                .moment = &when_,
                .start = &start_,
                .memory = &memory_,
                .area = area_,
                .stats = stats,
                .results = results,
            };
            show.note = note;
            show.hang = hang;
            show.before = before;
            show.before_part = before_part;
            show.drawn = drawn;
            did = draw(ctx, show);
        });
        return did;
    }

    interaction click(const std::string& name) {
        frame();
        frame();
        const ui::item* item = window.ctx.items().find(name);
        EXPECT_NE(item, nullptr) << name;
        if (item == nullptr) return {};
        window.move({item->area.x + 5, item->area.y + item->area.height / 2});
        frame();
        window.press();
        frame();
        window.release();
        return frame();
    }

    const chan::model::world& world() const { return log_.now(); }
    chan::model::world world_at(std::size_t events) const { return log_.at(events); }

    ui::test::headless window{{780, 440}};
    std::vector<stat> stats{{"2", "queued"}, {"61 %", "blocked"}, {"2.0", "msg/s"}};
    std::vector<result> results;
    std::optional<note_card> note;
    std::optional<hang_card> hang;
    const picture* before = nullptr;
    float before_part = 0;
    picture* drawn = nullptr;

private:
    const chan::model::history log_;
    cast start_;
    cast_memory memory_;
    ui::rect area_;
    moment when_;
};

} // namespace app::stage
