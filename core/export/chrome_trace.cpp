// The writer of the trace event format; every event is one JSON object on its own line.
#include "core/export/chrome_trace.hpp"

#include "core/export/names.hpp"
#include "core/model/apply.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace chan::exporter {

namespace {

using model::status;
using nlohmann::json;
using probe::kind;

constexpr int process = 1;

const char* state_name(status what) {
    switch (what) {
    case status::running:
        return "running";
    case status::waiting_send:
        return "waiting in send";
    case status::waiting_recv:
        return "waiting in recv";
    case status::waiting_select:
        return "waiting in select";
    case status::waiting_lock:
        return "waiting for a lock";
    case status::waiting_join:
        return "waiting for a thread";
    case status::sleeping:
        return "sleeping";
    case status::working:
        return "working";
    case status::finished:
        return "finished";
    case status::panicked:
        return "panicked";
    }
    return "";
}

class writer {
public:
    writer(std::ostream& into, const chrome_trace_options& how) : into_(into), how_(how) {}

    void write(const trace::log& log) {
        into_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
        put({{"ph", "M"}, {"name", "process_name"}, {"args", {{"name", how_.title}}}});
        for (const trace::event& event : log) {
            model::apply(state_, event);
            now_ = how_.axis == chrome_trace_options::axis::order
                ? static_cast<double>(event.order) * 1e3
                : static_cast<double>(event.shown_ns) / 1e3;
            tracks(event.fact);
            states();
            depths();
            arrows(event.fact);
        }
        for (const auto& [actor, open] : open_) {
            if (!model::is_over(open)) {
                put({{"ph", "E"}, {"tid", actor}, {"ts", now_}});
            }
        }
        into_ << "\n]}\n";
    }

private:
    void put(json one) {
        one["pid"] = process;
        into_ << (first_ ? "\n" : ",\n")
              << one.dump(-1, ' ', false, json::error_handler_t::replace);
        first_ = false;
    }

    void tracks(const probe::fact& what) {
        if (what.kind == kind::actor_spawned) {
            const json name = {{"name", actor_name(state_, what.number)}};
            put({{"ph", "M"}, {"name", "thread_name"}, {"tid", what.number}, {"args", name}});
            const json index = {{"sort_index", what.number}};
            put({{"ph", "M"}, {"name", "thread_sort_index"}, {"tid", what.number}, {"args", index}}
            );
        }
    }

    void states() {
        for (const model::actor& who : state_.actors) {
            const auto [place, is_new] = open_.try_emplace(who.number, who.status);
            if (!is_new && place->second == who.status) {
                continue;
            }
            if (!is_new && !model::is_over(place->second)) {
                put({{"ph", "E"}, {"tid", who.number}, {"ts", now_}});
            }
            place->second = who.status;
            json one = {{"name", state_name(who.status)}, {"cat", "state"}};
            one["tid"] = who.number;
            one["ts"] = now_;
            if (model::is_over(who.status)) {
                one["ph"] = "i"; // an instant on its own track
                one["s"] = "t";
            } else {
                one["ph"] = "B";
                if (const std::string call = call_words(who.pending); !call.empty()) {
                    one["args"] = {{"call", call}, {"line", who.pending.site.line}};
                }
            }
            put(std::move(one));
        }
    }

    void depths() {
        for (std::size_t i = 0; i < state_.channels.size(); ++i) {
            const model::channel& one = state_.channels[i];
            if (i < depth_.size() && depth_[i] == one.depth()) {
                continue;
            }
            depth_.resize(std::max(depth_.size(), i + 1));
            depth_[i] = one.depth();
            std::string name = "depth of " + channel_words(one);
            if (i > 0) {
                name += " #" + std::to_string(i + 1);
            }
            put({{"ph", "C"}, {"name", name}, {"ts", now_}, {"args", {{"queued", one.depth()}}}});
        }
    }

    void arrows(const probe::fact& what) {
        switch (what.kind) {
        case kind::message_sent:
            arrow("s", what, what.actor);
            break;
        case kind::message_received:
            arrow("f", what, what.actor);
            break;
        case kind::handed_over:
            arrow("s", what, what.actor);
            arrow("f", what, static_cast<model::actor_number>(what.number));
            break;
        default:
            break;
        }
    }

    void arrow(const char* end, const probe::fact& what, model::actor_number at) {
        json one = {{"ph", end}, {"cat", "message"}, {"name", message_name(what.label)}};
        one["id"] = what.message.value;
        one["tid"] = at;
        one["ts"] = now_;
        if (*end == 'f') {
            one["bp"] = "e"; // binds to the slice around it
        }
        put(std::move(one));
    }

    std::ostream& into_;
    const chrome_trace_options& how_;
    model::world state_;
    std::map<model::actor_number, status> open_; // the slice that is open on each track
    std::vector<std::uint32_t> depth_;           // last written, by channel
    double now_ = 0;                             // microseconds
    bool first_ = true;
};

} // namespace

void write_chrome_trace(
    std::ostream& into, const trace::log& log, const chrome_trace_options& how
) {
    writer(into, how).write(log);
}

} // namespace chan::exporter
