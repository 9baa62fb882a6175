"""What was so on a day: what is remembered now, rolled back over the changes since."""
