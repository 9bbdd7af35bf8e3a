"""The English of meetings: the verbs that ask, say and tell, the signs of lists, and the words around them."""

import re
from typing import Final

from storage.minutes.english_words import BASE_VERBS

ORDINALS: Final = {
    name: number
    for number, names in enumerate(
        (
            "first one",
            "second two",
            "third three",
            "fourth forth four",
            "fifth five",
            "sixth six",
            "seventh seven",
            "eighth eight",
            "ninth nine",
            "tenth ten",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERED: Final = "first|second|third|fourth|(?<=[.;:]\\s)forth(?=,)|fifth|sixth|seventh|eighth|ninth|tenth"
_WORDS: Final = _NUMBERED + "|two|three|four|five|six|seven|eight|nine|ten"
_LAST: Final = r"last but not least|lastly|finally|the last|the final one"
_POINT: Final = r"(?:\s+(?:point|one|thing|requirement|request|task|step|priority|matter|demand|suggestion|aspect))?"
# What may stand before a list sign inside a sentence: its beginning, a stop, or a comma with "and".
MARKER: Final = re.compile(
    r"(?:(?<!\w)(?=[a-jlnostvx\d])|(?=[(\[]))"  # where no sign can begin, a search is soon over
    rf"(?:(?P<is>\b(?:the\s+)?(?P<n1>{_WORDS}|last|final){_POINT}\s+(?:is|was|are|were)\b[\s,:]*(?:to\b\s*|that\b\s*|for\b\s*)?)"
    rf"|(?P<to>(?:(?<=[,;:]\s)(?:and\s+)?the\s+|(?<=[;:]\s)(?:and\s+)?)(?P<n2>{_NUMBERED}|last|final){_POINT},?\s+to\s+(?!none\b))"
    rf"|(?P<ly>\b(?:(?P<n3>{_NUMBERED})(?:ly\b,?|\s+of\s+all,?|,|:)|(?:{_LAST})\b,?)\s+(?:(?:is|was)\s+)?(?:to\s+(?=[a-z]))?)"
    r"|(?P<other>\b(?P<n6>one|another|still\s+another|the\s+other)\s+(?:is|was)\s+(?:to\s+|that\s+|(?<=[:;.]\sone\sis\s)))"
    r"|(?P<count>(?<=[.:;]\s)(?:and\s+)?(?P<n7>one|two|three|four|five|six|seven|eight|nine|ten)[,:]\s+(?:to\s+(?=[a-z]))?)"
    r"|(?P<paren>[(\[](?P<n4>\d{1,2}|(?-i:[ivx]{1,4}|[a-j]))[)\]]\s*(?:to\s+(?=[a-z]))?)"
    r"|(?P<dot>(?<![\w.,/-])(?:(?P<n5>\d{1,2})[.)]\s+(?=\D)|(?-i:(?P<n8>[A-J]|I{1,3}|IV|VI{0,3}|IX|X)\.\s+(?=[A-Z])))))",
    re.I,
)
BULLET: Final = re.compile(r"^[ \t]*[-*+•·●○▪■◆][ \t]+(?:\[[ xX]\][ \t]+)?", re.M)
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _forms(verbs: str) -> str:
    """Each verb as somebody else does it: "urge" is urges, urged, urging. The bare form is left out: it may be a thing, or an order itself.

    They are gathered by their first letter, so that a search soon passes over other words.
    """
    gathered: dict[str, list[str]] = {}
    for verb in verbs.split():
        form = f"{verb[1:-1]}(?:es|ed|ing)" if verb.endswith("e") else f"{verb[1:]}(?:e?s|ed|ing)"
        gathered.setdefault(verb[0], []).append(form)
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in gathered.items())


_THING_ASKED: Final = (
    r"(?=(?:[\w-]+\s+){0,4}(?:requirement|guidance|request|demand|instruction|direction|directive|suggestion|task|point|thing|proposal|order|arrangement|deployment"
    r"|expectation|hope)s?\b|(?:\w+\s+){0,3}priorit(?:y|ies)\b)"
)
_STRESSING: Final = (
    _forms("stress emphasise emphasize underline underscore highlight reiterate")
    + r"|emphasi[sz]e|(?:lays?|laid|laying|plac(?:es|ed|ing)|put)\s+(?:\w+\s+){0,2}(?:emphasis|stress)"
)
_ORDERING: Final = (
    r"charged(?=\s+(?:[\w'’,&()-]+\s+){1,8}?to\s+(?!court|prison|jail)[a-z])|(?:assigned|entrusted|mandated|deputed)(?=\s+(?:[\w'’,&()-]+\s+){0,14}?to\s+(?:\w+ly\s+)?(?:"
    + "|".join(sorted(BASE_VERBS))
    + r")\b)|charged(?=\.?\s*$|\.\s)|charged(?=\s+to\s+[a-z])|(?:charged|entrusted)(?=\s+(?:[\w'’,&()-]+\s+){1,8}?with\s+[a-z]+ing\b)|(?:direct|press|push|ask)(?:ed|s|es)\s+for|call(?:ed|s|ing)\s+(?:up)?(?:on|for)|appeal(?:ed|s|ing)\s+to|impress(?:ed|es|ing)\s+(?:up)?on|task(?:ed|ing)(?=\s)(?!\s+with\s+[a-z]+ing\b)"
    r"|(?P<passed_on>(?:directions|directives|instructions|orders)\s+(?:were|have\s+been)\s+(?:also\s+)?(?:issued|given|passed)"
    r"|(?:directives?|directions?|instructions?)(?=\s+to\s+[a-z]+\s[^.;\n]{1,160}?\s(?:was|were|has\s+been|have\s+been)\s+(?:also\s+)?(?:issued|given|passed)\b)"
    r"|(?:tasked|entrusted|charged)\s+with(?=\s+[a-z]+ing\b)|(?:assigned|given)\s+the\s+(?:task|duty|job)\s+of(?=\s+[a-z]+ing\b)"
    r"|(?:was|were)\s+(?:also\s+)?given\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:instructions?|directions?|tasks?|orders?)(?=\s+to\s+[a-z])"
    r"|with\s+(?:\w+\s+){0,2}(?:directions|instructions|orders)(?:\s+(?:issued|given))?(?=\s+to\b)|with\s+(?:\w+\s+){1,4}(?:directed|asked|told|instructed|urged)(?=\s+to\b))"
    r"|challenged|(?:told|tells|telling)(?!\s+(?:\w+\s+){0,2}(?:stor(?:y|ies)|tales?|anecdotes?|jokes?)\b)|(?:arranged|deployed|assigned)(?=\s+(?:[\w-]+\s+){0,4}(?:works?|tasks?|priorities|jobs)\b)"
    r"|(?:put|puts|putting|set|sets)\s+(?:forward|out|forth)"
    r"|(?:made|makes|(?:concluded|concludes|closed|closes|ended|ends)\s+with|raised|gave|gives|issued|passed|laid\s+down|listed|named|offered|shared|expressed|delivered|sets?)\s+"
    + _THING_ASKED
    + "|"
    + _forms(
        "urge require demand request ask instruct order direct encourage advise suggest propose recommend insist remind exhort enjoin implore mandate command counsel"
    )
)
_SAYING: Final = (
    _forms(
        "warn caution note add remark comment observe mention indicate explain elaborate argue opine tweet summarise summarize"
    )
    + r"|said|says|saying|(?:gave|made|delivered|issued)\s+(?:an?|the)\s+(?:\w+\s+){0,2}(?:speech|address)|point(?:ed|s|ing)\s+out(?!\s+(?:the\s+|a\s+)?(?:\w+\s+)?(?:directions?|way|path|road)\b)|stated|states|stating"
    r"|wish(?:ed|es)(?=\s+that\b)|continued(?=\s*[,:]|\s+that\b)"
    r"|express(?:ed|es|ing)\s+(?:(?:the\s+|his\s+|her\s+|a\s+)?(?:hope|wish)|that\b)|believed|believes|held\s+that|wants|wanted|expects|expected|hoped|hopes|concluded\s+that|(?:was|were)\s+quoted\s+as\s+saying|spoke\s+of|according\s+to"
)
_TELLING: Final = (
    _forms(
        "pledge promise vow report brief introduce announce thank congratulate review analyse analyze welcome express present discuss apprise inform assure"
    )
    + r"|committed|shared|described|recalled|praised|listened|read\s+out|affirmed|replied|agreed|undertook"
)
VERB: Final = re.compile(
    rf"\b(?:(?P<orders>{_ORDERING})|(?P<stresses>{_STRESSING})|(?P<says>{_SAYING})|(?P<other>{_TELLING}))\b",
    re.I,
)
NOUN: Final = re.compile(
    r"(?<!\bhe )(?<!\bshe )(?<!\bit )(?<!\bwho )(?<!\balso )(?<!\bthen )(?<!\bmeeting )(?<!\bfurther )(?<=[a-z,] )(?:orders|requests|demands|reports|reviews|notes|states|hopes|stresses|stress|proposals|instructs|presents|calls on)$"
)
"""A word that may be a verb of speech or a thing, behind a plain word: "close old orders", "all late reports"."""
CONTINUES: Final = re.compile(
    r"(?:[,;.\"“”]|\b(?:and|but|or|while|when|also|then|besides|further|by|he|she|it|who|they))\s+(?:\w+ly\s+|also\s+|further\s+|again\s+|has\s+|had\s+|have\s+)*$",
    re.I,
)
"""What stands before a further verb of one who has spoken already in this sentence."""
OPENS_WITH: Final = re.compile(r"\W*(?:(?:while|when|by|also|in|further|then|besides)\s+|(?:\w+ly\s+))?", re.I)
"""What may stand before a participle that opens its sentence."""
OTHERS: Final = re.compile(
    r"(?:all\s+|other\s+|many\s+)?(?:the\s+)?(?:participants|delegates|representatives|attendees|everyone|everybody|members|heads|staff|employees|leaders|units|subsidiaries|speakers)\b",
    re.I,
)
"""Voices without a name: what they pledge or report is nobody's directive."""
BY: Final = re.compile(r"\s+by\s+(?:(?:the|our)\s+)?(?=[A-Z]|[a-z-]+\s)")
"""Behind a passive: whose request it was."""
NO_VOICE: Final = re.compile(
    r"\b(?:be|been|being|to|should|must|will|would|can|could|may|shall|are|were|(?<!\bit\s)is|(?<!\bit\s)was|as|the|a|an|of|for|any|all|new|no|not)\s+(?:[a-z]+ly\s+)?$",
    re.I,
)
"""What makes a verb of speech an infinitive, a passive or a noun: "should be reported", "the required forms"."""
MODAL: Final = re.compile(
    r"\b(?:should|must|shall|ought\s+to|needs?\s+to|needed\s+to|ha(?:ve|s|d)\s+to|(?:is|are|was|were|be)\s+(?:required|expected|asked|to\b|urged)"
    r"|(?:necessary|imperative|important|essential|vital|crucial|urgent|required)\b)",
    re.I,
)
MUST: Final = re.compile(
    r"\b(?:had\s+to(?![^.;]*\b(?:but|and|because|when|after|since|ago|last\s+(?:year|month|week|\w+day)|\w+\s+years)\b)|(?:should|must)(?:n[’']t)?(?!\s+(?:bring|yield|reach|exceed|total|hit|top|see|earn|grow)\s+(?:by\s+)?(?:about\s+|around\s+|some\s+|nearly\s+|over\s+)?[\d$€£])(?!\s+be\s+(?:proud|glad|happy|grateful|pleased|able)\b)(?!\s+(?:benefit|recover|last|rise|fall|cost|take\s+(?:about|around|at|less|more|some))\b)(?!\s+(?:surely\s+)?have\s+(?:been|\w+(?:ed|wn|en|ne|lt|pt|st))\b)|shall|ought\s+to|(?<!\bthe )(?<!\bno )(?<!\burgent )needs?\s+to|needed\s+to|ha(?:ve|s)\s+to|it\s+(?:is|was)\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)\s+(?:to|that|for)"
    r"|(?:is|are|was|were)\s+(?:required|expected(?!\s+to\s+(?:reach|rise|fall|grow|exceed|increase|decrease|drop|hit|total|continue|remain|be|cost|last|arrive|come|become|happen|return|recover|see|account|bring|generate|create|pass|stay|benefit)\b)|necessary|needed)\s+to|(?:all|every|each)\s+(?:[\w'’-]+\s+){1,6}?(?:is|are)\s+to|no\s+(?:[\w'’-]+\s+){1,6}?(?:is|are|was|were)\s+to\s+be)\b",
    re.I,
)
# "urged the plants to", "called on all members to", "required them not to": somebody stands between, and no clause begins.
TO_DO: Final = re.compile(
    r"\s+(?!that\b)(?:(?!(?:as|it|relates|due|according|owing|prior|to|should|must|that|which|who|is|are|was|were)\b)(?:[\w'’,&()-]+(?:\.\w+)*|(?:[A-Z]\.){1,3}|(?:Mr|Ms|Mrs|Dr|No)\.)\s+){1,14}?(?<!\bcontinue )(?<!\btry )(?<!\bneed )(?<!\bhave )(?<!\bbegin )(?<!\bstart )(?:not\s+)?to:?\s+(?!(?!(?:br|cl|r|s|sw|spr|wr|fl|str)ing\b)[a-z]{2,}ing\b)(?=[\w\"“‘])",
    re.I,
)
# "urged further deepening reforms", "called for stronger ties": no person stands there.
PARTS: Final = re.compile(
    r"(;\s*(?:and,?\s+)?(?:to\s+|that\s+)?|,\s+(?:and\s+)?that\s+(?=(?:\w+\s+){1,3}(?:must|should|shall|need)\b)"
    r"|,?\s+while\s+(?=(?:[\w'’-]+\s+){1,8}(?:should|must|shall)\s)"
    r"|[,;]\s+(?:similarly|likewise),?\s+(?=(?:[\w'’,-]+\s+){1,16}(?:should|must|shall)\s))"
)
"""What stands between the requests of one sentence."""
PARTS_BEHIND_TO: Final = re.compile(
    r"(,\s+(?=(?:each|every|all)\s+(?:[\w-]+\s+){1,4}(?:should|must|shall)\b)|" + PARTS.pattern[1:]
)
"""The same where the first began with "to": a clause of its own begins anew."""
STRINGS_TO: Final = re.compile(r",\s+to\s+[a-z-]+\s[^.;\n]{0,200}\band\s+to\s")
PARTS_OF_TO: Final = re.compile(r"(,?\s+and\s+to\s+(?=[a-z-]+\s)|,\s+to\s+(?=[a-z-]+\s)|" + PARTS.pattern[1:])
"""The same where three and more begin with "to" each: "to sweep, to paint, and to count"."""
PARTS_OF_THAT: Final = re.compile(
    r"(,?\s+and\s+that\s+(?=(?:[\w'’,-]+\s+){1,8}(?:must|should|shall|needs?|be)\b)|,\s+that\s+(?=[^.;\n]{0,200}\band\s+that\s)|"
    + PARTS.pattern[1:]
)
"""The same where it began with "that"; elsewhere "and that" and "and to" go on with a clause inside the request."""
FOLLOWS: Final = re.compile(
    r",\s+(?:as(?!\s+(?:well|soon|long|much|many|far|per|part|an?)\b)|because|since)\s+(?=(?:[\w'’-]+\s+){1,8}(?:is|are|was|were|has|have|had)\b|(?:it|that|there)[’']s\b)|,\s+[“\"](?=(?-i:[A-Z]))|,?\s+and\s+(?:sought|lauded|appreciated|hailed|commended|took|gave|assured|thanked|praised|expressed|promised|pledged|warned|visited|inspected|inquired|enquired)\b|,?\s+(?:and|otherwise|or\s+else)\s+(?!that\b)(?:[\w'’-]+\s+){1,4}(?:would|will)\s+(?=be\b|have\b|face\b|not\b)"
    r"|,?\s+as\s+(?:no|any)\s+[\w-]+\s+(?:would|will|shall)\b|,\s+to\s+which\s"
    r"|,?\s+while\s+(?:also\s+)?(?:praying|wishing|assuring|promising|pledging|vowing|expressing|thanking|congratulating|commending|praising|noting|adding|saying|declaring|lamenting|describing|recalling)\b"
    r"|\s+as\s+(?:the\s+government|there|they|people|we)\s+(?:(?!that\b|who\b)[\w'’-]+\s+){0,3}(?:wants?|is|are|was|were|has|have|had)\b",
    re.I,
)
"""What is threatened or promised behind a request, or its reason: "… and action would be taken", "…, as rain is near"."""
GIVEN: Final = re.compile(
    r"\s*\b(?:[a-z]+\s+){0,3}?(?:directions?|directives?|instructions?|orders?)\s+(?:(?:to\s+(?:[\w'’&-]+(?:,(?!\s+\w+ing\b))?\s+){1,10}?)?for\s+(?!(?:the|this|next)\s+(?:[\w-]+\s+){0,2}(?:half|quarter|year|month|week|period|stage|phase|season)\b)(?=[\w\"“‘])"
    r"|to\s+(?=(?:the|all|every|each|his|her|their|its|these|those|both|concerned)\b|[A-Z]|\w+s\b|\w+\s+(?:\w+\s+){0,6}\w+s\s+to\b)(?:[\w'’&-]+(?:,(?!\s+\w+ing\b))?\s+){1,10}?to\s+(?=[a-z])|to\s+(?=(?:\w+ly\s+|not\s+)?(?:"
    + "|".join(sorted(BASE_VERBS))
    + r")\b))"
)
"""An order as a thing that is given: "issued instructions to the plants for …"."""
GIVEN_TO: Final = re.compile(
    r"\s+(?:to\s+(?=the\s|all\s|every\s|concerned\s|[A-Z])(?:[\w'’,&-]+\s+){1,10}?)?(?:to\s+(?=(?:\w+ly\s+)?(?:"
    + "|".join(sorted(BASE_VERBS))
    + r")\b)|for\s+(?=[\w\"“‘])|that\s+(?=[\w\"“‘]))"
)
"""Behind "directions were issued": to whom, and what."""
GIVES: Final = re.compile(
    r"\b(?:put|puts|putting|set|sets)\s+(?:forward|out|forth)$|\b(?:arranged|deployed|assigned)$|\b(?:made|makes|with|raised|gave|gives|issued|passed|laid\s+down|listed|named|offered|shared|expressed|delivered|sets?)\s+$",
    re.I,
)
"""The verb such a thing hangs on."""
AT_A_MEETING: Final = re.compile(
    r",\s+in\s+(?:his|her)\s+(?:[\w-]+\s+){0,4}(?:address|speech|remarks|message)\b[^.;\n]*(?=\.?\s*$)|,?\s+(?:while|when)\s+(?:addressing|speaking|chairing|presiding|inspecting|visiting|attending|interacting)\b[^.;\n]*(?=\.?\s*$)|"
    r"\s+(?:during|at)\s+(?:the|this|a)\s+(?!next\b|following\b|coming\b|upcoming\b)(?:[\w-]+\s+){0,6}?(?:meeting|conference|session|forum|seminar)\b[^.;,]{0,80}(?=\.?$)"
)
"""Where it was said, at the end of what was said."""
OF_A_MEETING: Final = re.compile(
    r"(?:\b(?:which|that)\s+(?:was|were|had\s+been)\s+\w+|\b(?:raised|reached|adopted|made|taken|agreed|announced|given|issued|discussed|decided))$"
)
"""What a meeting did, before its name: "the points raised at the meeting" are no place where something was said."""
_ACTION: Final = (
    r"(?!(?:department|government|management|administration|association|commission|division|corporation|federation|organi[sz]ation|institution|delegation|section|station|village|parliament|audience)s?\b)"
    r"(?:[a-z]+(?:tion|sion|ment|ance|ence|age)|disposal|removal|renewal|approval|withdrawal)s?"
)
"""A deed as a thing: completion, enforcement, disposal; no body of people that ends alike."""
FOR_A_THING: Final = re.compile(
    r"\s+(?=(?:(?:further|also|more|continued|continuously|comprehensively)\s+)?(?:\w+ly\s+)?(?!(?:king|spring|during|nothing|something|everything|morning|evening|meeting|building|training|marketing)\b)[a-z]{2,}ing\b(?!\s+(?:department|team|center|staff|group|manager)))"
    rf"|\s+(?=(?:(?!for\b)[a-z-]+\s+){{0,3}}{_ACTION}\s+of\s)"
    r"|\s+(?=(?:greater|more|further|stronger|closer|better|solid|joint|concerted|continued|intensified|enhanced|renewed|utmost|all-out)\s+(?!(?:people|staff|officials|members|companies)\b)[a-z])(?!(?:[\w'’,&()-]+\s+){1,6}to\s)",
)
FOR_DOING: Final = re.compile(
    rf"\s+(?!for\b)(?:[\w'’,&()-]+\s+){{1,8}}?for\s+(?=[a-z]+ing\b|(?:regular|early|immediate|timely|proper|better|strict|speedy|prompt)\s|{_ACTION}\s+of\b)",
    re.I,
)
"""Asked the plants "for sweeping the quay", "for regular reports"."""
WITH_DOING: Final = re.compile(r"\s+(?:[\w'’,&()-]+\s+){1,8}?with\s+(?=[a-z]+ing\b)", re.I)
"""Charged the plants "with sweeping the quay"."""
TO_BE_DONE: Final = re.compile(
    r"be\s+(?!(?:prepared|focused|committed|dedicated|determined|united|involved|engaged|concerned|guided|inspired|aware|satisfied|associated|connected|open|keen)\b|\w+ant\b|(?!sent|spent|lent|learnt)\w+ent\b)\w+(?:ed|en|wn|pt|nt|de|ld)\b"
)
"""What is to become of a thing: in "required drills to be held" the drills are asked for too."""
DOING_A_THING: Final = re.compile(
    r"\s+(?![^.;\n]{0,200}\bas\s+what\b)(?=(?:\w+ly\s+)?(?!(?:growing|ongoing|increasing|rising|existing|pressing|remaining|leading|outstanding|including|training|nothing|something|everything|being|having)\b)[a-z]{2,}ing\s+(?!(?:is|was|are|were|has|had)\b))",
    re.I,
)
"""Stressed "making all efforts"."""
HOPES: Final = re.compile(
    r"\s+(?:that\s+)?(?=(?:the\s+)?(?:[\w'’-]+\s+){0,4}?(?:(?-i:[A-Z]{2,6})|university|college|school|institutes?|hospital|bank|company|corporation|group|enterprise|association|federation|bureau|media)\s+(?:[\w'’-]+\s+){0,2}?(?:would|will|can|could)\s+(?:[\w'’-]+\s+){0,2}?(?!be\b|become\b|come\b|continue\b)(?:"
    + "|".join(sorted(BASE_VERBS))
    + r")\b|(?:[\w'’-]+\s+){0,4}?(?:all|every|each|everyone|everybody|you|members|departments|units|companies|enterprises|cadres|employees|workers|staff|students|teachers|participants"
    r"|subsidiary|subsidiaries|mills?|branch|branches|plants?|bases?|factory|factories|workshops?|parties|colleagues|comrades|officials|authorities|governments|entrepreneurs|experts|scholars|farmers|firms|businesses|institutions|people|residents|sides|countries|teams?|crews?)\s+(?:[\w'’-]+\s+){0,6}?(?:would|will|can|could|make|take|keep)\s)",
    re.I,
)
"""Hoped that "each department would answer": a polite request of people, no forecast."""
HOPE_GIVEN: Final = re.compile(r"(?:the|his|her|a)\s+(?:hope|wish|expectation)s?" + HOPES.pattern, re.I)
ACTION_OF: Final = re.compile(
    rf"\s+(?=(?:(?!the\s|an?\s)[a-z-]+\s+){{0,2}}(?:{_ACTION}|(?:monitor|clean|plan|screen|train|track|report|shar|upgrad|test|post|mapp|build)ing)\s+of\s)"
)
"""Stressed "coverage of all towns"."""
STRESSED_TO: Final = re.compile(rf"\s+(?:not\s+)?to\s+(?=(?:\w+ly\s+)?(?:{'|'.join(sorted(BASE_VERBS))})\b)")
"""Stressed "to speed up the works"."""
A_MEANS: Final = re.compile(
    r"\s+(?=an?\s+(?:(?!to\b)[\w-]+\s+){1,8}?to\s)|\s+(?=(?:the\s+|an?\s+|all\s+)?(?:(?!(?:to|and|on|the)\b)[\w-]+\s+){1,4}(?:efforts?|measures?|steps?|approach(?:es)?|strateg(?:y|ies)|actions?|plans?|mechanisms?|polic(?:y|ies)|cooperation|coordination|collaboration|synergy|campaigns?|drives?|reforms?|initiatives?|arrangements?|vigilance|investments?|frameworks?|solutions?|laws)\s+"
    r"(?:(?:of|by|among|amongst|between)\s+(?:[\w-]+\s+){1,8}?)?to\s)",
    re.I,
)
"""Called for "a joint drive to sweep the quay": the drive is wanted."""
A_BLOW: Final = re.compile(
    r"\s+(?=(?:an?\s+|the\s+)?(?:(?!to\b|and\b)[a-z-]+\s+){0,3}(?:action|crackdowns?|drives?|campaigns?|inquir(?:y|ies)|probes?|investigations?|operations?|vigilance)\s+(?:against|on|over|into)\s)",
    re.I,
)
"""Ordered "action against smugglers to keep the quay safe"."""
A_THING_URGED: Final = re.compile(
    r"\s+(?=an?\s|(?:[a-z-]+\s+){0,2}(?:cooperation|coordination|collaboration|vigilance|unity|restraint|caution|patience|discipline|transparency|accountability)\b)",
    re.I,
)
"""Urged "a review of the yard"."""
A_THING_ORDERED: Final = re.compile(r"\s+(?!that\b|were\b|was\b|are\b|is\b)(?=(?:an?\s+|the\s+)?[a-z])")
"""Ordered "action against rust"."""
LIST_GIVEN: Final = re.compile(r"[^.;:\n]{0,160}:\s+(?=[A-Za-z])")
"""Put forward "three requirements: one; two; three", without a sign before each."""
NEED: Final = re.compile(
    r"\s+(?:(?:on|upon|for)\s+)?(?:the\s+)?(?:(?!of\b|for\b|to\b)\w+\s+)?(?:need|necessity|importance(?!\s+of\s+(?:the\s+|this\s+)?(?:[\w-]+\s+){0,3}(?:work|issue|topic|subject|meeting|project|matter)s?[,.;])|urgency|efforts?|endeavou?rs|measures|work)s?\s+(?:for\s+(?:the\s+|all\s+)?(?:(?-i:[A-Z])\w+\s+){1,3}to|for\s+(?:all|everyone|everybody|them|us)\s+to|to|of|for)\s+",
    re.I,
)
TO_DO_UPON: Final = re.compile(
    r"\s+(?:up)?on(?:\s+[\w&’'-]+){0,5}?\s+(?:officers|officials|departments|authorities|heads|agencies|members|staff|employees|leaders|cadres|teams|units|banks|stakeholders|contractors|engineers"
    r"|secretaries|commissioners|ministers|crews|people|citizens|everyone|all|them|us)\s+to\s+(?=[a-z])",
    re.I,
)
"""Stressed "upon the plants to": as if they were asked."""
ON_A_THING: Final = re.compile(
    r"\s+(?:(?:up)?on|for)\s+(?!\w+day\b|\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|the\s+fact\b|this\b|that\b|how\b|why\b|what\b)(?=[\w\"“‘])",
    re.I,
)
"""Stressed "on timely repair": what is stressed so is wanted."""
IT_IS_VITAL: Final = re.compile(
    r"\s+(?:[\w'’,&()-]+\s+){1,14}?(?:that\s+)?it\s+(?:is|was)\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)\s+to\s+",
    re.I,
)
"""Reminded the crews "it is vital to"."""
CLAUSE: Final = re.compile(
    r"[\s,:]*(?:on\s+(?:\w+day|[A-Z]\w+\s+\d+)[\s,]+)?(?:(?:in|at|during)\s+(?:his|her|the|a)\s+\w+[\s,:]+)?(?:that\b[\s,:]+)?(?:it\s+(?:is|was)\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)\s+(?:to|that)\s+)?(?:(?:them|him|her|us)\s+(?=(?:they|he|she|we)\s))?(?=[\w\"“‘'])",
    re.I,
)
THAT: Final = re.compile(r"\s+(?:(?!that\b)[\w'’,&()-]+\s+){1,14}?that\s+(?=[\w\"“‘])", re.I)
"""Somebody was told, reminded or asked "that": what follows is a request only where it says must or should."""
A_THING_CALLED_FOR: Final = re.compile(
    r"\s+(?!(?:the\s+|an?\s+)?(?:\w+\s+)?(?:vote|motions?|question|order|adjournment|recess|roll|comments?|questions|nominations?|moment|show|second|discussion|volunteers|applause|break|ayes|point)\b)(?=[\w\"“‘])",
    re.I,
)
REASON: Final = re.compile(r"(?:as|since|because|although|while)\s[^,.;\n]{1,120},\s+", re.I)
"""What a request may be given for, before it: "As rain is near, …"."""
A_FACT: Final = re.compile(
    r"it\s+(?:is|was)\s+(?:an?|the)\s|the\s+(?:more|less|[a-z]+er)\s[^,]+,\s+the\s+(?:more|less|[a-z]+er)\b", re.I
)
"""What only states, whatever must be in it: "it is a duty that …", "the later it is, the more should be done"."""
NECESSARY: Final = re.compile(
    r"(?:(?:in|at|during|for|after|before|under|amid|given|when|if|with)\s[^.;]{1,100},\s+)?(?:it\s+(?:is|was)\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)|(?:we|you|they)\s+(?:need|have))\s+(?:to|that)\s+|it\s+(?:is|was)\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)\s+for\s+|(?:he|she)\s+(?:also\s+)?made\s+it\s+clear\s+that\s+",
    re.I,
)
"""What a quoted request may begin with, before the request itself."""
PRAISED: Final = re.compile(
    r"\bshould\s+be\s+(?:highly|fully|warmly|greatly)\s+(?:affirmed|appreciated|commended|praised|recogni[sz]ed)\b",
    re.I,
)
"""Praise that sounds like a duty."""
_TO_BE_DONE: Final = (
    r"(?:(?!(?:is|are|was|were|will|would|can|could|may|might|has|have|had|to|should|must|shall|let|not)\b)[\w'’,-]+\s+){%s,25}?"
    r"be\s+(?:\w+ly\s+)?(?:\w+(?:ed|en|wn|pt|nt|de)|lit|set|put|cut|shut|held|dealt|built|met|done|paid|laid|brought|taught)\b"
)
BE_DONE: Final = re.compile("[A-Z]" + _TO_BE_DONE % 2)
"""A sentence that goes on from "directed that": "Lists of all repairs be kept ready."."""
SAID_BE_DONE: Final = re.compile(r"(?!if\b|lest\b|whether\b)" + _TO_BE_DONE % 1, re.I)
"""What is to be, behind a plain verb of saying: "said the lists be kept ready"."""
VERB_FORM: Final = re.compile(
    r"^[\"“]?(?:(?!that\b)[\w'’-]+,?\s+){0,8}?(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bof )(?<!\bin )(?<!\bits )(?<!\btheir )(?<!\bhis )(?<!\bher )(?<!\bour )(?:should|must|be|not|"
    + "|".join(sorted(BASE_VERBS))
    + r")\b",
    re.I,
)
SHOULD: Final = re.compile(
    r"[\"“]?(?:therefore|so|hence|moreover|also|besides|further)?,?\s*(?:(?!(?:who|which|that|because|if|when|said)\b)[\w'’,/&()-]+\s+){1,20}?(?:should|must|shall|(?<!\bthe )needs?\s+to)\s+(?!have\s+(?:been|\w+(?:ed|en|ne))\b)"
    r"|(?:[^.;]{0,120},\s+)?it\s+is\s+(?:\w+ly\s+)?(?:necessary|imperative|important|essential|vital|crucial|urgent)\s+(?:for\s+(?!me\b|us\b|the\s+future\b)(?:[\w'’-]+\s+){1,6})?to\s+(?!note\b|remember\b|mention\b|say\b|know\b)[a-z]",
    re.I,
)
"""A whole sentence of duty: "Problems must be solved at once"."""
IN_COMMAND: Final = re.compile(
    r"[^.;]{0,300}?(?<!\bwill )(?<!\bwould )(?<!\bcan )(?<!\bcould )(?<!\bmay )(?<!\bmight )(?<!\bto )(?<!\bnot )\bbe\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ne|lt|pt|ut|de)\b",
    re.I,
)
"""What is to be, without a verb of duty: "directed that the figures be submitted"."""
IS_ASKED: Final = re.compile(
    r"(?<!\battention )(?<!\befforts )(?<!\beffort )(?<!\bcare )(?<!\btime )(?<!\bwork )(?<!\bfunds )(?<!\baction )(?<!\bmeasures )\b(?:was|were|are|has\s+been|have\s+been)\s+(?:also\s+|further\s+|again\s+|\w+ly\s+)?$",
    re.I,
)
IN_THE_MEETING: Final = re.compile(
    r"\s+(?:in|at|during|by)\s+(?:the|this)\s+(?:meeting|conference|session|forum|symposium)\b", re.I
)
"""Behind a passive: "the following was stressed in the meeting"."""
ASKED_TO: Final = re.compile(r"\s+(?:by\s+(?:[\w&-]+\s+){1,8}?)?(?:not\s+)?to\s+(?=[a-z])", re.I)
"""The passive of a request: "the department was asked to …"; who asked is whoever spoke before."""
WONDERS: Final = re.compile(r"(?:why|how|whether|when|where|what|who|which|because)\b", re.I)
"""A clause that explains or asks: "explained why the bridge must be closed"."""
STATES: Final = re.compile(r"[^.;]{0,120}\b(?:is|are|was|were|has|had|did|would|might|\w{3,}ed)\b")
"""A clause that tells how things are or were: "suggested that the figures were wrong" asks for nothing."""
NO_REQUEST: Final = re.compile(
    r"\b(?:reasons?|because|causes?|results?|achievements?|achieved|progress|successes|highlights?|characteristics|features"
    r"|problems?|difficulties|challenges|risks|significance|facts?|trends|changes|causes|advantages|benefits|signs|findings"
    r"|questions|options|lessons|impressions|feelings|pledges?|promises?|commitments?|topics?|agenda|chapters|parts|phases|stages|stories|moments|memories)\b",
    re.I,
)
REQUESTS: Final = re.compile(
    r"\b(?:requirements?|requests?|demands?|suggestions?|instructions?|tasks?|proposals?|orders|opinions|expectations|hopes|priorities|arrangements|deployments)\b",
    re.I,
)
DEMANDS: Final = re.compile(r"\b(?:requirements|requests|demands|instructions)\b", re.I)
"""Things that only who asks has: a list they lead to asks, whatever the verb."""
ANNOUNCED: Final = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[ -](?:[a-z-]+\s+){0,3}?"
    r"(?:requirements?|points?|requests?|demands?|suggestions?|instructions?|tasks?|priorities|aspects|things|opinions|proposals|orders|expectations|hopes|keywords|steps)\b",
    re.I,
)
COUNTED: Final = re.compile(
    r"\s*(?:on\s+|upon\s+)?(?:the\s+)?(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+[^.;:\n]{1,60}:\s+",
    re.I,
)
"""What announces points that no sign parts: "three musts: prices must be told, stock must fall, and …"."""
BETWEEN_POINTS: Final = re.compile(
    rf"[,;]\s+(?:and\s+)?|\s+and\s+(?=(?:[\w'’-]+\s+){{1,8}}must\b|(?:{'|'.join(sorted(BASE_VERBS))})\b)"
)
TO_DO_ALONE: Final = re.compile(
    r"To\s+[a-z]+\s+(?!.*\b(?:we|will|would|should|must|is|are|was|were|has|have|he|she|they|it)\b)", re.S
)
"""A sentence of nothing but what is to do: "To raise the yield and cut the stock."."""
NARRATES: Final = re.compile(
    r"(?:(?:at|during|after|before|following|prior\s+to|in)\s+(?:the|this)\s+(?:meeting|conference|session|speech|event|forum|afternoon|morning|end|discussions?)\b"
    r"|(?:the\s+)?(?:meeting|conference|session|retreat|forum|seminar|workshop)\s+(?:was|were|also|then|ended|closed|concluded|adopted|approved|reviewed|discussed|heard|identified|passed|elected|had|lasted)\b"
    r"|(?:(?:[Ff]inally|[Ll]astly|[Tt]hen|[Aa]fterwards),?\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:members|participants|attendees|delegates|employees|staff|cadres|leaders|guests)(?:\s+present)?\s+(?:then|also|later|listened|watched|learned|studied|visited|discussed|stood|rose|took|sang|signed|toured|applauded|raised|swore|joined)\b"
    r"|(?:heads?|leaders?|representatives?|delegates?|members?|participants?|attendees|all\s+participants|everyone\s+present|reports?|a\s+report|other\s+leaders)\b[^.]{0,300}\b(?:attended|were\s+present|was\s+present|took\s+part|participated|joined|was\s+given|were\s+given|spoke|discussed|were\s+discussed)\b)",
    re.I,
)
PLANS: Final = re.compile(
    r"\s*(?:will|shall|should|must|would|can|is\s+to|are\s+to|to|needs?\s+to|has\s+to|have\s+to)\b", re.I
)
"""Behind a name: what the person is to do, which may stand within somebody else's point."""
SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|(?<=[a-z]{3})\.(?=[A-Z][a-z]+\s)")
ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Engr|Alh|Barr|Arc|Lt|Sh|Smt|Col|Maj|Capt|Hon|St|No|vs|Inc|Ltd|Co|Corp|Gen|Sen|Rep|approx|fig|e\.g|i\.e|a\.m|p\.m|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|(?<!\w)\d{1,2})$",
)


def is_bare_verb(words: str) -> bool:
    """Whether the words begin like an order: with a verb as it stands in the dictionary, perhaps behind an adverb."""
    first = re.match(
        r"[\W_]*(?:And\s+)?(?:(?:please|also|always|never|do\s+not|don't|not|further|\w+ly)\s+)?([A-Za-z]+)",
        words,
        re.I,
    )
    return first is not None and first[1].lower() in BASE_VERBS
