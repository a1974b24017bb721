"""Timings of Jiqun (`make bench`): printed, never asserted in tests."""
