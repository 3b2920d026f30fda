"""Safe edits of knowledge/*.yaml: only the bytes of what is changed are touched."""

from bot.editor.editing import Edit, edited, from_yaml, plain_of, text_of, to_yaml
from bot.editor.files import ChangedMeanwhileError, folder_mark, write
from bot.editor.items import Item, Spot, examples_added, items, place_of
from bot.editor.nodes import EditError

__all__ = [
    "ChangedMeanwhileError",
    "Edit",
    "EditError",
    "Item",
    "Spot",
    "edited",
    "examples_added",
    "folder_mark",
    "from_yaml",
    "items",
    "place_of",
    "plain_of",
    "text_of",
    "to_yaml",
    "write",
]
