"""Every error a user can meet: a stable code, what happened, and what to do.

Codes are part of the interface: scripts and dead-letter files compare them, so a code is never reused for
another meaning. ``E`` codes fail a document or a call, ``S`` codes skip a document on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "CATALOGUE",
    "ClaimwrightError",
    "DocumentError",
    "InputError",
    "ModelError",
    "OutputError",
    "Problem",
    "StoreError",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the catalogue.

    Attributes:
        code: stable identifier, ``E101`` or ``S201``.
        what: what happened, without details.
        advice: what the person who meets it can do.
    """

    code: str
    what: str
    advice: str


_ENTRIES = (
    Problem("E101", "the path does not exist", "check the spelling; globs must match at least one file"),
    Problem("E102", "the file cannot be read", "check its permissions"),
    Problem("E103", "the input is empty", "remove it, or fetch it again"),
    Problem("E104", "the input is binary, not text", "convert it to text, Markdown or HTML first"),
    Problem("E105", "the text cannot be decoded", "declare the encoding with --encoding"),
    Problem("E106", "the compressed input is damaged or cut off", "fetch it again"),
    Problem("E107", "the archive is unsafe to unpack", "unpack it yourself, check it, and pass the files"),
    Problem("E108", "the input is larger than the limit", "raise --max-bytes if you trust it"),
    Problem("E109", "the record is not valid JSON", "repair that line of the file"),
    Problem("E110", "the record has no text", "name the right column with --text-field"),
    Problem("E111", "the record repeats an id of this input", "give every record its own id"),
    Problem("E112", "the page could not be parsed", "save it again from a browser"),
    Problem("E113", "the address could not be fetched", "check the network, or download the page yourself"),
    Problem("E114", "no article text was found", "check that the page is an article and not an index"),
    Problem("E115", "the format is not supported", "see `claimwright extract --help` for the formats"),
    Problem("E116", "the table file cannot be read", "check that it is a valid CSV or Parquet file"),
    Problem("E201", "a span does not match its source", "please report this document: it is a fault of ours"),
    Problem("E202", "the document took longer than its time limit", "raise --timeout, or split the document"),
    Problem("E203", "the document could not be processed", "please report it with the details given"),
    Problem("E204", "a worker process stopped while it started", "use fewer --workers: each holds a model"),
    Problem(
        "E205", "the document needed more memory than its limit", "raise --memory, or split the document"
    ),
    Problem("E301", "the output cannot be written", "choose another place with -o, or free some space"),
    Problem("E302", "the claims file cannot be read", "pass a file written by `claimwright extract`"),
    Problem("E401", "the model was not found", "give a name under models/ or a folder written by training"),
    Problem("E402", "the model does not fit this version", "retrain it, or install the version it names"),
    Problem(
        "E403", "the claim declarations are not valid", "correct the named entry of the declarations file"
    ),
    Problem(
        "E404",
        "the model stores no calibration outcomes to promise a precision by",
        "fit it again with `claimwright train`, or choose a confidence with --min-confidence",
    ),
    Problem(
        "E405",
        "the calibration claims cannot promise this precision",
        "ask for less, or calibrate on more labelled articles",
    ),
    Problem("E406", "the model has no such version", "see `claimwright models list`"),
    Problem("E407", "the version did not pass its gate", "read its report, then add --anyway if you must"),
    Problem("E408", "no other version was in use before", "see `claimwright models list`"),
    Problem("E409", "the version is needed", "use another one first; going back would come through this one"),
    Problem(
        "E410", "there is nothing to retrain on", "see the reason given; `claimwright review` makes decisions"
    ),
    Problem(
        "E411",
        "the model has no weights to train on from",
        "take one that `claimwright train` or `retrain` wrote; an installed package does not carry them",
    ),
    Problem(
        "E412",
        "the backend is not there",
        'pip install "claimwright[openvino]", or give --backend onnxruntime',
    ),
    Problem("E501", "the annotation is not valid", "correct the file at the place named"),
    Problem("E502", "the source text of a label is not here", "put the articles where --texts points"),
    Problem(
        "E503", "the source text has changed since it was labelled", "restore the text with the given digest"
    ),
    Problem("E601", "the page cannot be served there", "choose another --port, or stop what holds it"),
    Problem(
        "E701",
        "the file cannot be read in this format",
        "check that it is whole, or name its format with --from",
    ),
    Problem(
        "E702",
        "a label, role or modality is not declared",
        "rename it, or name the declarations with --declarations",
    ),
    Problem(
        "E703", "a claim is not complete or a relation does not fit", "correct it in the tool it comes from"
    ),
    Problem(
        "E704",
        "a span does not show its quote",
        "restore the text; --reanchor moves quotes that occur exactly once",
    ),
    Problem("E705", "the format cannot carry this claim", "choose another format with --to"),
    Problem("E901", "a library that this needs is not installed", "install claimwright with the extra named"),
    Problem("E902", "the engine does not work", "check its address, and that every node has this version"),
    Problem(
        "E801", "the store cannot be opened", "name a file made by `claimwright store init`, or a database"
    ),
    Problem("E802", "the store was written by a newer version", "install that version of claimwright"),
    Problem("E803", "the database refused", "see the reason given; nothing of this step was kept"),
    Problem("E804", "the decision is not valid", "correct the line named; nothing of the file was taken"),
    Problem("E805", "the decision contradicts the log", "look at what the log holds; nothing was written"),
    Problem("E806", "others decided on it meanwhile", "look at their decision, then decide again"),
    Problem("E807", "the text of the claims is not here", "name the folder of the articles with --texts"),
    Problem("E808", "it is not in the store", "check the id; `claimwright store stats` tells what is there"),
    Problem("S201", "the language is not English", "pass --language any to extract it anyway"),
    Problem(
        "S202", "an exact copy was already extracted", "nothing to do: the first copy carries the claims"
    ),
    Problem(
        "S203", "a near duplicate was already extracted", "drop --skip-near-duplicates to extract all copies"
    ),
    Problem("S204", "there is too little text", "nothing to do: no sentence was found"),
    Problem("S205", "the archive member is no file", "nothing to do: links and devices hold no text"),
    Problem("S206", "the store has it already", "nothing to do: this model has read it before"),
)
CATALOGUE: dict[str, Problem] = {entry.code: entry for entry in _ENTRIES}


class ClaimwrightError(Exception):
    """An error with a code of the catalogue.

    Args:
        code: a key of ``CATALOGUE``.
        where: the file, line or record it happened at, for the person who has to find it.
        detail: what exactly was wrong there.
    """

    def __init__(self, code: str, where: str = "", detail: str = "") -> None:
        self.problem = CATALOGUE[code]
        self.where = where
        self.detail = detail
        super().__init__(str(self))

    @property
    def code(self) -> str:
        """The stable code, ``E101`` and the like."""
        return self.problem.code

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.problem.code} {place}{self.problem.what}{detail}; {self.problem.advice}"

    def __reduce__(self) -> tuple[type[ClaimwrightError], tuple[str, str, str]]:
        """Cross process borders with the three parts, not the rendered message."""
        return type(self), (self.code, self.where, self.detail)


class InputError(ClaimwrightError):
    """An input that cannot be opened, decoded or understood at all."""


class DocumentError(ClaimwrightError):
    """One document that failed; the batch goes on."""


class OutputError(ClaimwrightError):
    """Output that cannot be written or read back."""


class ModelError(ClaimwrightError):
    """A model or a declarations file that is missing or does not fit."""


class StoreError(ClaimwrightError):
    """A store that cannot be opened, or that refuses what it was asked."""
