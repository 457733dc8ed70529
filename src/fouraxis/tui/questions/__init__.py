"""The pages that ask: a table of questions, what is said beside it, and the checklists."""
