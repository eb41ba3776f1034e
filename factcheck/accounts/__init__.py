"""People and programs: users, roles and their rights, API keys."""
