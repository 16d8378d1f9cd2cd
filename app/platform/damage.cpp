#include "app/platform/damage.hpp"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace app::platform {

namespace {

constexpr std::uint64_t odd[] = {
    0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93};

// Two areas become one where that adds at most so many tiles: to draw an area costs as much.
constexpr int cheap_tiles = 12;

std::uint64_t word(const void* from, std::size_t bytes) {
    std::uint64_t all = 0;
    std::memcpy(&all, from, bytes);
    return all;
}

std::uint64_t mixed(std::uint64_t h) {
    h *= odd[0];
    return h ^ (h >> 32);
}

std::uint64_t hash_of(const ImDrawVert& v) {
    const std::uint64_t place = word(&v.pos, sizeof v.pos) * odd[1];
    const std::uint64_t texel = word(&v.uv, sizeof v.uv) * odd[2];
    return mixed((place ^ std::rotl(texel, 31)) + v.col * odd[3]);
}

std::uint64_t hash_of(const ImDrawCmd& command, const area& clip) {
    std::uint64_t h = word(&clip, 8) * odd[1] ^ std::rotl(word(&clip.right, 8) * odd[2], 31);
#if IMGUI_VERSION_NUM < 19200 // later, textures are known by their updates (screen.cpp)
    const ImTextureID texture = command.GetTexID();
    h += word(&texture, sizeof texture) * odd[3];
#endif
    const ImDrawCallback call = command.UserCallback;
    return mixed(h + word(&call, sizeof call));
}

// left, top, -right, -bottom of a box of tiles, the last ones included: the least of all four at
// once is the box around boxes, the greatest is what boxes have in common.
using sides = std::int16_t __attribute__((vector_size(8)));

sides least(sides a, sides b) {
    return a < b ? a : b;
}
sides greatest(sides a, sides b) {
    return a > b ? a : b;
}
sides sides_of(std::uint64_t packed) {
    return std::bit_cast<sides>(packed);
}
std::uint64_t packed(sides four) {
    return std::bit_cast<std::uint64_t>(four);
}
std::int16_t narrow(int tile) {
    return static_cast<std::int16_t>(tile);
}

// What is no number, or far away, is just outside.
float near(float pixels, int tiles) {
    return pixels > -1 ? std::min(pixels, static_cast<float>(tiles * damage::tile)) : -1.0f;
}

// A point as a box: it begins in the tile right of it and ends in the one left of it, which differ
// on an edge.
sides point_at(const ImVec2& point, int across, int down) {
    static_assert(damage::tile == 1 << 5);
    const auto before = [](float place, int inside) {
        return inside - static_cast<int>(static_cast<float>(inside) == place);
    };
    const float x = near(point.x, across);
    const float y = near(point.y, down);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    return sides{
        narrow(left >> 5),
        narrow(top >> 5),
        narrow(-(before(x, left) >> 5)),
        narrow(-(before(y, top) >> 5))};
}

// The tiles that have pixels within the clip rectangle.
sides sides_of(const area& clip) {
    if (clip.left >= clip.right || clip.top >= clip.bottom) {
        return sides{1, 1, 0, 0};
    }
    const auto tile_of = [](int pixel) { return narrow(pixel / damage::tile); };
    return sides{
        tile_of(clip.left),
        tile_of(clip.top),
        narrow(-tile_of(clip.right - 1)),
        narrow(-tile_of(clip.bottom - 1))};
}

int tiles_in(const area& a) {
    return (a.right - a.left) * (a.bottom - a.top);
}

area around(const area& a, const area& b) {
    return {
        std::min(a.left, b.left),
        std::min(a.top, b.top),
        std::max(a.right, b.right),
        std::max(a.bottom, b.bottom)};
}

bool overlap(const area& a, const area& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

} // namespace

std::span<const area> damage::follow(const ImDrawData& frame, std::uint32_t ground) {
    const int width = static_cast<int>(frame.DisplaySize.x);
    const int height = static_cast<int>(frame.DisplaySize.y);
    if (width != width_ || height != height_) {
        width_ = width;
        height_ = height;
        across_ = (width + tile - 1) / tile;
        down_ = (height + tile - 1) / tile;
        forget();
    }
    tiles_.assign(static_cast<std::size_t>(across_ * down_), mixed(ground));
    hash(frame);
    gather();
    merge();
    area_of_.assign(tiles_.size(), static_cast<std::uint8_t>(most));
    for (std::size_t i = 0; i < areas_.size(); ++i) {
        area& one = areas_[i];
        for (int y = one.top; y < one.bottom; ++y) {
            const auto row = area_of_.begin() + y * across_;
            std::fill(row + one.left, row + one.right, static_cast<std::uint8_t>(i));
        }
        one = {
            one.left * tile,
            one.top * tile,
            std::min(one.right * tile, width_),
            std::min(one.bottom * tile, height_)};
    }
    std::swap(tiles_, last_);
    return areas_;
}

void damage::hash(const ImDrawData& frame) {
    reaches_.clear();
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        const ImDrawList& list = *frame.CmdLists[i];
        marks_.resize(static_cast<std::size_t>(list.VtxBuffer.Size));
        mark* next = marks_.data();
        for (const ImDrawVert& vertex : list.VtxBuffer) {
            *next++ = {hash_of(vertex), packed(point_at(vertex.pos, across_, down_))};
        }
        for (const ImDrawCmd& command : list.CmdBuffer) {
            hash(list, command);
        }
    }
}

