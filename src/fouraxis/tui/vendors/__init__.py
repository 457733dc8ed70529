"""Vendors: criteria, red flags, the sprint, and one beside the other."""
