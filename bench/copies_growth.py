def main(most): pass
