"""reviewing: what has happened, and what is to be done about it?"""
