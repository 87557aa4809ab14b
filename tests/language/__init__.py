"""Helpers of the language tests."""
