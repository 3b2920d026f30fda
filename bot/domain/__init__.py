"""The pure part: no I/O, no clock, no await, no logging; testable with plain values."""
