# Build step: cmake -DOUT=file.cpp -DROOT=dir "-DFILES=a.cpp,b.rs" -P embed.cmake
# Writes a C++ source that holds the texts of the files, found by their path below ROOT.
string(REPLACE "," ";" files "${FILES}")
set(out "// Made by scenarios/embed.cmake from the lessons' sources.\n")
string(APPEND out "#include \"scenarios/embedded.hpp\"\n\n")
string(APPEND out "std::string_view scenarios::embedded_source(std::string_view path) {\n")
foreach(file IN LISTS files)
    file(READ "${ROOT}/${file}" text)
    string(APPEND out "    if (path == \"${file}\") {\n        return R\"listing(${text})listing\";\n    }\n")
endforeach()
string(APPEND out "    return {};\n}\n")
file(WRITE "${OUT}" "${out}")
