"""io: how do tables come in from files and go out to them, one format a file, each imported by its own name?"""
