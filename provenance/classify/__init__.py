"""Aligned passages to a kind and a degree (copied, paraphrased), and to the changes that alter what is said."""

from provenance.classify.degrees import degree_as_meant, degree_of, piece
from provenance.classify.differences import changes
from provenance.wording.readings import settled

__all__ = ["changes", "degree_as_meant", "degree_of", "piece", "settled"]
