"""The room `cases`, through its actions and through the doors people use."""
