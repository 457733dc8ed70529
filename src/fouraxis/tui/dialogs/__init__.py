"""Small modal questions; each closes with a typed value."""
