"""io: how do tables come in from files, one format a file, each imported by its own name?"""
