"""What Khabar knows before it reads: who is who, how events are worded, how a page looks. Data files and one typed loader each."""
