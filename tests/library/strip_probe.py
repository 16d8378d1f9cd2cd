"""Deletes the probe from the headers of core/channel: its statements and its members.

Gone are points, facts, sections and scopes, and the tags and tickets that channels, handles, slots,
waiters and cases keep. Parameters stay: a ticket that is handed on is an empty one.
"""
import re

STATEMENT = re.compile(
    r"^[ \t]*(?:const )?(?:"
    r"Runtime::(?:point|point_in_destructor|note|note_sent|note_handed_over|note_dropped|note_discarded)\b"
    r"|note_direct\("
    r"|typename Runtime::(?:section|into_message|into_actor) \w+\("
    r")",
    re.M,
)
MEMBER = re.compile(
    r"^[ \t]*(?:\[\[no_unique_address\]\] )?(?:mutable )?"
    r"(?:typename Runtime::(?:channel_tag|handle_tag|ticket))"
    r" \w+;\n",
    re.M,
)
# Each has to be found somewhere: a list that has outlived the source fails.
REPLACED = [
    # what is made of a tag or a ticket
    (r"\s*,\s*tag\(how\.bound, how\.message_bytes, how\.where\)", ""),
    (r", tag_\([^()]*(?:\([^()]*\))?[^()]*\)", ""),
    (r" *tag_ = std::move\(from\.tag_\);\n", ""),
    (r", ticket\((?:sent_with|who)\)", ""),
    (r", ticket_\(ticket\.\.\.\)", ""),
    (r"const Args&\.\.\. ticket\b", "const Args&..."),
    (r" *\[\[nodiscard\]\] const typename Runtime::handle_tag& tag\(\) const[^\n]*\n", ""),
    (r" *static const auto& tag\([^\n]*\n", ""),
    (r", access::tag\((?:from|into)\)(?:, value)?", ""),
    # a ticket is made of nothing, and one that was kept is made anew
    (r"(const typename Runtime::ticket ticket)\([^;]*\);", r"\1{};"),
    (r"\b(?:this->ticket_|peer\.ticket|self\.ticket)(?=[,)])", "typename Runtime::ticket()"),
]


def end_of_statement(text, start):
    """Behind the `;` that ends the statement which begins at `start`."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in "([{":
            depth += 1
        elif text[position] in ")]}":
            depth -= 1
        elif text[position] == ";" and depth == 0:
            return position + 1
    raise ValueError("a statement without an end")


def strip(sources):
    """The same sources, {name: text}, without the probe."""
    found = dict.fromkeys((pattern for pattern, _ in REPLACED), 0)
    stripped = {}
    for name, text in sources.items():
        while match := STATEMENT.search(text):
            text = text[: match.start()] + text[end_of_statement(text, match.start()) :]
        text = MEMBER.sub("", text)
        for pattern, replacement in REPLACED:
            text, times = re.subn(pattern, replacement, text)
            found[pattern] += times
        stripped[name] = text
    for pattern, times in found.items():
        if times == 0:
            raise ValueError(f"nothing in core/channel looks like {pattern}")
    return stripped
