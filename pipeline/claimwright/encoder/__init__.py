"""From cleaned text to scores: sentences, windows of word pieces with their letter case, one encoder pass."""

from claimwright.encoder.scores import DocumentScores, WindowScores
from claimwright.encoder.sentences import split_sentences
from claimwright.encoder.session import EncoderSession
from claimwright.encoder.windows import Window, WindowBuilder

__all__ = ["DocumentScores", "EncoderSession", "Window", "WindowBuilder", "WindowScores", "split_sentences"]
