"""A report or a brief as a file: the buttons that ask for one, and what each form is called."""

import json
from collections.abc import Sequence
from typing import Final

from bot.language import Say
from bot.messages.blocks import actions, button
from bot.messages.text import VALUE, Block, shortened
from storage.words import N_

FORMS: Final = {"xlsx": N_("Excel file"), "docx": N_("Word file"), "html": N_("Web page to print")}


def paper_buttons(say: Say, what: str, text: str, forms: Sequence[str]) -> Block:
    """One button for each form; each carries the words of the question, so it works after a restart."""
    return actions(
        "papers",
        *(
            button(
                say(FORMS[form]),
                f"paper_{form}",
                json.dumps({"what": what, "ask": shortened(text, VALUE // 8), "form": form}, ensure_ascii=False),
            )
            for form in forms
        ),
    )
