"""What a live room needs beside its questions: votes, signing off, and looking back."""
