"""Many stories at once: a file is spooled, a batch is answered at once, the worker takes it in."""
