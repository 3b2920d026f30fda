"""What the eligibility interview costs people and how far it can be relied on."""
