"""English as people speak it: orders of one verb, "I urge the crews to …", and the duties that follow somebody's own list."""

import re
from typing import Final

from storage.minutes.english_words import BASE_VERBS

ORDERS: Final = re.compile(
    r"(?:(?:so|now|then|and|but|also|instead|therefore|moreover|please|always|never)\s*,?\s+|(?:in|at|by|from|before|after|during|for|within|next|this|where|when|if)\s[^,.;]{1,60},\s+)?"
    rf"(?:let[’']s\s+(?=[a-z])|(?:do\s+not\s+|don[’']t\s+|please\s+)?(?!let\s+me\b|look\s*,|thank|welcome|name\b|work\b|note\b|form\b|plan\b|mark\b|test\b|stress\b|support\b|change\b)(?:{'|'.join(sorted(BASE_VERBS))})\s+(?!(?:is|are|was|were|has|have|had|will|would|can|of)\b))",
    re.I,
)
"""A sentence that begins like an order, as people speak: "Shut the gate", "By May, finish the roof"."""
PERFORMS: Final = re.compile(
    r"(?:(?:in|as|to|for|with|at|given)\s[^,.;]{1,120},\s+)?(?:(?:and|but|so|today|therefore|finally|again)\s*,?\s+)?(?:(?:I|we)\s+(?:(?:also|further|therefore|hereby|once|again|especially|strongly|humbly|earnestly|once\s+more)\s+){0,2}"
    r"(?:(?:want|would\s+like|wish|have)\s+to\s+)?(?:urge|call\s+(?:up)?on|appeal\s+to|ask|request|direct|instruct|order|implore|exhort|encourage|advise)"
    r"|(?:I\s+am|I[’']m|we\s+are)\s+(?:also\s+)?(?:directing|asking|urging|instructing|requesting|appealing\s+to|calling\s+(?:up)?on)"
    r"|(?:I|we)\s+have\s+(?:also\s+|already\s+)?(?:instructed|directed|asked|told|ordered|requested)|I\s+(?:also\s+)?(?:want|expect|need|require))\s+(?!to\b|me\b|myself\b|ourselves\b)"
    r"(?:(?!(?:who|that|which|to|and\s+I)\b)[\w'’,&()-]+\s+){1,14}?(?:not\s+)?to\s+(?=[a-z])"
    r"|(?:at\s+the\s+same\s+time,?\s+|finally,?\s+|(?:and|here),?\s+)?I\s+(?:also\s+|sincerely\s+)?hope\s+(?:that\s+)?"
    r"(?=(?:the\s+)?(?:[\w'’-]+\s+){0,3}?(?:all|every|each|everyone|everybody|you)\b[^.;]{1,120}?\b(?:will|can|would)\s)",
    re.I,
)
"""Who says so asks for it by saying it: "I urge all crews to sweep", "I hope everyone will sweep"."""
PERFORMS_BESIDES: Final = re.compile(r"\s(?:and|while|but|so)\s+(?=I\s)" + PERFORMS.pattern, re.I)
"""The same behind another clause: "I thank you all while I ask every crew to sweep"."""
MAY_BE_DONE: Final = re.compile(
    r"(?:[\w'’,&()/-]+\s+){1,20}?(?:may\s+(?:kindly\s+|\w+ly\s+)?be|(?<!will )(?<!would )(?<!can )(?<!could )(?<!might )(?<!to )(?<!not )(?<!also )be)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|pt|nt)\b",
    re.I,
)
"""What is to be done, in words as polite as "the staff may be doubled"."""
THERE_IS_NEED: Final = re.compile(
    r"\s+(?:that\s+)?there\s+(?:is|was)\s+(?:also\s+)?(?:an?\s+|no\s+less\s+)?(?:\w+\s+)?need\s+(?:to|for)\s+", re.I
)
"""Said "there is an urgent need to mend the lock"."""
A_THING_STRESSED: Final = re.compile(
    r"\s+(?=(?:the\s+)?(?:better|closer|greater|stronger|stricter|more|regular|timely|strict|proper|effective|continuous|constant|prompt|early|full|flawless|close|joint|seamless|coordinated|robust|rigorous)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:coordination|cooperation|collaboration|inspections?|monitoring|supervision|maintenance|checks?|compliance|adherence|implementation|communication|training|planning|completion|enforcement"
    r"|oversight|vigilance|discipline|follow-up|reviews?|controls?|management|integration|engagement|utili[sz]ation|accountability|transparency|action|efforts?|measures?)\b(?!\s+(?:is|was|are|were|has|had|have)\b))",
    re.I,
)
"""Stressed "better coordination of the crews"."""
TO_DO_OFFICES: Final = re.compile(
    r"\s+(?:the\s+)?(?:leaders|heads|ministers|ministries|officials|chiefs|secretaries|representatives|departments|directors|managers)\b"
    r"(?:,?\s+(?:(?-i:[A-Z])[\w&’'-]*|of|and|the|for|on|in|as|well)){3,80}?,?\s+to\s+(?=[a-z])",
    re.I,
)
"""Asked of many offices, each with its name: "asked leaders of the Ministry of Ports, the Ministry of Roads, and … to repair"."""
TO_DO_ASIDE: Final = re.compile(
    r"\s+(?:[\w'’&()-]+\s+){0,8}[\w'’&()-]+,\s+(?:especially|particularly|including|mainly|who)\s[^.;\n]{1,160}?,?\s+to\s+"
    rf"(?=(?:\w+ly\s+)?(?:{'|'.join(sorted(BASE_VERBS))})\b)",
    re.I,
)
"""Urged "the crews, especially those of the tugs, to"."""
IS_TO_DO: Final = re.compile(
    r"(?:the|each|every|all|both)\s+(?!(?:aim|goal|purpose|objective|idea|plan|intention|hope|task|point|next\s+step)s?\b)(?:[\w'’-]+\s+){1,6}?(?:is|are)\s+to\s+(?:\w+ly\s+)?(?:"
    + "|".join(sorted(BASE_VERBS))
    + r")\b",
    re.I,
)
"""A sentence that says who is to do what: "The yard is to report on Friday"."""
OWN_LIST: Final = re.compile(
    r"\b(?:with|gave|had|read\s+out|added)\s+(?:a|an|the|his|her|some)\s+(?:\w+\s+){0,2}(?:list|points|demands|orders|instructions|requests|requirements|tasks)(?:\s+of\s+(?:his|her)\s+own)?\s*\.?\s*$"
)
"""What closes a sentence behind which somebody's demands follow: "followed with a list of his own."."""
TOLD_THEY: Final = re.compile(
    r"\s+(?:[\w'’&-]+\s+){1,8}?(?=(?:they|he|she|we)\s+(?:should|must|needed?\s+to|ha(?:ve|d)\s+to|were\s+to)\b)", re.I
)
"""Told the crews "they should sweep"."""
