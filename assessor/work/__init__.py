"""Work that outlives a request: worker processes, and submissions whose drafts are still to be made."""
