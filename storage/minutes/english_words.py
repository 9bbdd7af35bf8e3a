"""English vocabulary that more than one part of the reader needs."""

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
    "rent repair reproduce reset reserve restore restructure retire route sample scan score ship sketch source stage stock store stress subscribe substitute swap tag tend tune type unify vet wire wrap"
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
