"""Reads sentences and known mentions; writes attributed claims."""
