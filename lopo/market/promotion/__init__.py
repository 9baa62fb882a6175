"""Help to sell: the photo judged, words drafted from facts, price tags and shelf-talkers."""
