"""git: the hardened call, the objects it reads, states, snapshots, history and signatures. Floor: edge."""
