"""What every page of ours needs, whoever it is for: limits, headers, patience."""
