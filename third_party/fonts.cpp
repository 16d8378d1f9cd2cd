// The fonts' bytes, put into the read-only data by the assembler from the list that fonts.cmake
// writes (fonts.inc: one .incbin per file between two labels).
#include "third_party/fonts.hpp"

#include "fonts.inc"

// One font's labels, as the assembler knows them.
#define LABELS(name)                                                                               \
    extern const std::byte name##_begin[] asm("font_" #name);                                      \
    extern const std::byte name##_end[] asm("font_" #name "_end")
extern "C" {
LABELS(inter_regular);
LABELS(inter_semibold);
LABELS(jetbrains_mono_regular);
LABELS(jetbrains_mono_bold);
}
#undef LABELS

namespace third_party::fonts {

std::span<const std::byte> inter_regular() { return {inter_regular_begin, inter_regular_end}; }
std::span<const std::byte> inter_semibold() { return {inter_semibold_begin, inter_semibold_end}; }
std::span<const std::byte> jetbrains_mono_regular() {
    return {jetbrains_mono_regular_begin, jetbrains_mono_regular_end};
}
std::span<const std::byte> jetbrains_mono_bold() {
    return {jetbrains_mono_bold_begin, jetbrains_mono_bold_end};
}

} // namespace third_party::fonts
