"""What is kept, and for how long: one transaction per turn, nothing personal in the clear."""
