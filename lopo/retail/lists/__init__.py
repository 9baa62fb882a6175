"""Lists that pages show: filtered and sorted as the address says."""
