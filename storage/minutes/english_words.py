"""English vocabulary that more than one part of the reader needs."""

import re
from typing import Final

from storage.minutes.copies import word_set

BASE_VERBS: Final = word_set(
    "abandon accelerate achieve highlight adapt add address adhere adjust adopt advance align allocate analyse analyze announce anticipate apply appoint approach "
    "approve arrange ask assess assign assume attach attend attract audit automate avoid backport balance base be bear become benchmark book boost break "
    "bring broaden budget build buy calculate call cancel carry catch change chase check choose circulate clarify clean clear close collect combine come "
    "comment communicate compare compile complete comply compose concentrate conduct confirm connect consider consolidate construct consult contact continue "
    "contribute control convert cooperate coordinate correct count create cultivate cut dare decide deepen define deliver demo deploy describe design "
    "determine develop discuss dispose distribute do document double draft drive drop earn edit educate elevate eliminate email embrace emphasise emphasize "
    "empower encourage engage enhance enlarge enrich ensure enter escalate establish estimate evaluate examine execute expand expedite explain explore extend "
    "face facilitate fetch fight figure file fill finalise finalize find finish fix focus follow forge form formulate forward foster fulfil fulfill further "
    "gain gather generate get give go grant grasp grow guarantee guard guide handle hand help hire hold host identify implement improve include incorporate "
    "increase inform innovate insist inspect install integrate intensify introduce investigate invest invite issue join keep know land launch lay lead learn "
    "let leverage liaise limit link list listen look lower maintain make manage map mark master maximise maximize measure meet merge message migrate minimise "
    "minimize mobilise mobilize modernise modernize modify monitor motivate move name negotiate nominate notify nurture observe obtain open operate optimise optimize "
    "order organise organize outline overcome pay perform perfect persist pick ping place plan play please pool post prepare present preserve press prevent "
    "prioritise prioritize procure produce promote propose protect prototype provide publish pull purchase pursue push put raise rally reach read realise "
    "realize rebase recommend reconcile record recruit redesign reduce refactor refine reform refrain register regulate reinforce relaunch release rely "
    "remember remind remove rename renew reopen repeat replace reply report request require research reschedule resolve respect respond restart restrict "
    "retain retest retire return revert review revise revisit reward rework rewrite roll run safeguard save schedule scope search secure seek seize select "
    "sell send separate serve set settle setup shape share ship shoulder show sign simplify solicit solve sort speak spec specify speed split spread stabilise "
    "stabilize stand start stay step stick stimulate stop streamline strengthen stress strictly strive study submit suggest summarise summarize supervise supply support "
    "survey sustain switch sync tackle take talk target tell test think tidy tighten train transfer transform translate treat triage trim try turn uncover "
    "understand undertake unify unite unblock update upgrade upload uphold uplift upskill use utilise utilize validate verify visit wait watch win withdraw work write "
    "accept advise archive backup bid borrow charge clear coach copy debug delegate delete detail digitalise digitalize disable divide enable fund hand import inspect label lease lend "
    "load lock log mail mend merge mock model notify number pack paint park patch phone pilot poll print probe quantify query raise rank rebuild recheck reconsider redo refresh reject relocate "
    "rent repair reproduce reset reserve restore restructure retire route sample scan score ship sketch source stage stock store stress subscribe substitute swap tag tend tune type unify vet wire wrap "
    "justify curb crack desist sensitise sensitize mainstream popularise popularize hasten quicken bolster harness embark partner collaborate "
    "synergise synergize deter combat curtail contain nab eradicate uproot obey abide heed shun eschew resist oppose defend demonstrate exhibit rise "
    "redouble rededicate dedicate devote commit pray imbibe emulate inculcate instil instill internalise cherish celebrate honour disburse remit "
    "refund recover waive exempt authorise authorize permit allow forbid prohibit confiscate impound demolish evict vacate rehabilitate resettle "
    "compensate vaccinate immunise immunize isolate quarantine disinfect desilt dredge drain fortify widen beautify irrigate sow rationalise "
    "rationalize digitise digitize computerise disseminate publicise publicize propagate enlighten teach equip furnish replenish overhaul renovate "
    "refurbish retrofit revamp revitalise revitalize rejuvenate revive reactivate reinvigorate preposition deliberate cater dispatch despatch "
    "say preside intervene restrain tolerate unearth expose scrutinise scrutinize institute prosecute arrest apprehend punish convene constitute depute rectify "
    "remedy redress alleviate mitigate reassess reallocate reorient realign rethink relay apprise acquaint familiarise familiarize assist"
)
"""Verbs as orders and tasks begin with them."""
TOWNS: Final = word_set(
    "abbottabad agra ahmedabad ajmer allahabad amritsar anantnag bahawalpur bandipora bannu baramulla bareilly bengaluru bhopal bhubaneswar budgam chandigarh "
    "chennai dehradun delhi dhaka doda faisalabad ganderbal gaya ghaziabad gilgit gujranwala gujrat gurugram guwahati gwalior haripur hyderabad imphal indore "
    "islamabad itanagar jaipur jalandhar jammu jhang jhelum jodhpur kanpur karachi kargil kathmandu kathua khanewal khuzdar kishtwar kochi kohat kolkata kulgam "
    "kupwara kurnool lahore larkana leh lucknow ludhiana madurai mardan mathura meerut mirpur multan mumbai muzaffarabad mysuru nagpur narowal nashik noida "
    "okara patiala patna peshawar poonch pulwama pune quetta rajouri ramban ranchi rawalpindi reasi sahiwal samba sanghar sargodha sheikhupura shimla shopian "
    "sialkot srinagar kashmir ladakh punjab sindh balochistan hazara kerala assam sukkur surat swat thatta udaipur udhampur vadodara varanasi vehari vijayawada accra abuja harare kampala lagos lusaka nairobi"
)
"""Towns that stand behind a title and before a name in the news of South Asia and Africa."""
NO_NAME: Final = word_set(
    "the this that these those meeting conference party committee group company council battery board department office bureau ministry union congress "
    "central general institute university college school center centre base plant factory branch division region province city county district "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "north south east west china chinese national international people state government commission association federation society foundation "
    "working steering technical energy power storage industry industrial technology sector platform marketing strategy review retreat spring autumn "
    "highness majesty excellency royal secretaries ministers directors commissioners managers governors mayors officers address lt gen brig maj col president premier secretary director manager chairman minister mayor deputy vice mr mrs ms dr prof comrade professor representatives heads "
    "he she they his her their it its all our we you and but then first second third finally also after before during when while in on at as if "
    "limited ltd inc corporation holdings bank hospital laboratory court team quarter year half annual leading officials cadres members new education health medical finance revenue rural urban housing works affairs services administration "
    "information relations development div com dy secy order no executive for against of by with from orders directs reviews chairs holds visits urges calls asks stresses meets taking"
)
TITLE_WORDS: Final = word_set(
    "prince princess bishop pastor reverend rev alhaji alhaja hajiya mallam barr barrister otunba collector magistrate adviser advisor administrator undersecretary sultan emir archbishop admiral marshal ambassador vice-premier vice-minister vice-chancellor vice-mayor vice-governor chief divisional joint additional assistant acting shri sri smt hon datuk dato engr chair cllr captain warden sheriff judge dame lord lady reverend councillor councilor councilmember councilman councilwoman alderman trustee treasurer engineer commissioner governor senator supervisor "
    "superintendent principal chancellor provost executive officer vice-chair vice-president chairwoman chairperson ceo cfo cto coo clerk"
)
"""Before a name they are no part of it; behind one they may be."""
# Family names that stand first, in pinyin and its usual neighbours: they tell "Tong" from "Laiming".
FAMILY_FIRST: Final = word_set(
    "ai an bai ban bao bei bi bian cai cao cen chai chang chao che chen cheng chi chong chu cui dai dang deng di diao ding dong dou du duan fan fang fei feng "
    "fu gan gao ge geng gong gou gu guan guang gui guo hai han hang hao he hong hou hu hua huang hui huo ji jia jian jiang jiao jin jing ju kang ke kong kuang lai lan "
    "lang lei leng li lian liang liao lin ling liu long lou lu luan luo lv lyu ma mao mei meng mi miao min ming mo mou mu nan ni nie ning niu ou ouyang pan pang pei peng pi "
    "ping pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ru ruan rui sha shan shang shangguan shao she shen sheng shi shu si sima situ song su sui sun tan tang tao teng "
    "tian tie tong tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan "
    "zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zhuge zong zou zu zuo chan cheung chow ho hsu kwok lam lau lee leung ng tsai wong yeung yip kim park choi"
)


def first_word(words: str) -> str:
    """The first word in small letters, whatever signs stand before it; empty where no letter follows them."""
    match = re.match(r"[\W_]*([A-Za-z]+)", words)
    return match[1].lower() if match else ""
