"""The recipes of docs/recipes, run as an integrator runs them."""
