"""A sparse matrix with the two products that training needs, in numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indexes = NDArray[np.int64]

# Rows are padded to one of these lengths, so that a few whole-array products do for all of them:
# three times as fast as numpy's reduceat.
_PADDED = np.array(
    [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256]
    + [part * 2**power for power in range(8, 24) for part in (3 / 2, 2)],
    np.int64,
)
_SHORT = 16
# Entries worked on at once: more would not fit into the processor's cache, nor, of large bases,
# into memory.
_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of one padded length."""

    rows: Indexes
    columns: Indexes
    values: Floats

    def part(self, start: int, end: int) -> "_Block":
        if start == 0 and end >= len(self.rows):
            return self
        return _Block(self.rows[start:end], self.columns[start:end], self.values[start:end])

    def times(self, dense: Floats) -> Floats:
        if self.columns.shape[1] > _SHORT:
            # Not matmul: its threads cost more than they save on products as small as these.
            product: Floats = np.einsum(
                "nl,nlc->nc", self.values, dense.take(self.columns, axis=0)
            )
            return product
        total = dense.take(self.columns[:, 0], axis=0)
        total *= self.values[:, :1]
        for place in range(1, self.columns.shape[1]):
            more = dense.take(self.columns[:, place], axis=0)
            more *= self.values[:, place : place + 1]
            total += more
        return total


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of (column, value) pairs; `starts` has one more item than there are rows."""

    starts: Indexes
    columns: Indexes
    values: Floats
    width: int
    blocks: tuple[_Block, ...]

    @staticmethod
    def of_rows(rows: Sequence[Sequence[tuple[int, float]]], width: int) -> "Sparse":
        """The matrix with these rows."""
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        size = int(lengths.sum())
        columns = np.fromiter((column for row in rows for column, _ in row), np.int64, size)
        values = np.fromiter((value for row in rows for _, value in row), np.float32, size)
        return Sparse.of(lengths, columns, values, width)

    @staticmethod
    def of(lengths: Indexes, columns: Indexes, values: Floats, width: int) -> "Sparse":
        """The matrix whose rows have these lengths, with their entries one after the other."""
        starts = np.concatenate(([0], np.cumsum(lengths)))
        values = values.astype(np.float32)
        return Sparse(starts, columns, values, width, _blocks(starts, lengths, columns, values))

    def bare(self) -> "Sparse":
        """The entries alone: it can be read, but not multiplied."""
        return replace(self, blocks=())

    def transposed(self) -> "Sparse":
        """The same matrix with rows and columns exchanged."""
        order = np.argsort(self.columns, kind="stable")
        row_of = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        lengths = np.bincount(self.columns, minlength=self.width)
        return Sparse.of(lengths, row_of[order], self.values[order], len(self.starts) - 1)

    def times(self, dense: Floats, into: Floats | None = None) -> Floats:
        """The product with a dense matrix of `width` rows.

        `into` is a former result to write over: large arrays are slow to come by.
        """
        if into is None:
            result = np.zeros((len(self.starts) - 1, dense.shape[1]), np.float32)
        else:
            result = into
            result[np.diff(self.starts) == 0] = 0
        for block in self.blocks:
            at_once = max(1, _AT_ONCE // block.columns.shape[1])
            for start in range(0, len(block.rows), at_once):
                part = block.part(start, start + at_once)
                result[part.rows] = part.times(dense)
        return result


def _blocks(
    starts: Indexes, lengths: Indexes, columns: Indexes, values: Floats
) -> tuple[_Block, ...]:
    last = int(lengths.max(initial=1))
    steps = np.append(_PADDED[np.less(_PADDED, last)], last)
    step_of = np.searchsorted(steps, lengths)
    blocks = []
    for number, length in enumerate(steps):
        rows = np.flatnonzero((step_of == number) & (lengths > 0))
        if len(rows):
            places = np.arange(length)
            inside = places < lengths[rows, None]
            at = np.where(inside, starts[rows, None] + places, starts[rows, None])
            blocks.append(_Block(rows, columns[at], (values[at] * inside).astype(np.float32)))
    return tuple(blocks)
