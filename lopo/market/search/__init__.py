"""Finding products by words, with slips of the finger and Indonesian endings forgiven."""
