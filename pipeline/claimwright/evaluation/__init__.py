"""How good predictions and annotators are: matching, scores with intervals, calibration, agreement."""
