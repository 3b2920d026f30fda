"""The pure part: no I/O, no clock, no await, no logging. Everything here can be tested with plain values."""
