"""What people do: planning, communities and the rooms that grow from a plan."""
