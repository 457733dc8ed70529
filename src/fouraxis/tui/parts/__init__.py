"""What screens are made of: dialogs, bars, editors and text."""
