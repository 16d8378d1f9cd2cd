// Widths first (columns and the lanes between them), then each column's cards, then the band.
#include "app/stage/ground.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace app::stage {

namespace {

/// A width that may lie between the least that is readable and the most that is of use.
struct span {
    float least = 0;
    float natural = 0;
    float most = 0;
};

constexpr float band_gap = 12;
constexpr float words_above_pipe = 48;

bool stands_close(const plan::column& column) {
    return column.actors.size() > 4;
}

span actors_span(const plan::column& column) {
    if (column.actors.empty()) return {96, 150, 180};
    if (column.queues_for_lock) return {stands_close(column) ? 204.0f : 172.0f, 240, 272};
    if (stands_close(column)) return {132, 224, 264};
    // Of many, each has its handle beside its state.
    return column.actors.size() > 1 ? span{140, 200, 236} : span{132, 180, 224};
}

span objects_span(const cast& parts, const plan::column& column) {
    span widest{116, 188, 236};
    for (const object_id one : column.objects) {
        const auto bound = parts.bounds.find(one);
        const bool many = bound != parts.bounds.end() && bound->second > 4
            && bound->second != chan::probe::unbounded;
        span own = many ? span{132, 248, 460} : span{116, 188, 236};
        if (lock_before(parts, one)) {
            own = {own.least + 50, own.natural + 32, own.most + 40};
        }
        widest = {
            std::max(widest.least, own.least),
            std::max(widest.natural, own.natural),
            std::max(widest.most, own.most)};
    }
    return widest;
}

/// The lane after column `i`: a send is stopped in those after actors.
span lane_span(const plan& columns, std::size_t i) {
    const auto& actors = columns.columns[i % 2 == 0 ? i : i + 1].actors;
    const bool stack = actors.size() > 1;
    if (i % 2 == 0) return stack ? span{60, 104, 140} : span{50, 76, 120};
    if (columns.columns[i + 1].queues_for_lock) return {54, 72, 110};
    return stack ? span{50, 92, 130} : span{46, 76, 120};
}

/// Shares `width` out: all at the same place between least and natural, or natural and most.
std::vector<float> fit(const std::vector<span>& spans, float width) {
    float least = 0, natural = 0, most = 0;
    for (const span& one : spans) {
        least += one.least;
        natural += one.natural;
        most += one.most;
    }
    std::vector<float> widths;
    for (const span& one : spans) {
        float taken = one.most;
        if (width < least) {
            taken = one.least * width / least;
        } else if (width < natural) {
            taken = ui::mix(one.least, one.natural, (width - least) / (natural - least));
        } else if (width < most) {
            taken = ui::mix(one.natural, one.most, (width - natural) / (most - natural));
        }
        widths.push_back(std::floor(taken));
    }
    return widths;
}

struct stack {
    stage::density density = density::tall;
    float height = 92;
    float gap = 0;
};

stack stack_for(std::size_t count, float height, float grown) {
    const auto n = static_cast<float>(count);
    if (count <= 1) {
        if (height >= 176) return {density::tall, std::floor(92 * ui::mix(1.0f, grown, 0.5f)), 0};
        if (height >= 56) return {density::medium, std::min(60.0f, height), 0};
        return {density::slim, std::min(34.0f, height), 0};
    }
    struct form {
        stage::density density;
        float least, most, gap;
    };
    const float tallest = std::floor(60 * ui::mix(1.0f, grown, 0.5f));
    for (const form& one :
         {form{density::medium, 50, tallest, 8 * grown},
          form{density::medium, 48, 54, 6}, // two lines before wide gaps
          form{density::slim, 26, 36, 5},
          form{density::micro, 13, 25, 3}}) {
        const float each = (height - one.gap * (n - 1)) / n;
        if (each >= one.least) {
            const float tall = std::floor(std::min(each, one.most));
            const float gap = std::floor(std::min(one.gap * 2, (height - n * tall) / (n - 1)));
            return {one.density, tall, gap};
        }
    }
    const float gap = std::min(2.0f, height / n / 8);
    return {density::micro, (height - gap * (n - 1)) / n, gap};
}

class builder {
public:
    builder(const cast& parts, const ground_options& options)
        : parts_(parts), options_(options), plan_(plan_of(parts)) {}

