// The frame: who is hot, held and focused. What is hot is asked of the last complete frame, so that
// something drawn later, above, hides what lies under it.
#include "app/ui/context.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app::ui {

namespace {

constexpr double tip_delay_seconds = 0.5;
constexpr float longest_step_seconds = 1.0f / 30; // of a fade, after a pause without frames

bool uses_activation_keys(item_kind kind) {
    return kind != item_kind::slider && kind != item_kind::field && kind != item_kind::scroll &&
           kind != item_kind::splitter && kind != item_kind::text;
}

} // namespace

void context::begin_frame(const frame_setup& setup) {
    input_ = setup.input;
    size_ = setup.size;
    theme_ = setup.theme;
    registry_.begin_frame();
    painters_.clear();
    painters_.emplace_back(*ImGui::GetBackgroundDrawList(), fonts_, registry_.text_sink());
    painters_.emplace_back(*ImGui::GetForegroundDrawList(), fonts_, registry_.text_sink());
    layers_.clear();
    layers_made_ = 0;
    modal_layer_ = 0;
    cursor_ = mouse_cursor::arrow;
    again_ = false;
    wake_in_.reset();
    offered_ = {};

    const item* under = registry_.at(input_.mouse, modal_shown_);
    hot_ = under ? under->name : "";
    if (input_.mouse_pressed && hot_.empty()) {
        unfocus();
    }
    focus_moved_ = false;
    const auto tab = std::ranges::find_if(input_.keys, [](const key_press& press) {
        return press.code == key::tab && !press.control && !press.alt;
    });
    if (tab != input_.keys.end()) {
        move_focus(tab->shift ? -1 : 1);
        input_.keys.erase(tab);
    }
    if (focus_visible_ && modal_shown_ == 0 && input_.take(key::escape)) {
        unfocus();
    }
}

frame_result context::end_frame() {
    frame_result result;
    if (!input_.mouse_down) {
        held_.clear();
    }
    if (!focused_.empty() && ++focus_unseen_ > 2) {
        unfocus(); // what had it is gone
    }
    std::erase_if(fades_, [](const auto& entry) { return !entry.second.used; });
    for (auto& [name, state] : fades_) {
        state.used = false;
    }
    if (modal_layer_ != modal_shown_) {
        modal_shown_ = modal_layer_;
        again_ = true;
    }
    show_tip(); // registers the tooltip, so the items are looked at after it
    const item* coming = registry_.coming_at(input_.mouse, modal_shown_);
    result.wake_in = wake_in_;
    result.keys = std::move(input_.keys);
    result.cursor = cursor_;
    result.copied = std::exchange(copied_, std::nullopt);
    result.wants_another = again_ || (coming ? coming->name : std::string()) != hot_;
    return result;
}

painter& context::paint() { return painters_[layers_.empty() ? 0 : 1]; }

interaction
context::interact(std::string_view name, const rect& area, const interaction_options& how) {
    interaction found;
    const bool hot = hot_ == name;
    found.hovered = hot && how.enabled && (held_.empty() || held_ == name);
    if (hot && how.enabled && input_.mouse_pressed) {
        held_ = name;
        press_ = input_.mouse;
        found.pressed = true;
        found.double_clicked = input_.mouse_double;
        if (how.focusable) {
            focused_ = name;
            focus_visible_ = false;
        }
    }
    found.right_clicked = hot && how.enabled && input_.right_pressed;
    found.held = held_ == name;
    found.released = found.held && input_.mouse_released;
    found.clicked = found.released && hot;
    found.focused = how.focusable && focused_ == name;
    if (found.focused) {
        focus_unseen_ = 0;
        found.ring = focus_visible_;
        if (found.ring && how.enabled && uses_activation_keys(how.kind)) {
            found.clicked |= input_.take(key::enter) || input_.take(key::space) ||
                             input_.take(key::keypad_enter);
        }
    }
    if (hot && held_.empty() && !how.tooltip.empty()) {
        offer_tip(name, area, how.tooltip, how.key);
    }
    last_item_ = name;
    std::string tooltip(how.tooltip);
    if (!how.key.empty()) {
        tooltip += " (" + std::string(how.key) + ")";
    }
    registry_.add({
        .name = std::string(name),
        .kind = how.kind,
        .area = area,
        .visible = paint().clip().intersection(area),
        .text = std::string(how.text),
        .value = std::string(how.value),
        .tooltip = std::move(tooltip),
        .within = scroll_,
        .track = how.track,
        .enabled = how.enabled,
        .selected = how.selected,
        .focusable = how.focusable,
        .layer = layers_.empty() ? 0 : layers_.back(),
    });
    return found;
}

void context::note(std::string_view name, const rect& area, std::string_view text) {
    registry_.add({
        .name = std::string(name),
        .kind = item_kind::text,
        .area = area,
        .visible = paint().clip().intersection(area),
        .text = std::string(text),
        .value = {},
        .tooltip = {},
        .within = scroll_,
        .track = {},
        .focusable = false,
        .layer = layers_.empty() ? 0 : layers_.back(),
    });
}

void context::wake_after(double seconds) {
    wake_in_ = std::min(seconds, wake_in_.value_or(seconds));
}

float context::eased(std::string_view name, float target, float seconds) {
    const auto found = fades_.find(name);
    if (found == fades_.end()) {
        fades_.emplace(name, fade{target, true});
        return target;
    }
    fade& state = found->second;
    state.used = true;
    const float left = target - state.value;
    if (reduced_motion || std::abs(left) < 0.01f) {
        state.value = target;
        return target;
    }
    const float delta = std::min(input_.delta, longest_step_seconds);
    state.value += left * (1 - std::exp(-3 * delta / seconds));
    again_ = true;
    return state.value;
}

