// Pictures into files, by stb_image_write. The encoder writes to memory, and the file is written
// here, so that an error can be told with its cause.
#include "app/platform/image.hpp"

#include <stb_image_write.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace app::platform {

namespace {

void append(void* to, void* data, int size) {
    const auto* bytes = static_cast<const char*>(data);
    static_cast<std::string*>(to)->append(bytes, static_cast<std::size_t>(size));
}

} // namespace

std::string unwritable(const std::filesystem::path& path, std::string_view cause) {
    return "cannot write the picture to \"" + path.string() + "\": " + std::string(cause) +
           "; give a path in an existing folder that you may write to";
}

pixel image::at(int x, int y) const {
    const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(x)) *
                    3;
    return {rgb.at(at), rgb.at(at + 1), rgb.at(at + 2)};
}

std::expected<void, std::string>
write_png(const image& picture, const std::filesystem::path& path) {
    std::string bytes;
    if (!stbi_write_png_to_func(
            append, &bytes, picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3
        )) {
        return std::unexpected("the picture is empty or too large");
    }
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(path.c_str(), "wb"), &std::fclose
    );
    if (!file) {
        return std::unexpected(std::strerror(errno));
    }
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() ||
        std::fclose(file.release()) != 0) {
        return std::unexpected(std::strerror(errno));
    }
    return {};
}

} // namespace app::platform
