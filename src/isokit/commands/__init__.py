"""What each command decides: one file per verb, under the verb's own word. Floor: below cli, above everything else."""
