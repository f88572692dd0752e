"""What is known of a collection, and how well a report agrees with it."""
