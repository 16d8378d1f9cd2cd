// Each outer library is there, linked whole, and does the one thing we have it for.
#include "third_party/fonts.hpp"

#include <CLI/CLI.hpp>
#include <glad/gl.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <nlohmann/json.hpp>
#include <stb_image.h>
#include <stb_image_write.h>

#include <GLFW/glfw3.h>
#include <array>
#include <cstring>
#include <vector>

namespace {

namespace fonts = third_party::fonts;

TEST(third_party, fonts_are_whole_files) {
    for (auto font : {fonts::inter_regular(), fonts::inter_semibold()}) {
        ASSERT_GT(font.size(), 100'000u);
        EXPECT_EQ(std::memcmp(font.data(), "OTTO", 4), 0);
    }
    for (auto font : {fonts::jetbrains_mono_regular(), fonts::jetbrains_mono_bold()}) {
        ASSERT_GT(font.size(), 100'000u);
        EXPECT_EQ(std::memcmp(font.data(), "\0\1\0\0", 4), 0);
    }
}

TEST(third_party, imgui_reads_each_font) {
    ImGui::CreateContext();
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    auto add = [&](std::span<const std::byte> font) {
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        auto* bytes = const_cast<std::byte*>(font.data());
        return atlas.AddFontFromMemoryTTF(bytes, static_cast<int>(font.size()), 16, &config);
    };
    const std::array words{add(fonts::inter_regular()), add(fonts::inter_semibold())};
    const std::array code{add(fonts::jetbrains_mono_regular()), add(fonts::jetbrains_mono_bold())};
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    ASSERT_NE(pixels, nullptr);
    auto length = [](ImFont* font, const char* text) {
        return font->CalcTextSizeA(16, 1000, 0, text).x;
    };
    for (ImFont* font : words) {
        EXPECT_GT(length(font, "W"), length(font, "i"));
    }
    for (ImFont* font : code) {
        EXPECT_EQ(length(font, "W"), length(font, "i"));
        EXPECT_GT(length(font, "W"), 0);
    }
    const char* sentence = "The quick brown fox jumps over the lazy dog";
    EXPECT_NE(length(words[0], sentence), length(words[1], sentence));
    ImGui::DestroyContext();
}

TEST(third_party, the_backends_are_linked) {
    EXPECT_NE(&ImGui_ImplGlfw_InitForOpenGL, nullptr);
    EXPECT_NE(&ImGui_ImplOpenGL3_RenderDrawData, nullptr);
    EXPECT_NE(&gladLoadGL, nullptr);
    int major = 0;
    glfwGetVersion(&major, nullptr, nullptr);
    EXPECT_EQ(major, 3);
}

TEST(third_party, a_picture_is_written_and_read_back) {
    const std::array<unsigned char, 12> pixels{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    std::vector<unsigned char> file;
    auto append = [](void* to, void* data, int size) {
        const auto* bytes = static_cast<unsigned char*>(data);
        static_cast<std::vector<unsigned char>*>(to)->insert(
            static_cast<std::vector<unsigned char>*>(to)->end(), bytes, bytes + size
        );
    };
    ASSERT_NE(stbi_write_png_to_func(append, &file, 2, 2, 3, pixels.data(), 6), 0);
    int width = 0, height = 0, channels = 0;
    stbi_uc* read = stbi_load_from_memory(
        file.data(), static_cast<int>(file.size()), &width, &height, &channels, 3
    );
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(width * 100 + height * 10 + channels, 223);
    EXPECT_EQ(std::memcmp(read, pixels.data(), pixels.size()), 0);
    stbi_image_free(read);
}

TEST(third_party, options_and_json_are_parsed) {
    CLI::App app;
    int seed = 0;
    app.add_option("--seed", seed);
    app.parse("--seed 7");
    EXPECT_EQ(seed, 7);
    EXPECT_EQ(nlohmann::json::parse(R"({"a": [1, 2]})")["a"][1], 2);
}

} // namespace
