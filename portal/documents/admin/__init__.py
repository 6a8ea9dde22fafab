"""Documents in the admin: staff upload, publish and withdraw them."""
