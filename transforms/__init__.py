"""What the warehouse knows how to do: values in, rows out. No network, no clock, no scheduler."""