    ground build() {
        made_.area = options_.area;
        // What belongs together stays together, in the middle of a stage that is higher.
        constexpr float tallest = 600;
        const float spare_height = std::max(0.0f, options_.area.height - tallest);
        held_ = options_.area.inset(0, std::floor(spare_height / 2));
        // Words keep their size, so that things grow less than the panel.
        const rect& a = options_.area;
        const float spare = std::min(a.width / 742, a.height / 372) - 1.15f;
        made_.grown = 1 + 0.5f * std::clamp(spare, 0.0f, 1.0f);
        made_.flow = held_;
        const bool low = options_.area.height < 220;
        const float usual = low ? 48.0f : 76.0f;
        const float least = options_.hang ? std::min(116.0f, options_.area.height * 0.48f) : usual;
        const float band = std::clamp(
            std::floor(held_.height * 0.25f), std::floor(least), std::max(96.0f, least)
        );
        made_.band = made_.flow.cut_bottom(band, low ? 8 : band_gap);
        measure();
        // Not wider than what stands above it, as far as it has room there.
        const float total = std::accumulate(widths_.begin(), widths_.end(), 0.0f);
        const float beside = made_.flow.width - std::max(total, std::min(made_.flow.width, 900.0f));
        made_.band = made_.band.inset(std::floor(beside / 2), 0);
        if (!options_.hang && plan_.bench.empty()) free_last_column();
        for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
            i % 2 == 0 ? seat_actors(i) : place_objects(i);
        }
        level_cards();
        share_band();
        return made_;
    }

private:
    void measure() {
        std::vector<span> spans;
        for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
            const plan::column& column = plan_.columns[i];
            spans.push_back(i % 2 == 0 ? actors_span(column) : objects_span(parts_, column));
            if (i + 1 < plan_.columns.size()) spans.push_back(lane_span(plan_, i));
        }
        for (span& one : spans) {
            one.natural *= made_.grown;
            one.most *= made_.grown;
        }
        widths_ = fit(spans, made_.flow.width);
        const float total = std::accumulate(widths_.begin(), widths_.end(), 0.0f);
        left_ = std::floor(made_.flow.x + (made_.flow.width - total) / 2);
    }

    /// Where many stand close together in the last column of a low stage, the band ends before it,
    /// and the column has the stage's whole height.
    void free_last_column() {
        const std::size_t last = plan_.columns.size() - 1;
        const auto count = static_cast<float>(plan_.columns[last].actors.size());
        if (count <= 4 || made_.flow.height / count >= 36) return;
        constexpr float stopped = 23; // bars, or numbers in a queue, stand beside the cards
        const float left = column(last).x - stopped - 12;
        if (left - made_.band.x < 180) return; // too narrow to explain anything
        made_.band.width = left - made_.band.x;
        whole_column_ = last;
    }

    /// The column's (or, at odd numbers, the lane's) rectangle over the flow's height.
    rect strip(std::size_t number) const {
        float x = left_;
        for (std::size_t i = 0; i < number; ++i) x += widths_[i];
        return {x, made_.flow.y, widths_[number], made_.flow.height};
    }
    rect column(std::size_t i) const { return strip(2 * i); }
    rect lane_before(std::size_t i) const { return i == 0 ? rect{} : strip(2 * i - 1); }
    rect lane_after(std::size_t i) const {
        return i + 1 < plan_.columns.size() ? strip(2 * i + 1) : rect{};
    }

    static rect across(const rect& lane, const rect& card) {
        return lane.empty() ? rect{} : rect{lane.x, card.y, lane.width, card.height};
    }

    void seat_actors(std::size_t i) {
        const auto& actors = plan_.columns[i].actors;
        if (actors.empty()) return;
        rect place = column(i);
        if (i == whole_column_) place.height = held_.height;
        const stack form = stack_for(actors.size(), place.height, made_.grown);
        const auto n = static_cast<float>(actors.size());
        float y = std::floor(place.center().y - (n * form.height + (n - 1) * form.gap) / 2);
        for (const actor_number actor : actors) {
            const rect card{place.x, y, place.width, form.height};
            made_.seats[actor] = {
                card,
                form.density,
                across(lane_before(i), card),
                across(lane_after(i), card),
                false};
            y += form.height + form.gap;
        }
    }

    /// Who stands alone beside a single pipe stands level with it, so that the wire is straight.
    void level_cards() {
        for (std::size_t i = 0; i < plan_.columns.size(); i += 2) {
            const auto& actors = plan_.columns[i].actors;
            const plan::column& next = plan_.columns[i == 0 ? 1 : i - 1];
            if (actors.size() != 1 || next.objects.size() != 1) continue;
            const auto pipe = made_.pipes.find(next.objects.front());
            if (pipe == made_.pipes.end()) continue;
            seat& at = made_.seats.at(actors.front());
            const float lowest = made_.flow.bottom() - at.card.height;
            const float y = std::floor(pipe->second.center().y - at.card.height / 2);
            at.card.y = std::clamp(y, made_.flow.y, std::max(made_.flow.y, lowest));
            at.lane_before = across(at.lane_before, at.card);
            at.lane_after = across(at.lane_after, at.card);
        }
    }

    void place_objects(std::size_t i) {
        const auto& objects = plan_.columns[i].objects;
        rect rest = column(i);
        const float share =
            rest.height / static_cast<float>(std::max<std::size_t>(1, objects.size()));
        for (const object_id one : objects) {
            rect place = rest.cut_top(share);
            const object_id lock = lock_before(parts_, one);
            if (lock) {
                const bool after = parts_.guards.at(lock).way == cast::link::direction::receives;
                const float width = std::clamp(std::floor(place.width * 0.32f), 52.0f, 72.0f);
                rect strip = after ? place.cut_right(width) : place.cut_left(width);
                if (share < 146) strip.cut_top(27); // for its word
                const float height = std::min(88.0f, strip.height - 2);
                made_.locks[lock] = ui::centered(strip.center(), width, height);
            }
            const bool alone = std::ranges::find(parts_.locks, one) != parts_.locks.end();
            if (alone) {
                place.cut_top(30); // for its word
                made_.locks[one] = centered(place.center(), 72, std::min(88.0f, place.height - 4));
            } else {
                const float height = share - 2 * words_above_pipe;
                const bool tight = height < (has_many_slots(one) ? 110 : 40);
                if (tight) {
                    place.cut_top(words_above_pipe);
                    if (!has_many_slots(one)) place.height = std::min(place.height, 52.0f);
                }
                made_.pipes[one] = tight ? place : centered(place.center(), place.width, height);
            }
        }
    }

    bool has_many_slots(object_id channel) const {
        const auto bound = parts_.bounds.find(channel);
        return bound != parts_.bounds.end() && bound->second > 16
            && bound->second != chan::probe::unbounded;
    }

    void share_band() {
        rect rest = made_.band;
        const auto count = static_cast<float>(plan_.bench.size());
        const bool narrow = options_.area.width < 620;
        const float numbers = options_.hang ? 0 : width_of(options_.numbers, narrow);
        const float gap = narrow ? 12 : 24;
        if (count == 0) {
            if (numbers > 0) made_.numbers = rest.cut_right(numbers, gap);
            made_.info = rest;
            return;
        }
        if (narrow || options_.hang || count > 2) {
            const std::size_t rows = count > 3 ? 2 : 1;
            const float columns = std::ceil(count / static_cast<float>(rows));
            const float share = count > 3 ? 0.75f : count > 1 ? 0.55f : 0.32f;
            const float width = std::floor(std::min(160.0f, rest.width * share / columns));
            const float height =
                (rest.height - 6 * static_cast<float>(rows - 1)) / static_cast<float>(rows);
            for (std::size_t i = 0; i < plan_.bench.size(); i += rows) {
                rect place = rest.cut_left(width - 8, 8);
                for (std::size_t row = 0; row < rows && i + row < plan_.bench.size(); ++row) {
                    bench(plan_.bench[i + row], place.cut_top(height, 6));
                }
            }
            rest.cut_left(4);
            if (numbers > 0 && count == 1) made_.numbers = rest.cut_right(numbers, 8);
            made_.info = rest;
            return;
        }
        const float width = std::min(180.0f, rest.width * 0.26f);
        rect seats = centered(rest.center(), width * count + gap * (count - 1), rest.height);
        const float beside = seats.x - rest.x - gap;
        if (numbers > 0) made_.numbers = rest.cut_right(std::min(numbers, beside), 0);
        made_.info = rest.cut_left(beside);
        for (const actor_number actor : plan_.bench) bench(actor, seats.cut_left(width, gap));
    }

    static float width_of(figures numbers, bool narrow) {
        switch (numbers) {
        case figures::none:
            return 0;
        case figures::stats:
            return narrow ? 168 : 212;
        case figures::results:
            return narrow ? 264 : 320;
        }
        return 0;
    }

    void bench(actor_number actor, const rect& place) {
        const float height = std::min(92.0f, place.height);
        const rect card{place.x, place.bottom() - height, place.width, height};
        const density form = height >= 84 ? density::tall
            : height >= 50                ? density::medium
                                          : density::slim;
        made_.seats[actor] = {card, form, {}, {}, true};
    }

    const cast& parts_;
    const ground_options& options_;
    plan plan_;
    ground made_;
    rect held_; // what of the area is used
    std::vector<float> widths_;
    float left_ = 0;
    std::optional<std::size_t> whole_column_;
};

} // namespace

ground ground_of(const cast& parts, const ground_options& options) {
    return builder(parts, options).build();
}

} // namespace app::stage
