"""What follows from records over time: series, periods, attachments, calendar, samples. Floor: analysis."""
