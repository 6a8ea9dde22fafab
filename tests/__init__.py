"""The suite: sentences about behaviour, told by the cast of portal.demo."""
