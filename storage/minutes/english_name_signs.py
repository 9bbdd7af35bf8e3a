"""How English tells that words are somebody's name, title or office: the patterns around the names of people."""

import re
from typing import Final

from storage.minutes.copies import CJK
from storage.minutes.english_titles import HEAD_OF, TITLE_ALONE

_LOWER: Final = "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőřśşšťūůűźžżơư\u1ea0-\u1eff"
_NAME_WORD: Final = rf"[A-ZÀ-ÖØ-ÞĂĆČĐŁŚŞŠŽŻ][A-ZÀ-Þ{_LOWER}’'-]{{0,30}}[{_LOWER}]"
_TWO_INITIALS: Final = rf"(?!AC\b|AI\b|AU\b|CM\b|CS\b|DC\b|DG\b|DM\b|ED\b|EU\b|GM\b|HR\b|IT\b|LG\b|MD\b|PM\b|PR\b|PS\b|SE\b|SP\b|TV\b|UK\b|UN\b|US\b|UT\b|VP\b|XE\b)[A-Z]{{2}}[ \t]+(?!(?i:chief|prime|deputy|vice|{TITLE_ALONE})\b)"
"""Two initials without stops: "MK Gandhi"; no office, no country."""
NAME: Final = (
    rf"(?=[A-ZÀ-ÖØ-ÞĂĆČĐŁŚŞŠŽŻ])(?<!\w)(?:(?:(?:[A-Z]\.[ \t]*|(?![AI]\b)[A-Z][ \t]+){{0,3}}|{_TWO_INITIALS}){_NAME_WORD}(?:[ \t]+(?:(?:de|da|van|von|der|bin|ibn|bint|binti|al|Al|El)[ \t]+){{0,2}}(?:{_NAME_WORD}|[A-Z]\b\.?)){{1,3}}"
    rf"|(?:[A-Z]\.[ \t]*){{1,3}}{_NAME_WORD}(?!\w)|{_TWO_INITIALS}{_NAME_WORD}(?!\w)|(?:(?![AI]\b)[A-Z][ \t]+){{2,3}}{_NAME_WORD}(?!\w))"
)
_HONOUR: Final = r"Mr|Mrs|Ms|Miss|Dr|Prof|Comrade|Professor|Madam|Sir|Shri|Sri|Smt|Datuk(?:\s+Seri)?|Dato[’']?(?:\s+(?:Seri|Sri))?|Tan\s+Sri|Tun|Hon|Engr|Alhaji|Alhaja|Hajiya|Mallam|Barr|Barrister|Otunba"
_DISTRICT: Final = r"\s+[A-Z][a-z]+\s+(?:[Dd]ivision|[Dd]istrict|[Cc]ity|[Rr]egion|[Rr]ange|[Pp]rovince)"
FORCES: Final = r"(?:Lt|Lieutenant|Maj|Major|Brig|Brigadier)\.?\s+Gen(?:eral|\.)?|Lt\.?\s+Col|Captain|Capt|Colonel|Col|Major|Maj|Brigadier|Brig|Engineer"
ROLE_LEAD: Final = (
    r"(?:(?!(?:who|whom|which|with|and|while|as|where|when|has|had|have|was|were|is|are|to|for|from|on|in|at|by|made|gave|said|today|yesterday|also|directed|asked|urged|called|told|chaired|held|convened|presided)\b)"
    r"[A-Za-z][\w&.-]*[ \t-]+){0,5}"
)
APPOSITION: Final = re.compile(rf"(?P<name>{NAME}),\s+(?P<role>{ROLE_LEAD}(?:{HEAD_OF})\b)")
ROLE_FIRST: Final = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts)\s+(?P<role>{ROLE_LEAD}(?:{HEAD_OF})(?:\s+of\s+[^,.;\n]{{1,40}})?),\s+(?:(?:{_HONOUR})\.?\s+)?(?P<name>{NAME}),"
)
TITLE_FIRST: Final = re.compile(
    rf"(?:^|(?<=[.:)]\s)|(?<=\s:))(?P<role>(?:[A-Z]\w+\s+){{1,4}}(?:{HEAD_OF}))(?:\s*\([A-Z][A-Za-z .]{{0,12}}\),?)?(?:\s+[A-Z][a-z]+){{0,2}}(?:,\s+[A-Z][a-z]+(?:\s+(?:(?:and|&)\s+)?[A-Z][a-z]+){{0,3}})?,\s+(?P<name>{NAME})(?=,?\s+(?:today\s+|on\s+|has\s+)?(?:[A-Z]\w+day\s+)?[a-z]+)",
    re.M,
)
"""Newspapers' order: "Finance Secretary, Li Na today called for …", "Mayor Springfield, Li Na today …"."""
TITLE_OF: Final = re.compile(
    rf"\b[Tt]he\s+(?P<role>(?:[A-Z][\w-]*\s+){{0,3}}(?:{HEAD_OF})(?:\s+of\s+[^,.;\n]{{1,60}})?)(?:\s*\([A-Z][A-Za-z .]{{0,12}}\))?(?:\s+[A-Z][a-z]+){{0,2}},\s+(?:(?:{_HONOUR})\.?\s+){{0,3}}(?P<name>{NAME})(?=,?\s+(?:today|yesterday|on|has|had|[A-Z]\w+day)\s)"
)
"""The office with its place, then the name: "The Governor of Port State, Professor Li Na today chaired …"."""
MET: Final = re.compile(rf"(?P<name>{NAME})\s+(?=(?:held|convened)\s+an?\s+(?:\w+\s+){{0,3}}meeting\s+with\b)")
"""Only somebody meets with others: "Li Na held a meeting with the mayors"."""
BRACKETED: Final = re.compile(rf"(?P<name>{NAME})\s*\((?P<role>[^()\n]{{0,30}}\b(?:{HEAD_OF})\b[^()\n]{{0,80}})\)")
TITLED: Final = re.compile(
    rf"\b(?P<role>(?:[Tt]he\s+)?(?:[Ll]ieutenant\s+|[Ll]t\.?\s+|[Dd]eputy\s+|[Vv]ice[ -]|[Gg]eneral\s+|[Mm]anaging\s+|[Pp]arty\s+|[Pp]rime\s+|[Aa]cting\s+|[Ee]xecutive\s+)*"
    rf"(?:[Cc]hief\s+)?(?:{HEAD_OF}|CEO|CFO|CTO|COO|GM)(?:\s+of\s+(?:(?!the\b)[A-Za-z][A-Za-z ]{{1,40}}?|the\s+(?:[\w’'-]+\s+){{1,4}}?(?:Company|Group|Corporation|Union|Committee|Department|Bureau|Ministry|Plant|Mill|Factory))|\s+to\s+the\s+(?:[A-Z]\w+\s+and\s+[A-Z]\w+|Government|State|Treasury|Cabinet|Council))?)(?:{_DISTRICT})?(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:[A-Z][a-z]+\s+)?(?:{_HONOUR}|{FORCES})\.?(?:\s+(?:{_HONOUR})\.?)?(?:\s*\((?i:retired|retd|r)\.?\))?)?\s+(?<!\band )(?P<name>(?:[AI]\s+)?{NAME})"
)
HONOURED: Final = re.compile(rf"\b(?:{_HONOUR})(?:\.\s*|\s+)(?P<name>{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,3}})")
TITLED_SURNAME: Final = re.compile(
    rf"\b(?P<role>(?:Deputy\s+|Vice[ -]|General\s+|Managing\s+|Party\s+|Executive\s+|Associate\s+|Assistant\s+)*(?:Secretary|President|Chairman|Chairwoman|Chair|Manager|Director|Minister|Premier|Governor|Mayor|Dean|Principal|GM|CEO|Councill?or|Council(?:member|man|woman)|Alderman|Trustee|Commissioner|Senator|Supervisor|Treasurer|PM|CM|Gov))\.?\s+(?P<name>{_NAME_WORD})(?!\w|\s+[A-Z])"
)
BY: Final = re.compile(
    rf"\b(?:chaired|presided\s+over|moderated|hosted|facilitated|led|opened)\s+by\s+(?:the\s+)?(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?P<role>(?:[A-Za-z-]+\s+){{0,6}}?(?:of\s+[^,.;\n]{{1,60}}\s+)?)(?P<name>{NAME})(?![\w])"
)
_SPEAKS: Final = (
    r"told|warned|chaired|presided|attended|addressed|delivered|made|gave|spoke|stressed|emphasi[sz]ed|pointed\s+out|said|noted|required|urged|asked|demanded|called\s+(?:on|for)|suggested"
    r"|proposed|put\s+forward|instructed|requested|encouraged|summarized|concluded|directed|highlighted|underlined|underscored|ordered|advised|exhorted|reiterated"
)
OFFICE_IN: Final = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<role>(?:[A-Z]\w+\s+){{0,4}}(?:{HEAD_OF})\s+(?:of|in|for|at)\s+(?:(?:[A-Z][\w&’'-]*|and|of|the|for|in),?\s+){{0,13}}[A-Z][\w&’'-]*),\s+(?:(?:{_HONOUR})\.?\s+)?(?P<name>{NAME})"
    rf"(?=,?\s+(?:today|on|has|had|says|wants|{_SPEAKS})\b)",
    re.M,
)
"""The office with all its place at the head of a sentence: "Secretary in the Ministry of Ports, Li Na says …"."""
DOING: Final = re.compile(
    rf"(?P<name>{NAME})(?:\s+(?:then|also|further|first|finally|again|later|subsequently|on\s+\w+day))?\s+(?=(?:{_SPEAKS})\b)"
)
ACTS: Final = re.compile(
    rf"(?:,\s+(?:a|an|the|who|also)\b[^,.;\n]{{2,80}},)?(?:\s+(?:on\s+)?\w+day|\s+today|\s+also|\s+further)?\s+(?:{_SPEAKS}|held|convened)\b"
)
"""Behind a name: what only somebody named first in the clause does, whatever their title before."""
UNDER: Final = re.compile(
    rf"\b(?:by|of|with|to|from|under|for|told)\s+(?:the\s+)?(?:[\w&]+\s+){{0,4}}(?:(?:{HEAD_OF})\s+)?(?:(?:{_HONOUR})\.?\s+)?$"
)
# A bare name whose sentence leads to a list: "Zhang Qiang summed up with two points: first, …".
NAMED_NEXT: Final = re.compile(
    rf",\s+{NAME},?\s+(?:(?:has|had|today|on\s+\w+day|\w+day)\s+)*(?:{_SPEAKS}|held|convened|reviewed)\b"
)
CLOSING: Final = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?:(?:[Ff]inally|[Ll]astly|[Tt]hen|[Nn]ext|[Aa]fterwards|[Ii]n\s+closing|[Ii]n\s+conclusion),?\s+)?(?P<name>{NAME})\s+(?:(?:then|also|finally|\w+ly)\s+)?"
    r"(?=(?:wrapped|wound|summed|rounded|closed|ended|finished|concluded|left|laid|outlined|spelled|spelt|listed|raised|gave|had|asked|set|drew|dwelt|came)\b[^.:;\n]{0,120}"
    r"(?::|\.\s+(?:[Tt]he\s+)?[Ff]irst\b|\.\s*\(?1[.)]))",
    re.M,
)
TOWN: Final = re.compile(
    rf"^([A-Z]{{4,}})(?=[,:(]|\s+[-–—])|\b(?:in|at|from|across|near)\s+([A-Z][a-z]+)\b(?!\s+[A-Z])"
    rf"|\b([A-Z][a-z]+)\s+(?:[Dd]istrict|[Dd]ivision|[Cc]ity|[Pp]rovince|[Cc]ounty|[Tt]ehsil)\b|\b(?:{HEAD_OF})\s+([A-Z][a-z]+)(?=\s+(?:in|on|at|to|for|every|with)\b)",
    re.M,
)
"""A word that names a place somewhere in the text, so that behind a title it may be no part of the name."""
DESCRIBED: Final = re.compile(
    rf"(?P<name>{NAME}),\s+(?:an?|the|who)\s+[^,.;\n]{{2,80}},\s+(?:(?:on\s+)?\w+day\s+|today\s+|also\s+)?(?=(?:{_SPEAKS})\b)"
)
"""Somebody without a title: "Li Na, a guest of the yard, urged …"."""
BEHIND_OFFICES: Final = re.compile(
    rf"\b(?P<role>(?:[A-Z]\w+\s+){{0,4}}(?:{HEAD_OF})\b[^.;\n]{{0,160}}?),\s+(?P<name>{NAME})(?:\s+(?:[IVX]{{2,4}}|[JS]r)\b\.?)?(?=,\s+(?:(?:on\s+)?\w+day\s+|today\s+|has\s+|had\s+)?(?:{_SPEAKS}|[a-z]+ed|held|took|led|met|wants)\b)"
)
"""Offices that hold commas and brackets, then the name: "Minister of State (Ports) for the North, Li Na, chaired …"."""
ONE_NAME_BEHIND: Final = re.compile(
    rf"\b(?P<role>(?:[A-Z][\w-]*\s+){{0,3}}(?:{HEAD_OF})),\s+(?P<name>{_NAME_WORD})(?=,\s+(?:\w+ly\s+)?(?:{_SPEAKS}|[a-z]+ed)\b)"
)
"""Somebody called by one name behind an office: "the General Manager, Kevin, urged"."""
ONE_NAME_FIRST: Final = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=,\s))(?P<name>{_NAME_WORD}),\s+(?:the|our)\s+(?P<role>(?:[\w’'-]+\s+){{0,3}}(?:{HEAD_OF})(?:\s+of\s+[^,.;\n]{{2,60}})?),\s+(?=(?:\w+ly\s+)?(?:{_SPEAKS}|[a-z]+ed)\b)",
    re.M,
)
"""The same before it: "Kevin, the head of sales, urged"."""
LABELLED: Final = re.compile(rf"^(?P<name>{NAME})[ \t]*\([^()\n]{{2,40}}\):[ \t]*$", re.M)
"""Who speaks in the lines below: "Li Na (safety):"."""
NATIVE: Final = re.compile(rf"(?P<name>{NAME})\s*\(\s*(?P<native>[{CJK}]{{2,4}})\s*\)")
A_MEETING: Final = re.compile(
    r"\b(?:the\s+)?(?:meeting|conference|session|symposium|workshop|forum|seminar|retreat)\b(?!\s+(?:room|hall|minutes|chair))",
    re.I,
)
IT: Final = re.compile(
    r"\b[Ii]t\s+(?:also\s+|further\s+)?(?=(?:stress|urg|call|requir|emphasi[sz]|demand|point|not|review|approv|adopt|hear|discuss|deliberat|direct|underscor|underlin|highlight)(?:e[sd]|ed|s|d)\b)"
)
CALLED: Final = re.compile(
    rf"(?:^|(?<=[.,:”\"]\s)|(?<=said\s))(?:(?:{_HONOUR})\.?\s+)?(?P<name>{_NAME_WORD}),?\s+(?:(?:also|further|then|later|today|who\s[^,.;\n]{{2,80}},|was\s+quoted\s+as)\s+)*(?=(?:{_SPEAKS}|added|saying)\b)",
    re.M,
)
"""Somebody called by the first of their names: "Anwar also urged"."""
FULL_NAME: Final = re.compile(rf"(?P<name>{NAME})")
OFFICE: Final = re.compile(rf"\b(?:[A-Z][\w-]*\s+){{0,3}}(?:{HEAD_OF})\b|\b(?:{_HONOUR})\b")
_STAND_IN: Final = (
    r"[Tt]he\s+(?:(?:[A-Z]?[a-z]+|top|senior)\s+){0,2}"
    r"(?:[Bb]oss|lawmaker|legislator|politician|statesman|dignitary|bureaucrat|official|[Hh]ead\s+of\s+[Ss]tate|(?:civic|police|district|county|city|state|provincial|council|port|railway)\s+chief|[Gg]overnment\s+(?:leader|chief|head)|[A-Z]{2,6}\s+chief|leader\s+of\s+(?:the\s+)?[A-Z]\w+)\b"
    r"(?=[.,;]|\s*$|\s+(?:(?:also|further|then|has|had|who|\w+ly)\s+)*(?:[a-z]+ed|said|told|held|laid|put|made|gave|on|at|in|while)\b)"
)
PRONOUN: Final = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b(?!\s+[A-Z][a-z])"
    rf"|\b{_STAND_IN}"
)
"""He and she, and words that stand for them: "the county boss"."""
STANDS_BEHIND: Final = re.compile(rf"\s+{_STAND_IN}")
STANDS_IN: Final = re.compile(
    r"\brepresented\s+by\s(?:[^.;\n]|(?<=Engr|Prof|Barr)\.|(?<=Mrs|Hon|Alh)\.|(?<=Mr|Ms|Dr)\.)*$"
)
"""Before whoever came for somebody else: "Li Na, who was represented by Wu Gang, said"."""
AGENT: Final = re.compile(r"\b(?:was|were)\s+(?:\w+\s+){1,3}by\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$", re.I)
BOUNDARY: Final = re.compile(
    r"(?:^|\b\d{4}[-./]\d\d?[-./]\d\d?(?:\s+\d\d:\d\d(?::\d\d)?)?|[,;:.!?—–)\"“”’]|--|\b(?:in|at|on|during)\s+(?:his|her|the|a|this|\w+['’]s)\s+(?:\w+\s+){0,2}(?:occasion|outset|inspection|visit|tour|review|session|teleconference|speech|remarks|address|report|conclusion|meeting|conference)|\b(?:and|while|but|then|where|when|which|whereas|as|that|however|meanwhile|besides|later|afterwards|also|further|moreover|therefore))\s*$",
    re.I,
)
TITLE_BEFORE: Final = re.compile(
    rf"(?:(?-i:\b[A-Z]{{2,4}})|\b(?:(?:{_HONOUR})\.?\s+)?(?:{_HONOUR})\.?|\b(?:(?!(?:by|of|to|with|from|for|under|over|told|met|and|while|meeting|speech|conference|session|review|report)\b)[A-Za-z-]+\s+){{0,4}}(?:{HEAD_OF})(?:\s+of\s+[^,.;]{{1,60}}|\s+for\s+[^.;]{{1,80}}|\s+of|{_DISTRICT})?(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:Mr|Mrs|Ms|Dr|Shri|Sri|Smt)\.?)?)(?:\s+|(?<=[rs]\.))$",
    re.I,
)
TITLE_RIGHT_BEFORE: Final = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<role>(?!and\b|of\b)(?:[A-Z][\w&-]*[ \t]+|and[ \t]+|of[ \t]+){{0,6}}(?:[Vv]ice-)?(?:{HEAD_OF}))(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:{_HONOUR}|{FORCES})\.?(?:\s+(?:{_HONOUR})\.?)?(?:\s*\((?i:retired|retd|r)\.?\))?)?,?\s+$"
)
ASSISTS: Final = re.compile(rf"\b((?:[A-Z][a-z]+\s+){{0,3}}(?:{HEAD_OF}))\s+to\s+(?:the\s+)?$")
"""Before a title: whose it is only assists its bearer, as "Press Secretary to the Mayor"."""
WITHIN: Final = re.compile(
    r"\b(?:(?:at|in|during|of|from|for|after|before|on)\s+(?:the|an?|this|his|her)\s+(?:[\w-]+\s+){0,4}"
    r"|(?:chaired|held|attended|convened|addressed|opened|presided\s+over)\s+(?:[\w()&-]+\s+){0,7})$",
    re.I,
)
"""Before a meeting in which somebody else speaks: "at the yearly review meeting"."""
LEAD_IN: Final = re.compile(
    r"(?:(?:then|next|finally|lastly|afterwards|later|in\s+(?:closing|conclusion|the\s+end)|(?:at|after|before|during)\s+[^,.\n]{2,40}),?\s+)",
    re.I,
)
ROLE_BEHIND: Final = re.compile(
    r",\s[^,.;:\n]{2,80}(?:,\s(?:and\s)?[^,.;:\n]{2,80}){0,2},(?=\s+[a-z])|\s*\([^()\n]{1,80}\)"
)
NOT_ALONE: Final = re.compile(r"[’']s?\b|\s*(?:,|and\b|&|:|\))|\s*$|\s*\n")
"""Behind a name: others beside the person, what belongs to them, or no sentence at all."""
