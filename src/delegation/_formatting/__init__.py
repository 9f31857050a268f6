"""_formatting: how do answers read?"""
