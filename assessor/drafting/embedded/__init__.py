"""The drafter that needs no model server: cues found in sentences, a level by stated rules."""
