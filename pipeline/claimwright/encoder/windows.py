"""Windows: runs of whole sentences, cut to what the encoder takes, each word piece tied to the text.

A window begins with the title of the article and a little of the text before (context); the sentences after that
it owns. Every sentence is owned by exactly one window, and only owned sentences may hold triggers, so that nothing is
scored twice. Sentences longer than a window are cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimwright.encoder.sentences import split_sentences
from claimwright.encoder.shapes import Shape, shape_of
from claimwright.records import Block, BlockKind
from claimwright.settings import EncoderSettings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Window", "WindowBuilder"]


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    Attributes:
        ids: word piece ids, special tokens included.
        shapes: a ``Shape`` per piece.
        offsets: ``(start, end)`` of each piece in the text, in code points; ``(-1, -1)`` for special tokens and
            for the title put in front.
        owned: first and one past the last piece of the sentences this window owns.
        sentences: sentences that are in the window, as ``(start, end)`` in the text, in order.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    owned: tuple[int, int]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Word pieces of one sentence."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    sentence: tuple[int, int]


class WindowBuilder:
    """Cuts texts into windows for one tokenizer.

    Args:
        tokenizer_file: a ``tokenizer.json`` of the tokenizers library, BERT style ([CLS] and [SEP]).
        settings: sizes, in word pieces.
    """

    def __init__(self, tokenizer_file: str | Path, settings: EncoderSettings | None = None) -> None:
        from tokenizers import Tokenizer

        self.settings = settings or EncoderSettings()
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._cls = self._special("[CLS]", "<s>")
        self._sep = self._special("[SEP]", "</s>")

    def _special(self, *names: str) -> int:
        found = [self.tokenizer.token_to_id(name) for name in names]
        return next(int(identifier) for identifier in found if identifier is not None)

    def build(self, text: str, blocks: Sequence[Block] = ()) -> list[Window]:
        """The windows of a text, in order; none for a text without sentences."""
        sentences = split_sentences(text, blocks)
        title_end = blocks[0].end if blocks and blocks[0].kind is BlockKind.TITLE else 0
        pieces = self._tokenize(text, sentences)
        title = [identifier for part in pieces if part.sentence[1] <= title_end for identifier in part.ids]
        title_shapes = [
            shape_of(text[start:end])
            for part in pieces
            if part.sentence[1] <= title_end
            for start, end in part.offsets
        ]
        limit = self.settings.title
        return self._pack(text, pieces, title[:limit], title_shapes[:limit])

    def _tokenize(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[_Pieces]:
        room = self.settings.window - self.settings.title - self.settings.context - 3
        encodings = self.tokenizer.encode_batch([text[s:e] for s, e in sentences], add_special_tokens=False)
        parts: list[_Pieces] = []
        for (start, end), encoding in zip(sentences, encodings, strict=True):
            offsets = [(start + left, start + right) for left, right in encoding.offsets]
            for cut in range(0, len(offsets), room):
                parts.append(_Pieces(encoding.ids[cut : cut + room], offsets[cut : cut + room], (start, end)))
        return [part for part in parts if part.ids]

    def _pack(
        self, text: str, parts: Sequence[_Pieces], title: list[int], title_shapes: list[Shape]
    ) -> list[Window]:
        windows: list[Window] = []
        first = 0
        while first < len(parts):
            prefix = title if parts[first].sentence[0] > 0 else []
            size = len(prefix) + 3
            context_from, room = first, self.settings.context
            while context_from > 0 and len(parts[context_from - 1].ids) <= room:
                context_from -= 1
                room -= len(parts[context_from].ids)
            size += self.settings.context - room
            last = first
            while last < len(parts) and (
                last == first or size + len(parts[last].ids) <= self.settings.window
            ):
                size += len(parts[last].ids)
                last += 1
            shapes = title_shapes if prefix else []
            windows.append(self._window(text, prefix, shapes, parts[context_from:first], parts[first:last]))
            first = last
        return windows

    def _window(
        self,
        text: str,
        title: list[int],
        title_shapes: list[Shape],
        context: Sequence[_Pieces],
        owned: Sequence[_Pieces],
    ) -> Window:
        ids, shapes = [self._cls], [Shape.NONE]
        if title:
            ids += [*title, self._sep]
            shapes += [*title_shapes, Shape.NONE]
        offsets = [(-1, -1)] * len(ids)
        for part in context:
            ids += part.ids
            offsets += part.offsets
        start = len(ids)
        for part in owned:
            ids += part.ids
            offsets += part.offsets
        end = len(ids)
        shapes += [shape_of(text[left:right]) for left, right in offsets[len(shapes) :]]
        sentences = tuple(dict.fromkeys(part.sentence for part in (*context, *owned)))
        return Window((*ids, self._sep), (*shapes, Shape.NONE), (*offsets, (-1, -1)), (start, end), sentences)
