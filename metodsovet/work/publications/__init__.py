"""What people of a community say to each other: its feed of messages, questions and files.

Uses communities and the ground. Offers the page of a community its tab and the last messages.
"""
