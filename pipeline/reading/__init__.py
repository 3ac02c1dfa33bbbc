"""Reading one PDF: what its pages hold, as the values of `pipeline.report`, with nothing repaired yet."""
