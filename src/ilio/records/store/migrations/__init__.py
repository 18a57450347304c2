"""The versions of the store, forwards only. A version that was released is never edited."""
