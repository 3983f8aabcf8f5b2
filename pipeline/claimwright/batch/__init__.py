"""Documents to claims over many documents and processes, with an account of every one."""
