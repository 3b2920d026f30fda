"""Forms for the knowledge: from a schema and what stands there to fields, and back."""
