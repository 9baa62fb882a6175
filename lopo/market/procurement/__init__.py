"""The government's e-Katalog: the code against the category, the file to enter, unsold days."""
