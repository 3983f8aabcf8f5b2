"""Review: people look at claims and say yes, no, or what is right. The web page is a thin skin over ``desk``."""
