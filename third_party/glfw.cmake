# third_party::glfw, 3.3 or newer. Debian, vcpkg and Conan all export the target `glfw`.
find_package(glfw3 3.3 QUIET)
if(NOT TARGET glfw)
    third_party_missing("GLFW 3.3 or newer" "libglfw3-dev" "provide the CMake package glfw3")
endif()
third_party_target(glfw LINK glfw)
target_compile_definitions(third_party_glfw INTERFACE GLFW_INCLUDE_NONE)
