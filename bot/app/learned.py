"""What is in service and what is being learnt, so that nothing is learnt twice."""

import threading
from dataclasses import dataclass, field

_WAIT_SECONDS = 60.0


@dataclass(slots=True)
class Learning:
    """One learning at a time. `source`: the fingerprint of the files in service, "" if unknown."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    source: str = ""
    _coming: dict[str, threading.Event] = field(default_factory=dict)

    def expect(self, source: str, learnt: threading.Event) -> None:
        """A gate is learning these files; the event tells when it has done so, or given up."""
        self._coming = {name: at for name, at in self._coming.items() if not at.is_set()}
        self._coming[source] = learnt

    def wait_for(self, source: str) -> None:
        """Wait while a gate is learning these very files: it is nearly there."""
        if (learnt := self._coming.get(source)) is not None:
            learnt.wait(_WAIT_SECONDS)
