// The properties, one function each.
#include "tests/stage/checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace app::stage {

namespace {

struct named_area {
    std::string name;
    rect area;
};

template <class Thing, class Key, class Place>
void expect_no_jump(
    const std::vector<Thing>& before,
    const std::vector<Thing>& after,
    Key key,
    Place place,
    float most,
    const std::string& where
) {
    for (const Thing& now : after) {
        const auto then = std::ranges::find_if(before, [&](const Thing& one) {
            return std::invoke(key, one) == std::invoke(key, now);
        });
        if (then == before.end()) {
            EXPECT_LT(now.opacity, 0.05f) << where << ": something is there all at once";
        } else {
            const bool unseen = then->opacity < 0.02f && now.opacity < 0.02f;
            EXPECT_TRUE(unseen || distance(place(*then), place(now)) < most)
                << where << ": it jumps by " << distance(place(*then), place(now));
            EXPECT_LT(std::abs(then->opacity - now.opacity), 0.05f) << where << ": it flickers";
        }
    }
    for (const Thing& then : before) {
        const bool stays = std::ranges::any_of(after, [&](const Thing& one) {
            return std::invoke(key, one) == std::invoke(key, then);
        });
        EXPECT_TRUE(stays || then.opacity < 0.05f) << where << ": it is gone all at once";
    }
}

/// All that needs its own place.
std::vector<named_area> solid_things(const picture& of) {
    std::vector<named_area> all;
    for (const card& one : of.cards) {
        all.push_back({"card of " + one.name, one.area});
        if (!one.tally.empty()) all.push_back({"tally of " + one.name, one.tally_area});
    }
    for (const pipe& one : of.pipes) {
        all.push_back({"pipe " + one.words.caption, one.area});
        all.push_back({"words of " + one.words.caption, one.words_area});
    }
    for (const lock_card& one : of.locks) {
        all.push_back({"lock", one.area});
        all.push_back({"words of the lock", one.words_area});
    }
    for (const bar& one : of.bars) all.push_back({"bar", one.area});
    if (!of.info.empty()) all.push_back({"place of the explanation", of.info});
    if (!of.numbers.empty()) all.push_back({"place of the numbers", of.numbers});
    return all;
}

bool inside(const rect& outer, const rect& r) {
    return r.x >= outer.x - 0.01f && r.y >= outer.y - 0.01f && r.right() <= outer.right() + 0.01f
        && r.bottom() <= outer.bottom() + 0.01f;
}

rect square(point center, float size) {
    return ui::centered(center, size, size);
}

} // namespace

std::string say(const rect& r) {
    return "(" + std::to_string(r.x) + ", " + std::to_string(r.y) + ", " + std::to_string(r.width)
        + " x " + std::to_string(r.height) + ")";
}

void check_places(const picture& of, const std::string& where) {
    const std::vector<named_area> all = solid_things(of);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(inside(of.area, all[i].area)) << where << ": " << all[i].name << " "
                                                  << say(all[i].area) << " leaves " << say(of.area);
        for (std::size_t j = 0; j < i; ++j) {
            const bool hands_meet =
                all[i].name == "bar" && all[j].name.starts_with("pipe sync_channel(0)");
            EXPECT_TRUE(hands_meet || !all[i].area.inset(0.01f).overlaps(all[j].area))
                << where << ": " << all[i].name << " " << say(all[i].area) << " over "
                << all[j].name << " " << say(all[j].area);
        }
    }
}

void check_tokens(const picture& of, const std::string& where) {
    for (const token& one : of.tokens) {
        const rect area = square(one.center, one.size);
        EXPECT_TRUE(inside(of.area, area))
            << where << ": message " << one.label << " " << say(area);
        EXPECT_GT(one.size, 4) << where;
        if (one.where == token::place::piled) continue;
        for (const token& other : of.tokens) {
            if (&other == &one) break;
            const bool file = one.where == token::place::queued && other.where == one.where;
            if (other.where == token::place::piled || file) continue;
            EXPECT_FALSE(area.inset(0.01f).overlaps(square(other.center, other.size)))
                << where << ": message " << one.label << " over " << other.label;
        }
        for (const card& on : of.cards) {
            if (one.where == token::place::in_hand && on.area.contains(one.center)) continue;
            EXPECT_FALSE(area.overlaps(on.area))
                << where << ": " << one.label << " over " << on.name;
        }
        for (const bar& stop : of.bars) {
            EXPECT_FALSE(area.overlaps(stop.area)) << where << ": " << one.label << " over a bar";
        }
        for (const pipe& in : of.pipes) {
            if (one.where != token::place::offered || in.bound == 0) continue;
            EXPECT_FALSE(area.overlaps(in.area))
                << where << ": " << one.label << " is inside already";
            EXPECT_FALSE(area.overlaps(in.words_area))
                << where << ": " << one.label << " over words";
        }
    }
}

