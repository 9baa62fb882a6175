"""The demo city of Kupang: invented producers, products and partners, entered through the real doors.

What is in the city stands in ``kupang/*.toml``; how it is read, told over time and entered, in the modules.
"""
