"""Net content of packs and samples of lots: what the scale and the eye say of a whole production."""
