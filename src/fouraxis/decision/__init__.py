"""How a recommendation is reached: pure, total, deterministic, and able to say why."""