void check_slots(const picture& of, const chan::model::world& state, const std::string& where) {
    for (const pipe& one : of.pipes) {
        if (one.absent) continue; // there is no channel yet, and so no queue
        for (std::size_t i = 0; i < one.slots.size(); ++i) {
            EXPECT_TRUE(inside(one.area, one.slots[i])) << where << ": slot " << i;
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_FALSE(one.slots[i].overlaps(one.slots[j]))
                    << where << ": slots " << i << ", " << j;
            }
        }
        const auto& queue = state.find_channel(one.channel)->queue;
        for (std::size_t i = 0; i < queue.size() && !one.slots.empty(); ++i) {
            const auto at = std::ranges::find(of.tokens, queue[i].id, &token::message);
            ASSERT_NE(at, of.tokens.end()) << where;
            EXPECT_TRUE(one.slots[i].contains(at->center)) << where << ": message " << at->label;
        }
    }
}

/// Every actor, channel, lock, handle and message once, and nothing that is not there.
void check_identities(
    const picture& of, const chan::model::world& state, const std::string& where
) {
    for (const card& one : of.cards) {
        EXPECT_EQ(one.absent, state.find_actor(one.actor) == nullptr) << where;
    }
    const auto absent = std::ranges::count(of.cards, true, &card::absent);
    ASSERT_EQ(of.cards.size(), state.actors.size() + static_cast<std::size_t>(absent)) << where;
    for (const auto& who : state.actors) {
        EXPECT_EQ(std::ranges::count(of.cards, who.number, &card::actor), 1) << where;
    }
    for (const pipe& one : of.pipes) {
        EXPECT_EQ(one.absent, state.find_channel(one.channel) == nullptr) << where;
    }
    for (const lock_card& one : of.locks) {
        EXPECT_EQ(one.absent, state.find_lock(one.lock) == nullptr) << where;
    }
    for (const auto& channel : state.channels) {
        EXPECT_EQ(std::ranges::count(of.pipes, channel.id, &pipe::channel), 1) << where;
    }
    for (const auto& lock : state.locks) {
        EXPECT_EQ(std::ranges::count(of.locks, lock.id, &lock_card::lock), 1) << where;
    }
    ASSERT_EQ(of.chips.size(), state.handles.size()) << where;
    std::set<message_id> messages;
    std::size_t piled = 0, in_piles = 0;
    for (const auto& channel : state.channels) {
        for (const auto& message : channel.queue) messages.insert(message.id);
    }
    for (const auto& who : state.actors) {
        if (who.in_hand) messages.insert(*who.in_hand);
    }
    for (const pipe& one : of.pipes) piled += one.piled;
    std::set<message_id> drawn;
    for (const token& one : of.tokens) {
        EXPECT_TRUE(drawn.insert(one.message).second) << where << ": twice " << one.label;
        EXPECT_TRUE(messages.contains(one.message)) << where << ": from nowhere " << one.label;
        in_piles += one.where == token::place::piled;
        EXPECT_EQ(one.opacity, one.where == token::place::piled ? 0 : 1) << where;
    }
    EXPECT_EQ(drawn.size() - in_piles + piled, messages.size()) << where;
    for (const auto& handle : state.handles) {
        const auto chip = std::ranges::find(of.chips, handle.id, &chip::handle);
        ASSERT_NE(chip, of.chips.end()) << where << ": no chip for " << handle.name;
        EXPECT_EQ(chip->crossed, handle.alive ? 0 : 1) << where;
        if (handle.owner.kind != chan::probe::owner_kind::actor) continue;
        const auto owner =
            std::ranges::find(of.cards, static_cast<actor_number>(handle.owner.id), &card::actor);
        ASSERT_NE(owner, of.cards.end());
        EXPECT_TRUE(inside(owner->area, chip->area))
            << where << ": " << handle.name << " " << say(chip->area) << " not on " << owner->name;
    }
}

/// The actors' lines keep some room for their words.
void check_words(const picture& of, const std::string& where) {
    for (const card& one : of.cards) {
        EXPECT_GE(one.text_right - one.area.x, 44) << where << ": name of " << one.name;
    }
    for (const pipe& one : of.pipes) EXPECT_GE(one.words_area.width, 100) << where;
}

void check_continuous(const picture& a, const picture& b, const std::string& where, float most) {
    const auto area = [](const auto& one) { return one.area.center(); };
    const auto center = [](const auto& one) { return one.center; };
    expect_no_jump(a.cards, b.cards, &card::actor, area, most, where + " card");
    expect_no_jump(a.pipes, b.pipes, &pipe::channel, area, most, where + " pipe");
    expect_no_jump(a.locks, b.locks, &lock_card::lock, area, most, where + " lock");
    expect_no_jump(a.tokens, b.tokens, &token::message, center, most, where + " message");
    expect_no_jump(a.bars, b.bars, &bar::actor, area, most, where + " bar");
    expect_no_jump(a.tickets, b.tickets, &ticket::actor, center, most, where + " ticket");
    for (const chip& now : b.chips) {
        const auto then = std::ranges::find(a.chips, now.handle, &chip::handle);
        if (then != a.chips.end() && now.opacity >= 0.02f) {
            EXPECT_LT(distance(area(*then), area(now)), most) << where << " chip " << now.name;
            EXPECT_LT(std::abs(then->crossed - now.crossed), 0.05f) << where;
        }
    }
}

} // namespace app::stage
