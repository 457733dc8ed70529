"""Placing a workload: the four axes, the rules that forbid, and where it lands."""
