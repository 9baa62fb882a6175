"""Did it work: learning gain, gaps closed beside similar producers, cost of a product that rose."""
