"""The pieces that screens are made of: data in by method, news out by message."""
