"""Makes the model that `khabar.claims` ships: corpus, encoder, training, calibration, export."""
