"""Who is at the desk: passwords, sessions, tokens, roles, and the guard that every request passes."""
