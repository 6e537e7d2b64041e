"""How the person taggers that ship are made: lexicon, training texts, training, measurement."""
