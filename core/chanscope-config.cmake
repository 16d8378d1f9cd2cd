# What find_package(chanscope) reads: the channel library's targets and what they need.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/chanscope-targets.cmake")
