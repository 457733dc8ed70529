"""The list of workloads: adding, pasting, importing and describing them."""
