"""Control charts of differences, on arrays alone: no store, no names, no texts.

A difference is a sealed rating less its draft, in levels: above 0 the draft was too low. The order is

1. `reference.py`: mean and spread of a window in which all was well;
2. `settings.py`: which charts with which limits, from the study in docs/drift-study.md;
3. `ewma.py` and `cusum.py`: the charts, in spreads off the mean; `change_points.py`: where a mean moved,
   without a reference;
4. `watched.py`: all of them for one scope.

`run_length.py` computes how many ratings pass before a chart signals, on average.
"""
