"""In: what a person types. Out: answers on stdout, talk on stderr. Never: an `if` about health."""
