"""posterior: what do past jobs tell of how often work comes, whether it has ended, and how long it takes?"""
