"""From any lot back to who delivered and forward to where it went: the arithmetic, without the database."""
