# third_party::stb: <stb_image.h> and <stb_image_write.h>, with their implementation linked: never
# define theirs. Debian has a library with it; where there are headers only, it is compiled here.
# And <stb_textedit.h>, which is a template in C: its user defines STB_TEXTEDIT_IMPLEMENTATION.
find_package(stb QUIET CONFIG)
if(TARGET stb::stb)
    get_target_property(stb_include stb::stb INTERFACE_INCLUDE_DIRECTORIES)
endif()
find_path(CHANSCOPE_STB_INCLUDE stb_image_write.h HINTS ${stb_include} PATH_SUFFIXES stb)
find_library(CHANSCOPE_STB_LIBRARY stb)
if(NOT CHANSCOPE_STB_INCLUDE)
    third_party_missing("stb" "libstb-dev" "provide its headers on CMAKE_PREFIX_PATH")
endif()

if(CHANSCOPE_STB_LIBRARY)
    set(stb_library "${CHANSCOPE_STB_LIBRARY}")
else()
    set(stb_library third_party_stb_images)
    set(stb_source "${CMAKE_CURRENT_BINARY_DIR}/stb_images.c")
    file(
        CONFIGURE
        OUTPUT "${stb_source}"
        CONTENT
            "#define STB_IMAGE_IMPLEMENTATION\n#include <stb_image.h>\n\
#define STB_IMAGE_WRITE_IMPLEMENTATION\n#include <stb_image_write.h>\n"
    )
    add_library(third_party_stb_images STATIC "${stb_source}")
    target_include_directories(third_party_stb_images SYSTEM PUBLIC "${CHANSCOPE_STB_INCLUDE}")
    target_link_libraries(third_party_stb_images PUBLIC m)
endif()
third_party_target(stb LINK ${stb_library} INCLUDE "${CHANSCOPE_STB_INCLUDE}")
