// Where a frame differs from the last one: for renderers that pay for every pixel.
//
// The window is seen in square tiles. Each has a hash of all triangles that may touch it, in the
// order of drawing, so that a tile whose hash is as before looks as before. (This is how terminals
// and software renderers find what to draw again.) The tiles that differ are gathered into a few
// areas, which do not overlap. It knows nothing of OpenGL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace app::platform {

/// Whole pixels from the window's top left corner; `right` and `bottom` are just outside.
struct area {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    friend bool operator==(const area&, const area&) = default;
};

/// The tiles that a triangle may touch, from the first to the last.
struct reach {
    std::int16_t left = 1;
    std::int16_t top = 1;
    std::int16_t right = 0;
    std::int16_t bottom = 0;

    [[nodiscard]] bool none() const { return left > right || top > bottom; }
};

class damage {
public:
    static constexpr int tile = 32;         // pixels
    static constexpr std::size_t most = 12; // areas

    /// Takes in a frame. Returns where it differs from the one before: everywhere after a change
    /// of the size or of the ground under all that is drawn, and after forget().
    std::span<const area> follow(const ImDrawData& frame, std::uint32_t ground);
    /// What the window shows is not known any more.
    void forget() { last_.clear(); }

    // Of the frame taken in last:
    [[nodiscard]] std::span<const area> areas() const { return areas_; }
    /// Of all its triangles, in the order of drawing.
    [[nodiscard]] std::span<const reach> reaches() const { return reaches_; }
    /// The pixels that a command of it may touch: its clip rectangle, rounded as the OpenGL
    /// renderer does for glScissor, so that what is cut further stays the same to the pixel.
    [[nodiscard]] area clip_of(const ImDrawCmd& command) const;
    /// The area that has this tile, as an index; `most` for none.
    [[nodiscard]] std::size_t area_at(int across, int down) const {
        return area_of_[static_cast<std::size_t>(down * across_ + across)];
    }

private:
    struct mark { // of a vertex
        std::uint64_t hash;
        std::uint64_t at; // the tiles that it is in
    };

    void hash(const ImDrawData& frame);
    void hash(const ImDrawList& list, const ImDrawCmd& command);
    void gather();
    void merge();

    int width_ = 0;
    int height_ = 0;
    int across_ = 0; // tiles
    int down_ = 0;
    std::vector<std::uint64_t> tiles_; // row by row
    std::vector<std::uint64_t> last_;  // empty: not known
    std::vector<mark> marks_;
    std::vector<reach> reaches_;
    std::vector<area> areas_; // in tiles until they are complete
    std::vector<std::uint8_t> area_of_;
};

} // namespace app::platform
