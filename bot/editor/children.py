"""The lines of a collection that is written one part a line, and how parts come and go there.

Comments are never taken away with a part, only what stands inside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.editor import rendering
from bot.editor.nodes import Kind, Node
from bot.loader.reading import Plain

Cut = tuple[int, int, str]  # from, up to, the text that takes its place


@dataclass(frozen=True, slots=True)
class Block:
    """A list or mapping with the text it stands in."""

    text: str
    node: Node

    def behind_mark(self, number: int) -> int:
        """The place right behind the colon or the dash of a child."""
        key, _ = self.node.children[number]
        if key is None:
            return self._start(number) + 1
        return self.text.index(":", key.end) + 1

    def inside(self, number: int) -> int:
        """The indentation of what stands inside a child."""
        key, _ = self.node.children[number]
        return (key.column if key else self.node.column) + rendering.STEP

    def rendered(self, key: str, value: Plain) -> str:
        """A new child, its first line not yet indented."""
        column = self.node.column
        if self.node.kind is Kind.MAPPING:
            return rendering.pair(key, value, column).lstrip(" ")
        if isinstance(value, dict) and any(child.style == "{" for _, child in self.node.children):
            brackets = rendering.in_brackets(value)
            if len(brackets) <= rendering.WIDTH:
                return f"- {brackets}"
        return rendering.dashed(value, column)

    def inserted(self, after: int | None, new: list[str]) -> Cut:
        """New children behind a child, or before all."""
        pad = " " * self.node.column
        gap = "\n\n" if self._is_airy() else "\n"
        if after is None:
            start = self._start(0)
            return start, start, "".join(part + gap + pad for part in new)
        end = self._line_end(after)
        return end, end, "".join(gap + pad + part for part in new)

    def deleted(self, gone: set[int]) -> Iterator[Cut]:
        """Children taken away; at least one stays."""
        last = len(self.node.children) - 1
        for number in sorted(gone):
            start = self._start(number)
            if self.text[self._line_start(start) : start].strip():
                yield self._without_head(number, joined=number + 1 not in gone)
            else:
                yield self._without(number, is_last=set(range(number, last + 1)) <= gone)

    def _without(self, number: int, *, is_last: bool) -> Cut:
        start, end = self._start(number), self._line_end(number)
        line = self._line_start(start)
        if is_last:
            before = self._line_end(number - 1)
            # The blank lines above go with it, a comment above stays.
            if self.text[before:start].strip():
                before = max(line - 1, 0)
            return before, end, ""
        return line, self._behind_blank_lines(end), ""

    def _without_head(self, number: int, *, joined: bool) -> Cut:
        """The first child, which stands on the line of the dash above it; the next one takes its
        place there when `joined`. A dash alone on its line is sound YAML, too.
        """
        start, end = self._start(number), self._line_end(number)
        following = self._start(number + 1)
        if joined and not self.text[end:following].strip():
            return start, following, ""
        return start, end, ""

    def _start(self, number: int) -> int:
        """Where a child begins: its key, or its dash."""
        key, child = self.node.children[number]
        if key is not None:
            return key.start
        if number == 0:
            return self.node.start
        # Between two children there are only comments and blank lines, then the dash.
        position = self._line_end(number - 1)
        while position < child.start:
            end = self.text.find("\n", position + 1)
            line = self.text[position + 1 : end if end >= 0 else len(self.text)]
            if line.lstrip(" ").startswith("-"):
                return position + 1 + line.index("-")
            position += 1 + len(line)
        return child.start

    def _line_start(self, position: int) -> int:
        return self.text.rfind("\n", 0, position) + 1

    def _line_end(self, number: int) -> int:
        """The end of a child's last line, before the line end; a comment there belongs to it."""
        end = self.text.find("\n", self.node.children[number][1].end)
        return len(self.text) if end < 0 else end

    def _behind_blank_lines(self, end: int) -> int:
        position = end
        while position < len(self.text):
            following = self.text.find("\n", position + 1)
            following = len(self.text) if following < 0 else following
            if self.text[position + 1 : following].strip():
                return position + 1
            position = following
        return position

    def _is_airy(self) -> bool:
        """Whether blank lines part the children."""
        if len(self.node.children) < 2:
            return False
        last = len(self.node.children) - 1
        between = self.text[self._line_end(last - 1) : self._start(last)]
        return "\n\n" in between.replace(" ", "")
