"""Cases (Vorgänge): residents report, the company answers."""
