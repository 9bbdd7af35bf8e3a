"""A file that cannot be read, in words: what is wrong with it, and what to do."""

from collections.abc import Mapping
from typing import Final

from storage.words import N_

ENCRYPTED: Final = N_(
    "{name} is locked with a password. Save a copy without the password and send that, or paste the text."
)
BROKEN: Final = N_(
    "{name} is damaged, or is no {kind} file. Open it, save it as {kind} again and send the new file, or paste its text."
)
WRONG_ENDING: Final = N_(
    "{name} holds a file of the kind {kind}. Change the end of its name to {kind}, and send it again."
)
OLD_WORD: Final = N_(
    "{name} is in the format of old versions of Word, or locked with a password. Save it as .docx without a password, and send that."
)
SCANNED: Final = N_(
    "{name} holds pictures of pages and no text. Send the file it was printed from, or run text recognition (OCR) over it first."
)
UNPACKS_TOO_LARGE: Final = N_(
    "{name} unpacks to {size} MB, and up to {most} MB are opened. Remove the pictures and save it again, or paste its text."
)
TOO_MUCH_WORK: Final = N_(
    "{name} takes more than {seconds} seconds or too much memory to read. Send only the pages of the minutes, or paste their text."
)
TOO_MUCH_TEXT: Final = N_("{name} holds more text than any minutes do. Send only the minutes, or paste their text.")


class UnreadableFile(Exception):
    """A file that holds no text we can read. `message` is an N_ template with `values`: what is wrong and what to do."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values: Mapping[str, str | int] = values


class Refused(Exception):
    """What a reader of one format raises: the N_ template, and the values only it knows. The name is added outside."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.values: Mapping[str, str | int] = values
