"""What the tills say: any layout read, every row accounted for; cover, expiry risk, the next order."""
