"""io: the doors to files, one format a file; each needs the extra ``io`` and is imported by its own name."""
