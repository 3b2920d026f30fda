"""What a household may get: facts, rules, three-valued verdicts, the next best question.

The bot knows the rules, never a person's data: every answer is what somebody told it.
"""
