"""A stand-in Slack workspace on this machine: Slack's own wire for the bot, a web page for the people."""
