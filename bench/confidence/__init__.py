"""Whether a claim's score is the probability that it is right."""
