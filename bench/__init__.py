"""Benchmarks: how fast the house does its main work, beside what others would do it with."""
