// The typefaces of the window, as the bytes of the font files that were found at build time: Inter
// (OpenType with CFF outlines) for words, JetBrains Mono (TrueType) for code, values and numbers.
// The bytes live as long as the program.
#pragma once

#include <cstddef>
#include <span>

namespace third_party::fonts {

std::span<const std::byte> inter_regular();
std::span<const std::byte> inter_semibold();
std::span<const std::byte> jetbrains_mono_regular();
std::span<const std::byte> jetbrains_mono_bold();

} // namespace third_party::fonts
