"""How note takers mark action items, owners and due days: the signs, in English and Chinese."""

import re
from typing import Final

from storage.minutes.chinese_name_signs import FAMILY
from storage.minutes.copies import CJK

LABEL: Final = re.compile(
    r"^[\W_]{0,16}?(?:\[(?-i:AI|AP|ACTION|Action):\s*(?P<inside>[^\]\n]{1,40})\]\s*(?=\S)|(?:<[\w-]{1,20}>\s*|\[?(?:NEW|new|PENDING|DONE)\]?\W*)?(?P<label>actions?(?:\s*[- ]?\s*(?:items?|points?))?|next\s+steps?|follow[- ]?ups?|to[- ]?do|TODO|(?-i:AI|AP|ACTION)|行动项|行动事项|待办事项?|跟进事项|后续事项)"
    r"(?P<number>(?:\s*#|-|\s*)\d{1,4}(?:[.-]\d{1,3})?)?"
    r"[\s*_]*(?:\(\s*(?P<paren>[^()\n]{1,40})\)|\[\s*(?P<square>[^\]\n]{1,40})\]|(?:for|on|by|to|@)\s+(?P<for>[^:\n]{1,40}?))?[\s*_\])]*"
    r"(?P<name>(?-i:\s[A-Z][a-z]+)(?:(?-i:\s[A-Z][a-z]+)|(?:(?:\s[&+/]|,|\sand)(?-i:\s[A-Z][a-z]+)){1,4}(?=:)|(?=:|\s[-–—]\s+[a-z])))?(?:[:：]+|(?:(?<=AI)|(?<=ACTION))\s@(?P<handle>[\w.-]+)\s+|\s[-–—]\s|(?<=[\])])\s|(?<=\*\*)\s(?=\S))[\s*_]*)",
    re.I,
)
OWNER_MARKED: Final = re.compile(
    r"^[\W_]{0,12}?(?P<owner>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)?)\s*[(\[](?:AI|AP|(?i:action)(?:\s+(?i:items?))?)[)\]]\s*[:：–—-]?\s*(?:to\s+)?(?P<text>\S.*)$"
)
"""The sign of an action behind who has it: "Ana (AI): call the port"."""
TASK_FIELD: Final = re.compile(
    r"^\s{0,40}(?:[-*+•]\s+)?[*_]{0,2}(?:task|item|what|description|任务|事项|工作内容)[*_]{0,2}\s*[:：][*_]{0,2}[ \t]*(?P<text>\S.*)$",
    re.I,
)
"""A line that tells the task in a form of its own lines: "Task: paint the gate", beside "Owner: Ana"."""
INLINE_LABEL: Final = re.compile(
    r"^\W{0,12}[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)?:\s+(?:[^\n]{0,200}[.!?]\s+)?[*_]*(?:ACTIONS?|Actions?|Next\s+steps?)(?:\s+(?:[Ii]tems?|[Pp]oints?))?(?:\s+going\s+forward)?[*_]*\s*[:：]+[*_]*\s+"
    r"|(?<=[.;。；)])\s+[*_]*(?:ACTION(?:\s+ITEM)?|Action(?:\s+[Ii]tem)?|AI)[*_]*\s*[:：]+[*_]*\s+"
    r"|(?<=[.;])\s+A[IP]\s?#?\d{1,3}[:：.]?\s+"
)
MOVED_NEXT: Final = re.compile(
    r"(?<=[.!?])\s+(?=(?:Motion\b|[A-Z][\w.]*(?:\s+[A-Z]\w*)?\s+(?:motioned|moved|seconded)\b))"
)
"""Where a task ends and a motion is told: "… Tom moved to approve it"."""
ACTION_FOR: Final = re.compile(
    r"(?:^\W{0,12}|(?<=[.;])\s+)[Aa]ction(?:\s+(?:[Ii]tem|[Pp]oint))?\s+(?:for|on)\s+(?P<text>(?P<owner>(?!that\b|the\b|it\b)[\w.'’-]+(?:\s+[A-Z][\w.'’-]*)?)\s+to\s+(?P<verb>[a-z]+)\b[^.\n]*)"
)
"""An action told in a sentence: "Action for Ana to call the port"."""
PROMISES: Final = re.compile(
    r"^\W{0,12}(?P<owner>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})\s*:\s+(?:[^\n]{0,200}[.!?,]\s+)?(?P<text>(?:[Ii](?:\s+will|\s+can|['’]ll)\b|[Hh]appy\s+to)[^\n]*)$"
)
"""Somebody speaking for themselves: "Ana: I'll call the port"."""
TAKEN: Final = re.compile(r"\b(?:an?|the|this|that|as)\s+(?:AI\b|action(?:\s+item)?\b)")
"""What somebody says of a task when they take it: "I will take the action to …"."""
MARKED_BEHIND: Final = re.compile(r"\s{0,4}[\[(](?:action(?:\s+items?)?|AI|AP|to-?do)[\])]\s*\.?\s*$", re.I)
"""The sign of an action behind it: "I will call the port [action item]"."""
NEXT_MEETING: Final = re.compile(
    r"\W{0,12}(?:the\s+)?next\s+(?:\w+\s+)?(?:meeting|call|session)s?(?:\s+(?:date|time))?\s*(?:[:：–—-]|(?:is|will|on|at|in|scheduled|to\s+be\s+held)\b)|\W{0,12}下次会议(?:时间)?(?:[:：]|[定将于])",
    re.I,
)
"""When the next meeting is, which notes like to tell among the next steps."""
ARROW: Final = re.compile(r"^\s{0,40}(?:=>|->|→|➔|⇒)\s*(?P<text>\S.*)$")
"""A line that draws the consequence of the one above: "=> Ana: call the port"."""
MENTIONED: Final = re.compile(
    r"^[\W_]{0,12}?@(?P<owner>[\w.-]+),?\s+(?:(?:could\s+you\s+)?please|to|will|shall|should|must|needs?\s+to|is\s+going\s+to)\s+(?P<verb>[a-z]+)"
)
"""Somebody called by handle who is to do something."""
SECTION: Final = re.compile(
    r"^\W{0,12}(?:(?:new|open|agreed|list\s+of|summary\s+of|key|main)\s+)*(?:action(?:s|(?=\W*$)|\s*items?|\s*points?|(?=\s+from\s))(?:\s+from\s+[\d./-]{4,10})?(?:\s+status)?(?:\s+(?:required|agreed|list|summary|arising|taken|from\s+(?:this|the|today's)\s+(?:meeting|call|session)))?"
    r"|actions?\s*(?:&|and|/)\s*(?:next\s+steps|owners|decisions|follow[- ]?ups)|next\s+steps|follow[- ]?ups?|to[- ]?dos?|todo\s+list|tasks?|assignments|待办(?:事项)?|行动项|行动计划|跟进事项|后续工作|任务清单|任务分工)\W*$",
    re.I,
)
SECTION_ABOVE: Final = re.compile(
    r"\s*\n\s{0,8}(?:[-*+•·●○▪–☐☑☒✅]|\d{1,3}[.)、]|\d{1,2}\.\d{1,2}\s|[(（]\d{1,2}[)）]|\[[ xX]\])\s*\S"
)
SECTION_ABOVE_NUMBERED: Final = re.compile(r"\s*\n\s{0,8}(?:[-*+•·●○▪–☐☑☒✅]|[a-z][.)]|\[[ xX]\])\s*\S")
"""What makes the line before it a heading without any sign, or with no more than a number: the list right below."""
HEADING: Final = re.compile(
    r"^\s*(?:#{1,6}\s+(?P<marked>.+)|(?P<bold>\*\*[^*\n]{2,60}\*\*:?|__[^_\n]{2,60}__:?)|(?P<colon>[^\W\d_][^:：\n.]{1,50})[:：])\s*$"
)
HEADING_ZH: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*(?P<words>[^，。；：:、\d\n]{2,20})\s*$"
)
"""A line that is nothing but a Chinese number and a few words: 三、本周工作安排."""
WORK_AHEAD: Final = re.compile(
    r"^(?:本周|下周|本月|下月|下一?步|下一?阶段|近期|后续)?的?(?:重点|主要)?(?:(?:工作|任务)的?(?:安排|计划|任务|分工|部署)|计划|安排)$"
)
"""A heading above work that is given out; what names nobody below it may be a leader's point as well."""
CHECKBOX: Final = re.compile(
    r"^(?P<indent>\s{0,80})(?:(?:[-*+•]|\d{1,3}[.)])\s{0,8})?(?:\[(?P<mark>[ xX✓✔])\]|(?P<box>[☐☑☒✅])\ufe0f?)\s*(?P<text>\S.*)$"
)
BULLET: Final = re.compile(
    rf"^(?P<indent>\s*)(?:(?:[-*+•·●○▪–]|\d{{1,3}}[.)、]|\d{{1,2}}\.\d{{1,2}}[.)]?(?!\s*(?:%|[a-z]))|[(（]\d{{1,2}}[)）])\s+|(?:\d{{1,3}}[.、．)）]|[(（]\d{{1,2}}[)）])(?=[{CJK}@])|\d{{1,3}}、(?=\d))(?P<text>\S.*)$"
)
NO_LIST: Final = re.compile(
    r"\b(?:agenda|attend|present|participants|apologies|links|recording|registration|schedule|logistics|resources|references|review(?:\s+of)?\s+(?:previous|last|past|open|old|action)|previous|last\s+(?:meeting|week)|completed|done|closed|finished|accomplish|progress|decisions?)\w*"
    r"|(?:已完成|议程|参加人员|参会人员|出席|议题|上次|决议)",
    re.I,
)
FINISHED: Final = re.compile(
    r"\b(?:completed|done|closed|finished|accomplished|accomplishments|resolved|progress\s+since)\b|已完成|已办结", re.I
)
NOTHING: Final = re.compile(
    r"^\W{0,12}(?:none(?:\s+(?:for|from|at|this|today|so|yet|now)\b[^\n]{0,40})?|n/?a|nil|nothing(?:\s+(?:for\s+)?(?:now|yet|today|further|more|new|required|needed|to\s+do)\b[^\n]*)?|no\s+(?:new\s+)?(?:action|items?|actions)\b.*|tbd|无|暂无)?\W*$",
    re.I,
)
BOLD: Final = re.compile(r"\*\*(?P<text>[^*\n]{12,400})\*\*|__(?P<text2>[^_\n]{12,400})__")
TAKES: Final = re.compile(
    r"^\W{0,12}(?P<owner>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})\s+(?:is\s+|will\s+be\s+|has\s+)?(?:tak(?:ing|es|en)|took|will\s+take|takes\s+on|volunteer(?:s|ed))\b[^.\n]{0,80}\baction(?:\s+item)?\b"
    r"|^\W{0,12}(?P<given>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2}):?\s+action(?:\s+item)?\s+to\s+[a-z]",
)
_PEOPLE: Final = r"(?:[A-Z@][\w.'’-]*|de|van|von)(?:\s+(?:[A-Z@][\w.'’-]*|de|van|von)){0,3}"
_ZH_PEOPLE: Final = rf"[{CJK}]{{2,4}}(?:[、和][{CJK}]{{2,4}}){{0,3}}"
NAMES_ALONE: Final = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*)(?:(?:\s*[,/&+]\s*|\s+and\s+|\s+)[A-Z][\w.'’-]*){0,4}|(?:the\s+)?(?:secretariat|secretary|chair(?:man|woman|person)?|treasurer|clerk|editors?|officers?|staff|all|everyone))[.;]?\s*$"
)
"""Nothing but who: "TL", "Clerk / Tom", "secretariat". Behind a label it says whose the sentence before is."""
CALLED_FIRST: Final = re.compile(r"(?P<owner>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)?),\s+(?P<task>[A-Za-z]+\s+\S.*)$")
"""Somebody addressed behind a label: "Ana, call the port"."""
OWNERS: Final = rf"{_PEOPLE}(?:\s*(?:,|&|/|\+|and)\s*{_PEOPLE}){{0,4}}"
_GROUP: Final = r"(?:(?:all|the|each|both|every)\s+)?(?:[\w-]+\s+){0,2}(?:teams?|chairs?|everyone|everybody|all|groups?|committee|board|editors?|members|owners|leads|maintainers|authors?|champions|staff|office|participants)"
DOES: Final = re.compile(
    rf"^(?i:(?:(?:the\s+)?(?:group|team|committee|all|we)\s+)?agreed(?:\s+that|:)?\s+)?[*_]{{0,2}}(?P<owner>{OWNERS}|(?i:{_GROUP}))[*_]{{0,2}}(?:\s*\([^()\n]{{1,30}}\))?,?\s+"
    r"(?:to|will|shall|should|must|(?:has\s+)?agree[ds]?\s+to|is\s+to|are\s+to|needs?\s+to|volunteered\s+to|offered\s+to|promised\s+to|is\s+going\s+to|(?:has\s+)?commit(?:s|ted)\s+to|(?:has\s+)?undert(?:ook|akes)\s+to)\s+(?:[a-z]|PR\b)"
)
LEADS_TO_ITEMS: Final = re.compile(
    r"\bfollowing\b[^:\n]{0,60}\b(?:actions?|action\s+(?:items|points)|tasks|follow-?ups?|next\s+steps|to-?dos)\b[^:\n]{0,60}:\s*$"
    r"|^\W*(?:\d{1,2}[.)]\s*)?(?!(?:review|status|previous|old|last|completed|closed)\b)[\w ,&/-]{0,40}\b(?:action|to-?do)\s+(?:items|points|list)\s*:\s*$"
    r"|\b(?:actions|action\s+(?:items|points)|next\s+steps)\b[^:\n]{0,40}\b(?:agreed|include|included|identified|assigned|are)\b[^:\n]{0,30}:\s*$",
    re.I,
)
"""A sentence that leads to a list of items: "We agreed on the following as actions for May:"."""
WERE_DONE: Final = re.compile(
    r"^\W{0,12}(?:(?:this|that|it)\s+(?:was|has\s+been|is)\s+(?:already\s+)?(?:landed|merged|done|closed|fixed|approved|resolved|completed)\b[^\n]*|(?:the\s+)?(?:motions?|minutes|meeting|reports?|resolutions?|items?|agenda|votes?|council|committee|board)\s+(?:(?:was|were|is|has\s+been|have\s+been)\s+)?(?:\w+ly\s+)?(?:adjourned|carried|passed|approved|accepted|adopted|tabled|failed|received|noted|closed|ended)\b[^\n]*|(?:approved|carried|passed|tabled|noted|adopted|accepted|adjourned)(?:\s+(?:unanimously|as\s+\w+))?\W*)$",
    re.I,
)
"""What a meeting did at once, which minutes call its action: "Motion carried"."""
AGREED_LATER: Final = re.compile(
    rf"(?:[,;.?]|[-–—=]>|→)\s+(?P<owner>{OWNERS})\s+(?:agreed\s+to|volunteered\s+to|offered\s+to|to|will)\s+(?!be\b)[a-z]"
)
OWNER_FIRST: Final = re.compile(
    rf"^[*_\[(@]*(?:[Ff]or\s)?(?P<owner>{OWNERS}|{_ZH_PEOPLE}(?=[*_\])]*\s*[:：]))[*_\])]*\s*(?::|：|\s[-–—]|\s*[-–—]>)[*_]*(?:\s+|(?<=：)|(?<=[{CJK}]:))(?P<task>\S.*)$"
)
NO_OWNER: Final = re.compile(
    r"(?:next|last|date|time|where|location|place|venue|note|notes|minutes|meeting|adjourn|attach|present|attend|apologies|decision|agenda|chair|link|recording|status|background|update|summary|total|motion|vote|thank|welcome|great|good|many)\w*\b",
    re.I,
)
"""Words that begin a label, not a person: "Next meeting: 4 June"."""
OWNER_NAMED: Final = re.compile(
    r"[(\[（【]?\s*\b(?:owners?|assignees?|assigned\s+to|responsible(?:\s+(?:person|party))?|who|lead|DRI)\b\s*[:：=]\s*(?P<owner>(?:(?!\s[-–—]\s|(?<=\w{2})\.\s)[^\n,;，；)\]）】|]){1,40})[)\]）】]?"
    rf"|[(\[（【]?\s*(?:责任人|负责人|责任单位|牵头人|牵头单位|负责|责任部门)\s*[:：]\s*(?P<zh>(?:(?!\s+[{CJK}]{{2,6}}\s*[:：])[^\n,;，；。)\]）】|]){{1,30}})[)\]）】]?",
    re.I,
)
OWNER_LAST: Final = re.compile(
    rf"\s*(?:[(\[]\s*[*_]{{0,2}}@?(?P<paren>{OWNERS})[*_]{{0,2}}\s*[)\]]|[-–—]\s*@?(?P<dash>(?![A-Z]+\d){OWNERS})|\|\s*@?(?P<bar>{OWNERS})|(?:[-–—|]\s*@?|[(（])(?P<zh>[{FAMILY}][{CJK}]{{1,2}})[)）]?|@(?P<at>[\w.-]+))\s*\.?$"
)
DAY_AND_OWNER_FIRST: Final = re.compile(
    rf"(?P<due>[^\n:：]{{3,20}}?)\s+[-–—]\s+@?(?P<owner>{_PEOPLE})\s+[-–—]\s+(?=\S)"
)
"""Until when, who, and then the task: "Dec 15 - Ana - call the port"."""
ASSIGNED_LAST: Final = re.compile(
    rf"\s{{0,4}}[-–—;,(]\s{{0,4}}assign(?:ed)?\s+to\s+@?(?P<owner>{OWNERS})[)\]]?\s*\.?\s*$"
)
"""Who a task was given to, at the end of its line: "Call the port; assign to AB"."""
OWNER_ALONE: Final = re.compile(
    rf"\s{{0,8}}[*_]{{0,2}}(?:(?i:assigned\s+to|owner|for):?\s+)?@?(?P<owner>{OWNERS})(?:\s*\([^()\n]{{1,40}}\))?[*_]{{0,2}}:?[*_]{{0,2}}\s*"
)
"""A line that is nothing but who: above bullets in a list of actions they are theirs."""
OWNER_ABOVE: Final = re.compile(
    rf"(?:[*_]{{0,2}}\[[^\[\]\n]{{1,12}}\][*_]{{0,2}}\s?)?[*_`@]{{0,3}}(?P<owner>{OWNERS}|[{FAMILY}][{CJK}]{{1,2}})[*_`]{{0,3}}\s?[:：][*_ ]{{0,3}}"
)
"""A bullet that only says whose the items below it are: "Ana:", "[后端] 何亮："."""
OWNER_AND_DUE_LAST: Final = re.compile(
    rf"[(\[（][*_]{{0,2}}@?(?P<owner>{OWNERS}|{_ZH_PEOPLE})[*_]{{0,2}}\s?(?:[,;/，；、]|[-–—])\s?(?P<due>[^()（）\[\]\n]{{2,30}})[)\]）]\s*[.。]?$"
)
"""Who and until when in one bracket at the end: "(Ana, due 30 January)"."""
WHEN_LAST: Final = re.compile(
    r"\s(?:[-–—]{1,3}|\|)\s{0,3}[*_]{0,2}(?P<due>(?:(?!\s-\s)[^*_|\n–—]){2,30})[*_]{0,2}\s*\.?$"
)
"""What may be a day at the end, behind a dash or a bar: "… – *Friday*"."""
FIELD: Final = re.compile(
    r"^\s{0,40}(?:[-*+•]\s+)?[*_]{0,2}(?:(?P<owner>owners?|assignees?|assigned\s+to|responsible(?:\s+(?:person|party))?|who|by\s+whom|责任人|负责人|责任单位|责任部门|牵头人)"
    r"|(?P<due>due(?:\s+(?:date|by|on))?|deadline|by\s+when|target\s+date|ETA|完成时间|完成时限|截止时间|截止日期|期限|时限)"
    r"|(?P<state>status|state|状态)|priority|优先级)[*_]{0,2}\s*[:：][*_]{0,2}[ \t]*(?P<value>\S.*)$",
    re.I,
)
"""A line that tells one thing of the item above it: "Owner: Ana", "Due date: 3 May"."""
ITEM_NAME: Final = re.compile(r"(?:action(?:\s+items?)?|task|item|description|what|to[- ]?do)s?", re.I)
"""What a form calls the task itself: "Action: paint the gate" names no Mr Action."""
ZH_OWNER: Final = re.compile(
    rf"^@?(?P<owner>[小老阿][{CJK}]|[{FAMILY}](?:[总工董姐哥]|[{CJK}]{{1,2}}))(?:[ \t]+(?=\S)|(?=负责|牵头|跟进))"
)
"""Who a Chinese item begins with: 小李 更新台账, 王芳负责合同."""
ZH_CALLED: Final = re.compile(rf"^\s{{0,9}}@(?P<owner>[{CJK}]{{1,4}})[ \t]+(?P<text>\S.*)$")
"""A line that calls somebody, as people write in chats: @小王 周三前发合同."""
ZH_ASSIGNED: Final = re.compile("(?:责任人|负责人|责任单位|责任部门|牵头人|牵头单位|承办人|承办单位)\\s{0,3}[：:]")
DUE_LAST_ZH: Final = re.compile(
    "\\s*[(（][^()（）\\n]{0,4}?\\d{1,2}(?:月\\d{1,2}[日号]|[./]\\d{1,2})(?:之?前)?[)）]\\s*。?$"
)
DUE_LAST: Final = re.compile(r"\s*[(\[](?:by|before|until|due|end\s+of)\s[^()\[\]\n]{2,30}[)\]]\s*\.?$", re.I)
DUE_NAMED: Final = re.compile(
    r"[(\[（【]?\s*(?:\b(?:due(?:\s+(?:date|by|on))?|deadline|by\s+when|target\s+date|ETA)\b\s*[:：=]?|(?:完成时间|完成时限|截止时间|截止日期|截止|时限|期限)\s*[:：]?)\s*(?P<due>[^\n,;；)\]）】|]{2,40})[)\]）】]?",
    re.I,
)
_WHEN: Final = (
    r"(?:the\s+)?(?:end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:day|week|month|quarter|year|sprint|today|\w+)|next\s+(?:week|month|meeting|call|quarter|year|sprint|\w+day)|this\s+(?:week|month|\w+day)|tomorrow|today|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b|(?:EOD|COB)(?:\s+(?:on\s+)?\w+day)?|EO[DWMQY]|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\b|(?:early|mid|late)[- ]\w+|Q[1-4]|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
DUE: Final = re.compile(
    rf"\b(?P<due>(?:by|before|until|no\s+later\s+than|on\s+or\s+before)\s+{_WHEN}|(?:with)?in\s+(?:\d{{1,2}}|a|one|two|three|four|six)\s+(?:business\s+|working\s+)?(?:days?|weeks?|months?)"
    rf"|starting\s+\w+day|(?:next|this)\s+(?:week|month|\w+day)|(?:EOD|COB)\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:EOD|COB)\s+(?:today|tomorrow)|EO[DWMQ]|ASAP|as\s+soon\s+as\s+possible|when\s+the\s+time\s+is\s+right|tomorrow|before\s+(?:the\s+)?(?:next|our|this)\s+[\w\s]{{3,25}}?(?=[.,;]|$))(?!\w)"
    r"|(?P<zh>(?:本周|下周|本月|下月|月|年|季度|周)(?:[一二三四五六日天]|底|末|内)(?:之?前)?|\d{1,2}月底前?|明天|后天|尽快)",
    re.I,
)
ACTION_COLUMN: Final = re.compile(
    r"\b(?:actions?(?:\s+items?|\s+points?)?|tasks?|to[- ]?dos?|follow[- ]?ups?|next\s+steps?|deliverables?)\b|事项|任务|待办|工作内容|措施|行动",
    re.I,
)
TEXT_COLUMN: Final = re.compile(r"\b(?:description|details?|what|item|summary|work)\b|内容|说明", re.I)
OWNER_COLUMN: Final = re.compile(
    r"\b(?:owners?|who|by\s+whom|actions?\s+by|actioned\s+by|assignees?|assigned(?:\s+to)?|responsible|responsibility|lead|DRI|person|champion)\b|责任|负责|牵头|承办|主办|经办|执行人|跟进人|处理人|^(?:人员|成员|姓名|谁)$",
    re.I,
)
DUE_COLUMN: Final = re.compile(
    r"\b(?:due|deadline|when|by\s+when|target|ETA|date|timeline|time-?\s?frame|timing)\b|时间|时限|期限|截止|日期|节点",
    re.I,
)
STATE_COLUMN: Final = re.compile(r"\b(?:status|state|done|progress|complete[d]?)\b|状态|进展|完成情况", re.I)
OTHER_TABLE: Final = re.compile(r"\bdecisions?\b|决议|决定", re.I)
FOR_NOBODY: Final = re.compile(r"\W*(?:note[ds]?|info(?:rmation)?|for\s+(?:information|noting))?\W*", re.I)
"""Stands for an owner where nothing is to be done."""
DONE_WORD: Final = re.compile(
    r"^\W*(?:done|completed?|closed|finished|yes|✓|✔|✅|☑|已完成|完成|已办结|办结)\b|^\W*[✓✔✅☑]", re.I
)
