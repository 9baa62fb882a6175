"""What happens in training, written down: each act once, whole or not at all, and read back for the pages."""
