"""From cleaned text to scores: windows of word pieces with letter case, a pass over all, one for each trigger."""

from claimwright.encoder.scores import DocumentScores, Reading, WindowScores
from claimwright.encoder.sentences import split_sentences
from claimwright.encoder.session import EncoderSession
from claimwright.encoder.windows import Window, WindowBuilder

__all__ = [
    "DocumentScores",
    "EncoderSession",
    "Reading",
    "Window",
    "WindowBuilder",
    "WindowScores",
    "split_sentences",
]
