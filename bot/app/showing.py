"""What a reply looks like on the channels, for the preview of an answer being written."""

from bot.channels.rendering import numbered
from bot.channels.telegram.outlet import compose
from bot.channels.web.presentation import blocks
from bot.domain.messages import Reply
from bot.domain.previewing import Shown, ShownBlock, ShownPiece


def shown(reply: Reply, pick_a_number: str) -> Shown:
    """The reply on every channel, by the channels' own rendering."""
    return Shown(
        heading=reply.heading,
        telegram=tuple(part.plain.removeprefix(f"{reply.heading}\n") for part in compose(reply)),
        web=tuple(
            ShownBlock(
                block.tag,
                tuple(tuple(ShownPiece(p.text, p.href) for p in line) for line in block.lines),
                block.start,
            )
            for block in blocks(reply.text)
        ),
        plain=numbered(reply, pick_a_number),
        choices=tuple(choice.label for choice in reply.choices),
    )
