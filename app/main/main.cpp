// The program begins here; everything it does is asked for on the command line.
#include "app/cli/main.hpp"

int main(int count, char** words) {
    return app::cli::main(count, words);
}
