// Two frames of items: the one that is collected and the last complete one.
#include "app/ui/registry.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace app::ui {

namespace {

const item* topmost(const std::vector<item>& items, point p, int lowest) {
    const item* top = nullptr;
    for (const item& shown : items) {
        const bool above = !top || shown.layer >= top->layer;
        if (shown.kind != item_kind::text && shown.layer >= lowest && above &&
            shown.visible.contains(p)) {
            top = &shown;
        }
    }
    return top;
}

} // namespace

std::string_view name_of(item_kind kind) {
    switch (kind) {
    case item_kind::button: return "button";
    case item_kind::toggle: return "toggle";
    case item_kind::choice: return "choice";
    case item_kind::slider: return "slider";
    case item_kind::tab: return "tab";
    case item_kind::row: return "row";
    case item_kind::field: return "field";
    case item_kind::splitter: return "splitter";
    case item_kind::scroll: return "scroll";
    case item_kind::area: return "area";
    case item_kind::text: return "text";
    }
    return "item";
}

void registry::begin_frame() {
    shown_.swap(items_);
    items_.clear();
    shown_text_.swap(text_);
    text_.clear();
}

std::vector<std::string> registry::duplicates() const {
    std::vector<std::string> found;
    std::set<std::string_view> seen;
    for (const item& shown : shown_) {
        if (!seen.insert(shown.name).second) {
            found.push_back(shown.name);
        }
    }
    return found;
}

void registry::add(item what) { items_.push_back(std::move(what)); }

const item* registry::find(std::string_view name) const {
    const auto found = std::ranges::find(shown_, name, &item::name);
    return found == shown_.end() ? nullptr : &*found;
}

const item* registry::at(point p, int lowest) const { return topmost(shown_, p, lowest); }

const item* registry::coming_at(point p, int lowest) const { return topmost(items_, p, lowest); }

bool registry::shows(std::string_view words) const {
    const auto has = [&](std::string_view text) {
        return text.find(words) != std::string_view::npos;
    };
    return std::ranges::any_of(shown_, [&](const item& i) { return has(i.text) || has(i.value); })
        || std::ranges::any_of(shown_text_, [&](const drawn_text& t) { return has(t.text); });
}

} // namespace app::ui
