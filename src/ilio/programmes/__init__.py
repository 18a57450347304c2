"""In: Judgement, answers, runs, a start day. Out: Programme with dated sessions.

Never: files, the clock (days come as arguments), a dose that is not in the knowledge room.
"""
