// The transcript: one line for each event that matters, the same for live and stepped runs.
#include "core/export/transcript.hpp"
#include "tests/model/script.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace {

using namespace tests;

std::string transcript(const script& run, const chan::exporter::transcript_options& how = {}) {
    std::ostringstream text;
    write_transcript(text, run.log(), how);
    return text.str();
}

script backpressure(bool live) {
    script run;
    const ends one = run.channel(0, 1, 1);
    const actor_number producer = run.spawn(0, "producer");
    run.move(one.tx, producer);
    const message_id first = run.sends(producer, one, one.tx, "1");
    const message_id second = run.offers(producer, one, one.tx, "2");
    run.registers(producer).number = live ? 0 : 1;
    run.pass(250);
    run.announce(0, op::recv, one.channel, one.rx);
    run.tell(0, kind::message_received, one, first, "1");
    run.tell(producer, kind::message_sent, one, second, "2");
    fact& printed = run.fact_of(0, kind::printed);
    printed.number = 0;
    printed.label = "got the first o";
    return run;
}

TEST(transcript, tells_each_event_that_matters_once) {
    EXPECT_EQ(
        transcript(backpressure(true)),
        "Times are the program's, as on the timeline: sleeping and working take them, and waiting\n"
        "for those who do; what else is done takes none.\n"
        "\n"
        "    0.000 s  main      starts\n"
        "    0.000 s  main      makes sync_channel(1) on line 1\n"
        "    0.000 s  main      spawns producer\n"
        "    0.000 s  producer  sends 1: 1 of 1 places taken\n"
        "    0.000 s  producer  waits in send(2): the only place is taken\n"
        "    0.250 s  main      receives 1: 0 of 1 places taken\n"
        "    0.250 s  producer  sends 2: 1 of 1 places taken\n"
        "    0.250 s  main      prints \"got the first o\"\n"
    );
}

TEST(transcript, is_the_same_live_and_stepped) {
    EXPECT_EQ(transcript(backpressure(true)), transcript(backpressure(false)));
}

TEST(transcript, prints_whole_lines_where_it_has_them) {
    const std::vector<std::string> output{"got the first of all messages"};
    const std::string text = transcript(backpressure(true), {.output = output});
    EXPECT_NE(text.find("prints \"got the first of all messages\""), std::string::npos);
}

TEST(transcript, says_whose_lines_it_names) {
    const std::string text = transcript(backpressure(true), {.listing = "the Rust listing"});
    EXPECT_NE(text.find("\nLines are those of the Rust listing.\n\n"), std::string::npos) << text;
}

TEST(transcript, hang_ends_with_its_explanation) {
    script run;
    const ends one = run.channel(0, unbounded, 1);
    run.waits_to_receive(0, one);
    run.ends_as(1);
    const std::string text = transcript(run);
    const auto hang = text.find("Nobody can ever go on: the run hangs");
    const auto cause = text.find("The last sender is main's own tx, made on line 1");
    ASSERT_NE(hang, std::string::npos);
    ASSERT_NE(cause, std::string::npos);
    EXPECT_LT(hang, cause);
}

} // namespace
