"""From the application to the place on the shelf: states, deadlines, reasons, readiness, the trial."""
