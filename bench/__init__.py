"""How good and how fast Khabar is: commands that measure, and floors below which no change lands."""
