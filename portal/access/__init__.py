"""Access: one policy per model, asked at every door."""
