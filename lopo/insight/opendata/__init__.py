"""What anybody may take: counts without persons, small ones hidden."""
