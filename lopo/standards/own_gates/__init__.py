"""Gates that a retailer or the city writes itself, without code: composed, checked, compared, dated."""
