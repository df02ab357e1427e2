"""Invented captures of many kinds of outlet, and how much of their gold the article stage finds, an open and a held half apart."""
