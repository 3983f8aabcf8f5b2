"""The first stage: from what came in to text that can be pointed into.

    outcomes = clean_all(["articles/", "feed.xml.gz"])

``read`` finds single documents in files, archives, tables and feeds; ``clean`` makes an article of one; every
cleaned character knows its place in the source, which ``check_document`` proves.
"""

from claimwright.clean.article import clean, from_text
from claimwright.clean.batch import clean_all, without_copies
from claimwright.clean.check import check_document
from claimwright.clean.readers import read

__all__ = ["check_document", "clean", "clean_all", "from_text", "read", "without_copies"]
