"""Section 1260H: Chinese military companies operating in the US, as the Department of Defense identifies them."""
