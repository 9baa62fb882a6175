"""The same product as others read it: schema.org, the map of the site, a marketplace's feed."""
