"""What goes wrong in real reports, one small function for each, to be laid over any generated page."""
