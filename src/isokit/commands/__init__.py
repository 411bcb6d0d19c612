"""What each command decides: one file per verb, under the word of the verb. Floor: below cli, above all others."""
