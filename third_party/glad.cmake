# third_party::glad, the loader of OpenGL 3.3 core: #include <glad/gl.h>, gladLoadGL(get_address).
# Generated into the build tree by glad 2's own program; without that, the package glad::glad, whose
# older form (glad/glad.h) gets a header that gives it the newer name.
find_program(CHANSCOPE_GLAD NAMES glad DOC "The generator of glad 2")
set(glad_out "${CMAKE_CURRENT_BINARY_DIR}/glad")

if(CHANSCOPE_GLAD)
    add_custom_command(
        OUTPUT "${glad_out}/src/gl.c" "${glad_out}/include/glad/gl.h"
        COMMAND
            "${CHANSCOPE_GLAD}" --api gl:core=3.3 --extensions "" --reproducible --quiet
            --out-path "${glad_out}" c
        COMMENT "Generating the OpenGL 3.3 loader"
        VERBATIM
    )
    add_library(
        third_party_glad_gl STATIC "${glad_out}/src/gl.c" "${glad_out}/include/glad/gl.h"
    )
    target_include_directories(third_party_glad_gl SYSTEM PUBLIC "${glad_out}/include")
    third_party_target(glad LINK third_party_glad_gl)
    add_dependencies(third_party_glad third_party_glad_gl)
    return()
endif()

find_package(glad QUIET)
if(NOT TARGET glad::glad)
    third_party_missing(
        "glad, the OpenGL loader" "python3-glad" "provide the program glad or the package glad"
    )
endif()
third_party_target(glad LINK glad::glad)
find_path(CHANSCOPE_GLAD_1 glad/glad.h)
find_path(CHANSCOPE_GLAD_2 glad/gl.h)
if(CHANSCOPE_GLAD_1 AND NOT CHANSCOPE_GLAD_2)
    file(
        CONFIGURE
        OUTPUT "${glad_out}/include/glad/gl.h"
        CONTENT
            "#pragma once\n#include <glad/glad.h>\n\
inline int gladLoadGL(void (*(*get_address)(const char*))()) {\n\
    return gladLoadGLLoader(reinterpret_cast<GLADloadproc>(get_address));\n}\n"
        @ONLY
    )
    target_include_directories(third_party_glad SYSTEM INTERFACE "${glad_out}/include")
endif()
