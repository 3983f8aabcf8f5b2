"""The web page: a thin skin over the desk. It keeps nothing that the store does not have."""
