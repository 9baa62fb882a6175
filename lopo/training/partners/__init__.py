"""What institutions promised the programme: how far each promise is kept, and the picture of them all."""
