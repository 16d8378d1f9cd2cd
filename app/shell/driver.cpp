// Plays a script (script.hpp): injects input, draws frames until it has been taken, and looks at
// the last complete frame's registry.
#include "app/shell/script.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace app::shell {

namespace {

constexpr double patience_seconds = 20;

struct failed {
    std::string sentence;
};

class driver {
public:
    driver(shell& on, std::ostream& out) : on_(on), out_(out) {}

    void play(const script_line& line) {
        if (on_.window().frames() < 2) {
            settle();
        }
        switch (line.verb) {
        case verb::click:
            click(line.name, 1);
            break;
        case verb::double_click:
            click(line.name, 2);
            break;
        case verb::hover:
            move_to(center(line.name));
            break;
        case verb::drag:
            drag(line.name, line.amount);
            break;
        case verb::wheel: {
            const ui::point at = center(line.name);
            input().inject_wheel(
                at.x * on_.scale(), at.y * on_.scale(), static_cast<float>(line.amount), now()
            );
            break;
        }
        case verb::key:
            press(line.text);
            break;
        case verb::type:
            input().inject_text(decoded(line.text), now());
            break;
        case verb::wait_time:
            go_on(line.amount / 1000);
            break;
        case verb::wait_still:
            until([&] { return is_still(); }, "something still moves");
            break;
        case verb::wait_shows:
            until(
                [&] { return on_.items().shows(line.text); }, "nothing shows \"" + line.text + "\""
            );
            break;
        case verb::wait_run:
            until([&] { return is_run(line.text); }, "the run is " + run_state());
            break;
        case verb::list:
            list();
            break;
        case verb::say:
            out_ << line.text << std::endl;
            break;
        case verb::shot:
            shot(line.text);
            break;
        default:
            expect(line);
            break;
        }
        settle();
    }

    /// Frames while input waits, one that shows what its commands changed, and one more, with which
    /// that one is the registry's last complete frame.
    void settle() {
        do {
            on_.frame();
        } while (input().pending());
        on_.frame();
        on_.frame();
        if (const auto twice = on_.items().duplicates(); !twice.empty()) {
            throw failed{"two widgets are called \"" + twice.front() + "\""};
        }
    }

private:
    platform::input_queue& input() { return on_.window().input(); }
    double now() { return on_.window().seconds(); }

    // --- waiting
    // ----------------------------------------------------------------------------------
    void go_on(double seconds) {
        const double end = now() + seconds;
        while (now() < end) {
            if (on_.wait(end - now())) {
                on_.frame();
                on_.window().wait_next_frame();
            }
        }
    }

    bool is_still() {
        for (int frame = 0; frame < 3; ++frame) {
            if (on_.doing().moving()) {
                return false;
            }
            on_.frame();
        }
        return !on_.due();
    }

    template <class Condition>
    void until(Condition&& is_true, const std::string& instead) {
        const double end = now() + patience_seconds;
        while (!is_true()) {
            if (now() > end) {
                throw failed{"waited 20 seconds, but " + instead};
            }
            on_.frame();
            on_.window().wait_next_frame();
        }
    }

    // --- acting
    // -----------------------------------------------------------------------------------
    const ui::item& find(const std::string& name) {
        if (const ui::item* found = on_.items().find(name)) {
            return *found;
        }
        std::string like;
        const std::string stem = name.substr(0, name.find('.'));
        for (const ui::item& one : on_.items().shown()) {
            if (one.name.starts_with(stem)) {
                like += (like.empty() ? "; there are " : ", ") + one.name;
            }
        }
        throw failed{"there is no widget \"" + name + "\"" + like};
    }

    ui::point center(const std::string& name) {
        const ui::rect seen = find(name).visible;
        if (seen.width <= 0 || seen.height <= 0) {
            throw failed{"\"" + name + "\" cannot be seen: it is scrolled away"};
        }
        return {seen.x + seen.width / 2, seen.y + seen.height / 2};
    }

    void move_to(ui::point at) {
        input().inject_move(at.x * on_.scale(), at.y * on_.scale(), now());
    }

    static void need_enabled(const ui::item& item) {
        if (!item.enabled) {
            throw failed{"\"" + item.name + "\" is disabled: " + item.tooltip};
        }
    }

    void click(const std::string& name, int times) {
        const ui::point at = center(name);
        need_enabled(find(name));
        input().inject_click(
            at.x * on_.scale(), at.y * on_.scale(), now(), platform::mouse_button::left, times
        );
    }

