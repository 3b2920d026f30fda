"""Places in a knowledge file as they stand in addresses, and where a change was made."""

from urllib.parse import quote, unquote

from bot.domain.publishing import FileChange
from bot.editor import EditError
from bot.editor.nodes import parsed
from bot.loader.reading import Plain, Steps


def written_path(path: Steps) -> str:
    """("entri", 3, "kontak") -> "entri/3/kontak"."""
    return "/".join(quote(str(step), safe="") for step in path)


def read_path(content: Plain, words: str) -> Steps | None:
    """The path an address names, None where there is no such place.

    The place behind the last of a list, and a key that is not there yet, are places too.
    """
    here: Plain | None = content
    path: list[str | int] = []
    for part in filter(None, words.split("/")):
        step: str | int = unquote(part)
        if isinstance(here, list):
            if not str(step).isdecimal() or int(step) > len(here):
                return None
            step = int(step)
            here = here[step] if step < len(here) else None
        elif isinstance(here, dict) or here is None:
            here = here.get(str(step)) if here else None
        else:
            return None
        path.append(step)
    return tuple(path)


def changed_at(change: FileChange) -> Steps:
    """The deepest place that holds everything a change touches."""
    try:
        before = parsed(change.name, change.before).plain()
        after = parsed(change.name, change.after).plain()
    except EditError:
        return ()
    return _changed(before, after, ())


def _changed(before: Plain, after: Plain, path: Steps) -> Steps:
    inside: list[tuple[str | int, Plain, Plain]] = []
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        inside = [(key, part, after[key]) for key, part in before.items()]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        inside = [(i, part, after[i]) for i, part in enumerate(before)]
    if isinstance(before, list) and isinstance(after, list) and after[: len(before)] == before:
        return (*path, len(before)) if len(after) == len(before) + 1 else path
    touched = [each for each in inside if each[1] != each[2]]
    # Words, and what came or went, are shown by the form of what holds them.
    if len(touched) == 1 and not isinstance(touched[0][2], str):
        key, old, new = touched[0]
        return _changed(old, new, (*path, key))
    return path
