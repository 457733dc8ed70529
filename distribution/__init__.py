"""What laptops without a network, without Python or without rights are given."""
