"""Companions' work: who needs her most and why, how much each companion carries, what a visit note says."""
