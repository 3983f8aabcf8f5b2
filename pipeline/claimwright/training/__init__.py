"""Training: examples from labelled documents, the model in torch, its trainer, calibration and export."""
