"""In: Recording, Side. Out: Measurement. Never: files, clocks, verdicts; one protocol never knows another."""
