"""The words of the field as frozen types; imports nothing of ours."""
