"""In: angles of a leg, tables of the knowledge room. Out: what its muscles can do there.

Never: a claim about a person's activation, a diagnosis, a number without its spread.
"""
