"""_assignment: who does what at least cost, as plain numbers that know nothing of the domain?"""
