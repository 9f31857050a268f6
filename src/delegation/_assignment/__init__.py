"""_assignment: who does what at least cost, as plain numbers: a solver that knows nothing of the domain."""
