"""What stands in documents and is nobody's text: by repetition, and by how an outlet sets up its pages."""

from provenance.boilerplate.house import with_house_lines
from provenance.boilerplate.repeated import first_carriers, listed, marked

__all__ = ["first_carriers", "listed", "marked", "with_house_lines"]