void context::focus(std::string_view name) {
    focused_ = name;
    focus_unseen_ = 0;
    again_ = true;
}

void context::unfocus() {
    focused_.clear();
    focus_visible_ = false;
    focus_unseen_ = 0;
}

void context::move_focus(int direction) {
    std::vector<const item*> stops;
    for (const item& shown : registry_.shown()) {
        if (shown.focusable && shown.enabled && shown.layer >= modal_shown_) {
            stops.push_back(&shown);
        }
    }
    if (stops.empty()) {
        return;
    }
    const auto count = static_cast<int>(stops.size());
    const auto at = std::ranges::find(stops, focused_, [](const item* i) { return i->name; });
    const int index = static_cast<int>(at - stops.begin());
    // Before the first Tab nothing has it: forward begins at the first, backward at the last.
    const int next = at == stops.end() ? (direction > 0 ? 0 : count - 1)
                                       : (index + direction + count) % count;
    focused_ = stops[static_cast<std::size_t>(next)]->name;
    focus_visible_ = true;
    focus_moved_ = true;
    focus_unseen_ = 0;
    again_ = true;
}

void context::focus_ring(const rect& area, float radius) {
    if (focus_visible_ && !focused_.empty() && focused_ == last_item_) {
        paint().stroke(area.inset(-3), theme_->outline.focus, 2, radius + 3);
    }
}

void context::push_layer(bool modal) {
    layers_.push_back(++layers_made_);
    if (modal) {
        modal_layer_ = layers_made_;
    }
}

void context::pop_layer() { layers_.pop_back(); }

void context::tooltip(const rect& area, std::string_view text, std::string_view key) {
    const int layer = layers_.empty() ? 0 : layers_.back();
    if (held_.empty() && layer >= modal_shown_ &&
        paint().clip().intersection(area).contains(input_.mouse)) {
        offer_tip(text, area, text, key);
    }
}

void context::offer_tip(
    std::string_view of, const rect& area, std::string_view text, std::string_view key
) {
    offered_ = {std::string(of), std::string(text), std::string(key), area};
}

/// Who presses knows what it is, and wants to see what comes of it.
void context::keep_tips_quiet() {
    if (input_.mouse_pressed || input_.right_pressed) {
        const item* under = registry_.find(hot_);
        quiet_ = under ? under->visible : tip_.area;
    } else if (quiet_ && !input_.mouse_down && !quiet_->contains(input_.mouse)) {
        quiet_.reset();
    }
}

/// Where a tooltip covers least of what else can be used: below its item, above it or beside it.
rect context::place_tip(point size) const {
    const rect& of = tip_.area;
    const rect whole{4, 4, size_.x - 8, size_.y - 8};
    const float x = std::clamp(
        of.center().x - size.x / 2, whole.x, std::max(whole.x, whole.right() - size.x)
    );
    const float y = std::clamp(
        of.center().y - size.y / 2, whole.y, std::max(whole.y, whole.bottom() - size.y)
    );
    const rect places[] = {
        {x, of.bottom() + 8, size.x, size.y},
        {x, of.y - 8 - size.y, size.x, size.y},
        {of.right() + 8, y, size.x, size.y},
        {of.x - 8 - size.x, y, size.x, size.y},
    };
    const auto covered = [&](const rect& place) {
        float sum = whole.contains(place) ? 0.0f : 1e9f;
        for (const item& other : registry_.coming()) {
            if (other.focusable && other.name != tip_.of && other.kind != item_kind::scroll) {
                const rect both = other.visible.intersection(place);
                const rect& all = other.visible; // a part of a large one is no loss
                sum += both.empty() ? 0 : both.width * both.height / (all.width * all.height);
            }
        }
        return sum;
    };
    return *std::ranges::min_element(places, {}, covered);
}

void context::show_tip() {
    keep_tips_quiet();
    const bool same = offered_.of == tip_.of;
    tip_ = offered_;
    if (tip_.of.empty() || input_.mouse_down || quiet_) {
        tip_.of.clear();
        return;
    }
    if (!same) {
        tip_since_ = input_.seconds;
    }
    const double rested = input_.seconds - tip_since_;
    if (rested < tip_delay_seconds) {
        wake_after(tip_delay_seconds - rested);
        return;
    }
    push_layer(false);
    painter& p = paint();
    const float widest = 320;
    const float key_width =
        tip_.key.empty() ? 0 : fonts_.width(text_role::mono_small, tip_.key) + 12 + 8;
    const float words = std::min(fonts_.width(text_role::small, tip_.text), widest);
    const float height = wrapped_height(fonts_, text_role::small, tip_.text, words + 0.5f);
    const float width = words + key_width + 24;
    const rect box = place_tip({width, height + 12});
    p.fill(box.moved({0, 2}).inset(-1), {0, 0, 0, 0x50}, 9);
    p.fill(box, theme_->surface.tooltip, 8);
    p.stroke(box, theme_->outline.strong, 1, 8);
    p.text_block(
        {box.x + 12, box.y + 6, words + 0.5f, height}, tip_.text,
        {text_role::small, theme_->text.strong}
    );
    if (!tip_.key.empty()) {
        const rect cap = centered(
            {box.right() - 12 - (key_width - 8) / 2, box.center().y}, key_width - 8, 20
        );
        p.fill(cap, theme_->surface.card, 4);
        p.stroke(cap, theme_->outline.strong, 1, 4);
        p.text_in(cap, tip_.key, {text_role::mono_small, theme_->text.strong, across::center});
    }
    note("tooltip", box, tip_.text + (tip_.key.empty() ? "" : " " + tip_.key));
    pop_layer();
}

} // namespace app::ui
