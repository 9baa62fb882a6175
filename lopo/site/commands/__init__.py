"""The commands of ``lopo``, one module each: they read, call the pure core, and print."""
