"""How far products came, counted by what shows it and never by who signed up."""
