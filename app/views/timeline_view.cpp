// One pass over what the view touches, found by bisection. A piece narrower than a column joins the
// column's collection; a full column is emitted as one piece.
#include "app/views/timeline_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace app::views {
namespace {

constexpr double second = 1e9;

/// The last element that begins at or before `ns`, or the first of all.
template <class T, class Projection>
std::size_t index_at(const std::vector<T>& list, std::int64_t ns, Projection begin) {
    const auto after = std::ranges::upper_bound(list, ns, {}, begin);
    return after == list.begin() ? 0 : static_cast<std::size_t>(after - list.begin()) - 1;
}

/// States within one column and how long each lasted there: the longest stands for the column.
class column_states {
public:
    void add(lane_state state, float width) {
        for (std::size_t i = 0; i < count_; ++i) {
            if (states_[i] == state) {
                widths_[i] += width;
                return;
            }
        }
        if (count_ == states_.size()) return; // more states than exist: cannot be
        states_[count_] = state;
        widths_[count_++] = width;
    }
    [[nodiscard]] lane_state longest() const {
        const auto found = std::max_element(widths_.begin(), widths_.begin() + count_);
        return states_[static_cast<std::size_t>(found - widths_.begin())];
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    void clear() { count_ = 0; }

private:
    std::array<lane_state, 20> states_{};
    std::array<float, 20> widths_{};
    std::size_t count_ = 0;
};

void emit(std::vector<lane_piece>& into, const lane_piece& piece) {
    if (piece.right <= piece.x) return;
    if (!into.empty() && into.back().state == piece.state && into.back().right >= piece.x) {
        into.back().right = piece.right;
        return;
    }
    into.push_back(piece);
}

} // namespace

float time_view::x_of(std::int64_t ns) const {
    const double fraction = static_cast<double>(ns - begin_ns)
        / static_cast<double>(std::max<std::int64_t>(1, span_ns()));
    return x + static_cast<float>(fraction * static_cast<double>(width));
}

std::int64_t time_view::ns_at(float at_x) const {
    const double fraction =
        static_cast<double>(at_x - x) / static_cast<double>(std::max(width, 1.0f));
    return begin_ns + std::llround(fraction * static_cast<double>(span_ns()));
}

time_view time_view::zoomed(float at_x, double factor) const {
    const double under = static_cast<double>(ns_at(at_x));
    time_view next = *this;
    next.begin_ns = std::llround(under + (static_cast<double>(begin_ns) - under) / factor);
    next.end_ns = std::llround(under + (static_cast<double>(end_ns) - under) / factor);
    return next;
}

time_view time_view::panned(float by_x) const {
    const std::int64_t by = ns_at(x + by_x) - begin_ns;
    time_view next = *this;
    next.begin_ns -= by;
    next.end_ns -= by;
    return next;
}

namespace {

/// With the changes as wide as they are.
std::int64_t whole_span(const time_view& view, when now) {
    constexpr double room = 1.12;
    return std::llround(room * std::max(second, static_cast<double>(view.of(now))));
}

} // namespace

std::int64_t change_width(const time_view& view, when now) {
    constexpr double widest = 3;
    const double span = std::max(static_cast<double>(now.program_ns), second);
    const auto changes = static_cast<double>(std::max<std::int64_t>(1, now.changes));
    const double width = std::max(static_cast<double>(view.width), 1.0);
    return std::llround(std::min(span / 5 / changes, span * widest / width));
}

time_view with_changes(const timeline_data& from, const time_view& view, std::int64_t change_ns) {
    if (change_ns == view.change_ns) return view;
    time_view made = view;
    made.change_ns = change_ns;
    const auto moved = [&](std::int64_t axis_ns) {
        const std::size_t events = count_at(from, view, axis_ns);
        if (events == 0) return axis_ns;
        const when last = from.events()[events - 1], after = from.after(events);
        const std::int64_t beyond = axis_ns - view.of(after);
        if (beyond >= 0) return made.of({after.program_ns + beyond, after.changes});
        const double part = static_cast<double>(axis_ns - view.of(last))
            / static_cast<double>(view.of(after) - view.of(last)); // of the change's width
        const std::int64_t width = made.of(after) - made.of(last);
        const std::int64_t into = std::llround(part * static_cast<double>(width));
        return made.of(last) + std::min(into, std::max<std::int64_t>(width - 1, 0));
    };
    made.begin_ns = moved(view.begin_ns);
    made.end_ns = std::max(made.begin_ns + 1, moved(view.end_ns));
    return made;
}

time_view limited(time_view view, when now) {
    const std::int64_t widest = whole_span(view, now);
    const std::int64_t span = std::clamp<std::int64_t>(view.span_ns(), 1'000, widest);
    view.begin_ns = std::clamp<std::int64_t>(view.begin_ns, 0, widest - span);
    view.end_ns = view.begin_ns + span;
    return view;
}

time_view fitted(time_view view, when now) {
    view.change_ns = change_width(view, now);
    view.begin_ns = 0;
    view.end_ns = whole_span(view, now);
    return view;
}

std::size_t count_at(const timeline_data& from, const time_view& view, std::int64_t axis_ns) {
    const auto all = from.events();
    const auto after =
        std::ranges::upper_bound(all, axis_ns, {}, [&](when at) { return view.of(at); });
    return static_cast<std::size_t>(after - all.begin());
}

std::int64_t program_at(const timeline_data& from, const time_view& view, std::int64_t axis_ns) {
    const std::size_t events = count_at(from, view, axis_ns);
    const when last = from.after(events);
    return last.program_ns + std::max<std::int64_t>(0, axis_ns - view.of(last));
}

when when_at(const timeline_data& from, std::int64_t program_ns) {
    const auto all = from.events();
    const auto next = std::ranges::lower_bound(all, program_ns, {}, &when::program_ns);
    return {program_ns, from.after(static_cast<std::size_t>(next - all.begin())).changes};
}

when when_past(const timeline_data& from, std::int64_t program_ns) {
    const auto all = from.events();
    const auto next = std::ranges::upper_bound(all, program_ns, {}, &when::program_ns);
    return {program_ns, from.after(static_cast<std::size_t>(next - all.begin())).changes};
}

void visible(
    const lane& from,
    const time_view& view,
    std::int64_t end_ns,
    float column,
    std::vector<lane_piece>& into
) {
    into.clear();
    const auto begin_of = [&](const interval& one) { return view.of(one.begin); };
    const std::int64_t until = std::min(end_ns, view.end_ns);
    if (from.intervals.empty() || begin_of(from.intervals.front()) > until) return;
    column_states small;
    float small_from = 0;
    const auto flush = [&](float right) {
        if (!small.empty()) emit(into, {.x = small_from, .right = right, .state = small.longest()});
        small.clear();
    };
    const auto& list = from.intervals;
    for (std::size_t i = index_at(list, view.begin_ns, begin_of); i < list.size(); ++i) {
        const std::int64_t begin = begin_of(list[i]);
        if (begin > until) break;
        const std::int64_t next =
            i + 1 < list.size() ? std::min(begin_of(list[i + 1]), until) : until;
        const float left = view.x_of(std::max(begin, view.begin_ns));
        const float right = view.x_of(next);
        if (right < view.x) continue;
        if (right - left >= column) {
            flush(left);
            emit(into, {.x = left, .right = right, .state = list[i].state});
            continue;
        }
        if (small.empty()) small_from = left;
        small.add(list[i].state, right - left);
        if (right - small_from >= column) flush(right);
    }
    flush(view.x_of(until));
}

void visible(
    const depth_track& from,
    const time_view& view,
    std::int64_t end_ns,
    float column,
    std::vector<depth_piece>& into
) {
    into.clear();
    const auto begin_of = [&](const depth_step& one) { return view.of(one.at); };
    const std::int64_t until = std::min(end_ns, view.end_ns);
    if (from.steps.empty() || begin_of(from.steps.front()) > until) return;
    bool open = false; // the last piece is a column that still collects
    const auto& list = from.steps;
    for (std::size_t i = index_at(list, view.begin_ns, begin_of); i < list.size(); ++i) {
        const std::int64_t begin = begin_of(list[i]);
        if (begin > until) break;
        const std::int64_t next =
            i + 1 < list.size() ? std::min(begin_of(list[i + 1]), until) : until;
        const float left = view.x_of(std::max(begin, view.begin_ns));
        const float right = view.x_of(next);
        const std::uint32_t depth = list[i].depth;
        if (right - left >= column || !open) {
            into.push_back({.x = left, .right = right, .low = depth, .high = depth, .last = depth});
        } else {
            depth_piece& piece = into.back();
            piece.right = right;
            piece.low = std::min(piece.low, depth);
            piece.high = std::max(piece.high, depth);
            piece.last = depth;
        }
        open = into.back().right - into.back().x < column;
    }
}

void visible(
    const timeline_data& from, const time_view& view, float column, std::vector<arrow_piece>& into
) {
    into.clear();
    const auto all = from.arrows();
    // The column of the arrow drawn last, per pair of actors.
    std::map<std::pair<unsigned, unsigned>, float> drawn;
    const auto received = [&](const arrow& one) { return view.of(one.received); };
    const std::int64_t last = view.end_ns + view.of(from.longest_flight());
    for (auto next = std::ranges::lower_bound(all, view.begin_ns, {}, received);
         next != all.end() && received(*next) <= last;
         ++next) {
        if (view.of(next->sent) > view.end_ns) continue;
        const float right = view.x_of(received(*next));
        const auto [before, fresh] = drawn.try_emplace({next->from, next->to}, right);
        if (!fresh && right - before->second < column) continue;
        before->second = right;
        into.push_back(
            {.x = view.x_of(view.of(next->sent)), .right = right, .from = next->from, .to = next->to}
        );
    }
}

ruler_marks marks(const time_view& view, std::int64_t begin_ns, float apart) {
    const double least = static_cast<double>(view.span_ns())
        * static_cast<double>(apart / std::max(view.width, 1.0f));
    double step = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (step * factor >= least) {
            step *= factor;
            break;
        }
    }
    const std::int64_t step_ns = std::max<std::int64_t>(1, std::llround(step));
    return {.first_ns = (begin_ns + step_ns - 1) / step_ns * step_ns, .step_ns = step_ns};
}

std::string mark_text(std::int64_t ns, std::int64_t step_ns) {
    struct unit {
        double ns;
        const char* name;
    };
    static constexpr unit seconds{second, "s"};
    static constexpr unit millis{1e6, "ms"};
    static constexpr unit micros{1e3, "\u00b5s"};
    const unit in = step_ns >= 10'000'000 ? seconds : step_ns >= 10'000 ? millis : micros;
    int digits = 0;
    for (double step = static_cast<double>(step_ns) / in.ns; step < 0.999 && digits < 3;
         step *= 10) {
        ++digits;
    }
    if (in.ns == second) digits = std::max(digits, 1);
    std::array<char, 32> text{};
    std::snprintf(
        text.data(), text.size(), "%.*f %s", digits, static_cast<double>(ns) / in.ns, in.name
    );
    return text.data();
}

} // namespace app::views
