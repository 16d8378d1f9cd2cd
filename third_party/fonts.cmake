# third_party::fonts, the typefaces embedded from their packages: "third_party/fonts.hpp". The
# assembler includes the files as they are, so nothing is converted and it compiles in no time.
set(fonts_asm "${CMAKE_CURRENT_BINARY_DIR}/fonts.inc")
set(fonts_text "")
set(fonts_files "")

function(third_party_font name file debian)
    string(TOUPPER "CHANSCOPE_FONT_${name}" variable)
    find_file(
        ${variable}
        ${file}
        PATHS /usr/share/fonts /usr/local/share/fonts "$ENV{HOME}/.local/share/fonts"
        PATH_SUFFIXES
            opentype/inter truetype/jetbrains-mono inter jetbrains-mono jetbrains-mono-fonts OTF TTF
    )
    if(NOT ${variable})
        third_party_missing("the font ${file}" "${debian}" "give its path as -D${variable}=")
    endif()
    string(
        APPEND
        fonts_text
        "asm(\".pushsection .rodata\\n.balign 16\\nfont_${name}: .incbin \\\"${${variable}}\\\"\\n\"\n\
    \"font_${name}_end: .byte 0\\n.popsection\\n\");\n"
    )
    set(fonts_text "${fonts_text}" PARENT_SCOPE)
    set(fonts_files "${fonts_files};${${variable}}" PARENT_SCOPE)
endfunction()

third_party_font(inter_regular Inter-Regular.otf fonts-inter)
third_party_font(inter_semibold Inter-SemiBold.otf fonts-inter)
third_party_font(jetbrains_mono_regular JetBrainsMono-Regular.ttf fonts-jetbrains-mono)
third_party_font(jetbrains_mono_bold JetBrainsMono-Bold.ttf fonts-jetbrains-mono)
file(CONFIGURE OUTPUT "${fonts_asm}" CONTENT "${fonts_text}" @ONLY)

add_library(third_party_fonts STATIC fonts.cpp)
add_library(third_party::fonts ALIAS third_party_fonts)
chanscope_target(third_party_fonts PUBLIC)
target_include_directories(third_party_fonts PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
set_source_files_properties(fonts.cpp PROPERTIES OBJECT_DEPENDS "${fonts_asm}${fonts_files}")
