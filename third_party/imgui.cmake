# third_party::imgui, Dear ImGui 1.86 or newer with its GLFW and OpenGL 3 backends:
# <imgui.h>, <imgui_impl_glfw.h>, <imgui_impl_opengl3.h>, <imgui_freetype.h>. Debian's and vcpkg's
# library has the backends inside; Conan brings them as sources, which are compiled here.
find_package(imgui QUIET CONFIG)
if(TARGET imgui::imgui)
    set(imgui_link imgui::imgui)
    get_target_property(imgui_hints imgui::imgui INTERFACE_INCLUDE_DIRECTORIES)
    list(APPEND imgui_hints ${imgui_LIB_DIRS_RELEASE}/.. ${imgui_PACKAGE_FOLDER_RELEASE})
else()
    find_library(CHANSCOPE_IMGUI_LIBRARY imgui)
    if(CHANSCOPE_IMGUI_LIBRARY)
        set(imgui_link "${CHANSCOPE_IMGUI_LIBRARY}")
    endif()
endif()
find_path(CHANSCOPE_IMGUI_INCLUDE imgui.h HINTS ${imgui_hints} PATH_SUFFIXES imgui)
find_path(
    CHANSCOPE_IMGUI_BACKENDS
    imgui_impl_glfw.h
    HINTS ${CHANSCOPE_IMGUI_INCLUDE} ${imgui_hints}
    PATH_SUFFIXES backends imgui/backends res/bindings
)
if(NOT imgui_link OR NOT CHANSCOPE_IMGUI_INCLUDE OR NOT CHANSCOPE_IMGUI_BACKENDS)
    third_party_missing(
        "Dear ImGui 1.86 or newer with its GLFW and OpenGL 3 backends" "libimgui-dev"
        "provide the CMake package imgui with the features glfw-binding and opengl3-binding"
    )
endif()
find_package(Freetype QUIET)
if(NOT TARGET Freetype::Freetype)
    third_party_missing("FreeType" "libfreetype-dev" "provide the CMake package Freetype")
endif()

if(EXISTS "${CHANSCOPE_IMGUI_BACKENDS}/imgui_impl_glfw.cpp")
    add_library(
        third_party_imgui_backends STATIC
        "${CHANSCOPE_IMGUI_BACKENDS}/imgui_impl_glfw.cpp"
        "${CHANSCOPE_IMGUI_BACKENDS}/imgui_impl_opengl3.cpp"
    )
    target_include_directories(
        third_party_imgui_backends SYSTEM
        PUBLIC "${CHANSCOPE_IMGUI_INCLUDE}" "${CHANSCOPE_IMGUI_BACKENDS}"
    )
    target_link_libraries(third_party_imgui_backends PUBLIC ${imgui_link} glfw)
    list(PREPEND imgui_link third_party_imgui_backends)
endif()
third_party_target(
    imgui
    LINK ${imgui_link} third_party::glfw third_party::stb Freetype::Freetype ${CMAKE_DL_LIBS}
    INCLUDE "${CHANSCOPE_IMGUI_INCLUDE}" "${CHANSCOPE_IMGUI_BACKENDS}"
)
