"""A clerk who types, pastes, undoes, leaves and comes back at random, and remembers every character of it.

`sheet` is what stands on a page and in the database, `blocks` what is pasted, `clerk` the person with a memory, `typing`,
`pasting` and `leaving` what the person does. The suite sees some seconds of it, scripts/proofs/clerk_day.py hours.
"""
