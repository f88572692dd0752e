"""What each part of the page shows, worked out before a template sees it: frozen dataclasses of `Html` and numbers."""
