// A first-in-first-out list of nodes that live elsewhere (on their threads' stacks): no allocation,
// and any node can leave from the middle. Not thread-safe: its owner's lock guards it. A node
// derives from fifo_node<Node> and is in at most one list.
#pragma once

namespace chan::base {

template <class Node>
class fifo;

template <class Node>
class fifo_node {
public:
    fifo_node() = default;
    fifo_node(const fifo_node&) = delete;
    fifo_node& operator=(const fifo_node&) = delete;

private:
    friend class fifo<Node>;
    Node* next_ = nullptr;
    Node* previous_ = nullptr;
};

template <class Node>
class fifo {
public:
    fifo() = default;
    fifo(const fifo&) = delete;
    fifo& operator=(const fifo&) = delete;

    [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }
    [[nodiscard]] Node* front() const noexcept { return first_; }

    void push_back(Node& node) noexcept {
        node.next_ = nullptr;
        node.previous_ = last_;
        (last_ == nullptr ? first_ : last_->next_) = &node;
        last_ = &node;
    }

    void remove(Node& node) noexcept {
        (node.previous_ == nullptr ? first_ : node.previous_->next_) = node.next_;
        (node.next_ == nullptr ? last_ : node.next_->previous_) = node.previous_;
    }

    /// The oldest node, taken out, or null.
    Node* pop_front() noexcept {
        Node* const oldest = first_;
        if (oldest != nullptr) remove(*oldest);
        return oldest;
    }

private:
    Node* first_ = nullptr;
    Node* last_ = nullptr;
};

} // namespace chan::base