void damage::hash(const ImDrawList& list, const ImDrawCmd& command) {
    const area clip = clip_of(command);
    const sides seen = sides_of(clip);
    const std::uint64_t seed = hash_of(command, clip);
    const ImDrawIdx* corner = list.IdxBuffer.Data + command.IdxOffset;
    const mark* marks = marks_.data() + command.VtxOffset;
    const std::size_t before = reaches_.size();
    reaches_.resize(before + command.ElemCount / 3);
    for (reach* out = reaches_.data() + before; out != reaches_.data() + reaches_.size(); ++out) {
        const mark& a = marks[corner[0]];
        const mark& b = marks[corner[1]];
        const mark& c = marks[corner[2]];
        corner += 3;
        const sides box =
            greatest(least(least(sides_of(a.at), sides_of(b.at)), sides_of(c.at)), seen);
        const reach at{box[0], box[1], narrow(-box[2]), narrow(-box[3])};
        *out = at;
        const std::uint64_t h = seed + a.hash + std::rotl(b.hash, 21) + std::rotl(c.hash, 42);
        for (int y = at.top; y <= at.bottom; ++y) {
            std::uint64_t* row = tiles_.data() + y * across_;
            for (int x = at.left; x <= at.right; ++x) {
                row[x] = mixed(std::rotl(row[x], 23) ^ h);
            }
        }
    }
}

area damage::clip_of(const ImDrawCmd& command) const {
    const ImVec4& clip = command.ClipRect;
    const auto whole = [](float pixels) {
        return static_cast<int>(std::clamp(pixels, -30'000.0f, 30'000.0f));
    };
    const int left = whole(clip.x);
    const int below = whole(static_cast<float>(height_) - clip.w);
    const int right = left + whole(clip.z - clip.x);
    const int top = height_ - below - whole(clip.w - clip.y);
    return {
        std::max(left, 0),
        std::max(top, 0),
        std::min(right, width_),
        std::min(height_ - below, height_)};
}

/// Runs of tiles that differ; equal runs in rows under each other are one area.
void damage::gather() {
    areas_.clear();
    if (last_.empty()) {
        areas_.push_back({0, 0, across_, down_});
        return;
    }
    for (int y = 0; y < down_; ++y) {
        const std::uint64_t* now = tiles_.data() + y * across_;
        const std::uint64_t* before = last_.data() + y * across_;
        for (int x = 0; x < across_; ++x) {
            if (now[x] == before[x]) {
                continue;
            }
            const int from = x;
            while (x < across_ && now[x] != before[x]) {
                ++x;
            }
            const auto above = std::ranges::find_if(areas_, [&](const area& one) {
                return one.bottom == y && one.left == from && one.right == x;
            });
            if (above != areas_.end()) {
                above->bottom = y + 1;
            } else {
                areas_.push_back({from, y, x, y + 1});
            }
        }
    }
}

/// Until none overlap, none are close together, and there are few.
void damage::merge() {
    if (areas_.size() > most * 8) { // …then it is not worth the search
        area all = areas_.front();
        for (const area& one : areas_) {
            all = around(all, one);
        }
        areas_.assign(1, all);
    }
    for (int allowed = cheap_tiles;; allowed *= 2) {
        for (std::size_t i = 0; i < areas_.size(); ++i) {
            for (std::size_t j = i + 1; j < areas_.size(); ++j) {
                const area& a = areas_[i];
                const area& b = areas_[j];
                const area both = around(a, b);
                if (overlap(a, b) || tiles_in(both) - tiles_in(a) - tiles_in(b) <= allowed) {
                    areas_[i] = both;
                    areas_.erase(areas_.begin() + static_cast<std::ptrdiff_t>(j));
                    i = std::size_t(-1); // it may now reach others
                    break;
                }
            }
        }
        if (areas_.size() <= most) {
            return;
        }
    }
}

} // namespace app::platform
