"""English vocabulary that more than one part of the reader needs."""

import re
from typing import Final

from storage.minutes.copies import word_set

BASE_VERBS: Final = word_set(
    "abandon abide accelerate accept achieve acquaint acquire adapt add address adhere adjust adopt advance advertise advise align alleviate allocate allow "
    "analyse analyze announce anticipate append apply appoint apprehend apprise approach approve archive arrange arrest ask assess assign assist assume "
    "attach attend attract audit authorise authorize automate avoid backport backup bake balance base be bear beautify become benchmark bid blog bolster "
    "book boost borrow break bring broaden budget build bump buy calculate call cancel carry catch cater celebrate certify change charge chase check "
    "cherish choose circulate clarify clean clear close coach collaborate collate collect combat combine come comment commit communicate compare compensate "
    "compile complete comply compose computerise concentrate conduct confirm confiscate connect consider consolidate constitute construct consult contact "
    "contain continue contribute control convene convert cook cooperate coordinate copy copyedit correct count countersign crack create cultivate curb "
    "curtail cut dare debug decide decommission dedicate deepen defend defer define delegate delete deliberate deliver demo demolish demonstrate deploy "
    "deprecate depute describe design desilt desist despatch detach detail deter determine develop devote digitalise digitalize digitise digitize disable "
    "disburse disconnect discuss disinfect dispatch dispose disseminate distill distribute divide do document donate double download draft drain dredge "
    "drive drop earn edit educate elevate eliminate email embark embrace emphasise emphasize empower emulate enable encourage engage enhance enlarge "
    "enlighten enquire enrich enrol enroll ensure enter equip eradicate escalate eschew establish estimate evaluate evict examine exclude execute exempt "
    "exhibit expand expedite explain explore expose extend face facilitate familiarise familiarize fetch fight figure file fill finalise finalize find "
    "finish fix flag focus follow forbid forecast forge form formulate fortify forward foster fulfil fulfill fund fundraise furnish further gain gather "
    "generate get give go grant grasp grow guarantee guard guide hand handle harden harness hasten heed help highlight hire hold honour host identify "
    "imbibe immunise immunize implement import impound improve include incorporate increase inculcate inform innovate inquire insert insist inspect install "
    "instil instill institute integrate intensify internalise intervene interview introduce invest investigate invite invoice irrigate isolate issue join "
    "justify keep know label laminate land launch lay lead learn lease lend let leverage liaise limit link list listen load lock lodge log look lower mail "
    "mainstream maintain make manage map mark master maximise maximize measure meet mend mentor merge message migrate minimise minimize mitigate mobilise "
    "mobilize mock model moderate modernise modernize modify monitor motivate move mow nab name negotiate nominate notarise notify nudge number nurture "
    "obey observe obtain onboard open operate oppose optimise optimize order organise organize outline overcome overhaul pack paint park partner patch pay "
    "perfect perform permit persist phone photocopy pick pilot ping place plan play please poll pool popularise popularize post postpone pray prepare "
    "preposition present preserve preside press prevent print prioritise prioritize probe procure produce profile prohibit promote proofread propagate "
    "propose prosecute protect prototype provide prune publicise publicize publish pull punish purchase pursue push put quantify quarantine query quicken "
    "raise rally rank ratify rationalise rationalize reach reactivate read realign realise realize reallocate reassess reassign rebase reboot rebuild "
    "recheck recommend reconcile reconsider record recover recruit rectify recycle rededicate redesign redo redouble redraft redress reduce refactor refine "
    "reform refrain refresh refund refurbish register regulate rehabilitate reimburse reinforce reinstall reinvigorate reject rejuvenate relaunch relay "
    "release relocate rely remedy remember remind remit remove rename renegotiate renew renovate rent reopen reorder reorient repair repeat replace "
    "replenish reply report reproduce request require rerun reschedule research resend reserve reset resettle resist resolve respect respond restart "
    "restore restrain restrict restructure resubmit retain retest rethink retire retrofit return revamp revert review revise revisit revitalise revitalize "
    "revive reward rework rewrite ring rise roll rotate route run safeguard sample save say scan schedule scope score scrutinise scrutinize search secure "
    "seek seize select sell send sensitise sensitize separate serve set settle setup shape share ship shorten shoulder show showcase shred shun sign "
    "simplify sketch solicit solve sort source sow speak spec specify speed split sponsor spread stabilise stabilize stage stand start stay step stick "
    "stimulate stock stop store streamline strengthen stress strictly strive study submit subscribe substitute suggest summarise summarize supervise supply "
    "support survey sustain swap switch sync synchronise synchronize synergise synergize synthesise tackle tag take talk target teach tell tend test think "
    "tidy tighten tolerate track train transcribe transfer transform translate treat triage trim try tune turn tweet type unblock uncover understand "
    "undertake unearth unify unite unlock update upgrade uphold uplift upload uproot upskill use utilise utilize vacate vaccinate validate verify vet visit "
    "wait waive warn watch weigh widen win wire withdraw work wrap write "
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
