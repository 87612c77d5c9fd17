"""From statements to bodies: identity, kept apart from possibility, and parents among public bodies."""
