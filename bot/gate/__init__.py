"""The publish gate's own process: what a change would do, found out beside the bot.

A room of its own, because it must start in a second: it knows neither web server nor channels.
`bot.app.gating` starts `python -m bot.gate`, sends it a Job and hears Progress and a report.
"""

from bot.gate.job import Failed, Job, Learnt, Told

__all__ = ["Failed", "Job", "Learnt", "Told"]
