"""What follows from risks on a day: appraisal, rating, heat map."""
