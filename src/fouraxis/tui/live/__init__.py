"""What a live room needs beside its questions: signing off, and looking back."""