    void drag(const std::string& name, double fraction) {
        const ui::item item = find(name);
        need_enabled(item);
        const bool slides = item.kind == ui::item_kind::slider && item.track.width > 0;
        const ui::rect track = slides ? item.track : item.area;
        const ui::point from = center(name);
        const float y = slides ? track.y + track.height / 2 : from.y;
        const float x = track.x + static_cast<float>(fraction) * track.width;
        const float s = on_.scale();
        input().inject_drag(from.x * s, y * s, x * s, y * s, now());
    }

    void press(const std::string& written) {
        const auto stroke = parse_key(written);
        if (!stroke) {
            throw failed{stroke.error()};
        }
        if (stroke->code != 0) {
            input().inject_key(stroke->code, now(), stroke->held);
        } else {
            input().inject_text(decoded(stroke->typed), now());
        }
    }

    static std::u32string decoded(const std::string& utf8) {
        std::u32string all;
        for (std::size_t i = 0; i < utf8.size();) {
            const auto first = static_cast<unsigned char>(utf8[i]);
            const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            char32_t character = size == 1 ? first : first & (0x7FU >> size);
            for (std::size_t k = 1; k < size && i + k < utf8.size(); ++k) {
                character = (character << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
            }
            all.push_back(character);
            i += size;
        }
        return all;
    }

    // --- looking
    // ----------------------------------------------------------------------------------
    std::string run_state() {
        const auto& play = on_.doing().play();
        if (play.ended() && play.verdict()) return std::string(name_of(play.verdict()->kind));
        return play.held() ? "held" : "going";
    }

    bool is_run(const std::string& state) {
        const std::string now_it_is = run_state();
        const bool ended = now_it_is != "held" && now_it_is != "going";
        return state == now_it_is || (state == "ended" && ended);
    }

    void expect(const script_line& line) {
        const auto check = [](bool holds, const std::string& instead) {
            if (!holds) {
                throw failed{instead};
            }
        };
        const std::string quoted = "\"" + (line.name.empty() ? line.text : line.name) + "\"";
        switch (line.verb) {
        case verb::expect_shows:
            check(on_.items().shows(line.text), "nothing shows " + quoted);
            break;
        case verb::expect_hides:
            check(!on_.items().shows(line.text), quoted + " is shown");
            break;
        case verb::expect_run:
            check(is_run(line.text), "the run is " + run_state() + ", not " + line.text);
            break;
        case verb::expect_there:
            find(line.name);
            break;
        case verb::expect_gone:
            check(on_.items().find(line.name) == nullptr, quoted + " is there");
            break;
        case verb::expect_enabled:
            check(find(line.name).enabled, quoted + " is disabled");
            break;
        case verb::expect_disabled:
            check(!find(line.name).enabled, quoted + " is enabled");
            break;
        case verb::expect_selected:
            check(find(line.name).selected, quoted + " is not selected");
            break;
        case verb::expect_value: {
            const ui::item& item = find(line.name);
            check(
                item.value == line.text || item.text == line.text,
                quoted + " stands at \"" + (item.value.empty() ? item.text : item.value)
                    + "\", not at \"" + line.text + "\""
            );
            break;
        }
        default:
            break;
        }
    }

    void list() {
        for (const ui::item& one : on_.items().shown()) {
            const float x = (one.visible.x + one.visible.width / 2) * on_.scale();
            const float y = (one.visible.y + one.visible.height / 2) * on_.scale();
            out_ << one.name << "  " << ui::name_of(one.kind) << "  " << std::lround(x) << ","
                 << std::lround(y) << (one.enabled ? "" : "  disabled");
            if (!one.text.empty()) {
                out_ << "  \"" << one.text << "\"";
            }
            if (!one.value.empty()) {
                out_ << "  = " << one.value;
            }
            out_ << "\n";
        }
    }

    void shot(const std::string& file) {
        const auto picture = on_.window().capture();
        if (!picture) {
            throw failed{picture.error()};
        }
        if (const auto written = platform::write_png(*picture, file); !written) {
            throw failed{platform::unwritable(file, written.error())};
        }
    }

    shell& on_;
    std::ostream& out_;
};

} // namespace

std::expected<void, std::string>
play_script(shell& on, const std::vector<script_line>& lines, std::ostream& out) {
    driver hand(on, out);
    for (const script_line& line : lines) {
        try {
            hand.play(line);
        } catch (const failed& why) {
            return std::unexpected("line " + std::to_string(line.number) + ": " + why.sentence);
        }
        if (on.closing()) {
            break;
        }
    }
    return {};
}

} // namespace app::shell
