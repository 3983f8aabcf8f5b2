"""What the page shows, as plain frozen data: the templates only lay it out."""
