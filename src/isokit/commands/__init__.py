"""What each command decides, under the word of its verb or group. Floor: below cli, above all others."""
