"""In: points placed by other programs or by hand. Out: Landmarks.

Never: an angle, a verdict, a point that nobody placed.
"""
