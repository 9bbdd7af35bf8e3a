"""The words of the reply grammar, English and Chinese, each with the part it plays.

A word that is missing here counts as unknown talk, and unknown talk never closes an item: it only makes us ask. So the
lists may be short where they say yes, and are long where they say no. Traditional characters are folded to the simplified
ones before they are looked up (`FOLDED`), and the longest entry wins: 完成率 ("completion rate") is not 完成 ("done").
"""

from enum import Enum, auto
from typing import Final


class Part(Enum):
    """The part a token plays in a clause."""

    # What can be reported
    DONE = auto()
    NEARLY = auto()  # permission to close, a slip of the fingers: near enough to ask
    DEED = auto()  # a verb that reports only in the perfect: 落实 is an order, 已落实 a report
    UNDONE = auto()  # "unfinished": done and not in one word
    BLOCKED = auto()
    UNBLOCKED = auto()
    ACK = auto()
    UNDO = auto()
    REOPEN = auto()
    EXTEND = auto()
    ASSIGN = auto()
    # What it is reported of
    ITEM = auto()  # a number that names an item or a directive
    ALL = auto()
    BOTH = auto()
    REST = auto()
    EXCEPT = auto()
    # What takes the report back, or leaves it open
    NOT = auto()
    HEDGE = auto()  # partly, or still under way
    LATER = auto()  # wished, planned, ordered, possible
    PERHAPS = auto()  # hearsay and permission: worth asking
    QUESTION = auto()
    IF = auto()
    OR = auto()
    COUNT = auto()  # makes the numbers of its sentence amounts: "3 done, 2 to go"
    # What holds a sentence together
    END = auto()
    LINE = auto()
    COMMA = auto()
    COLON = auto()
    DASH = auto()
    BRACKET = auto()
    AND = auto()
    BUT = auto()
    OOPS = auto()  # "sorry, I meant": what was said before may not hold
    # What changes nothing
    FILLER = auto()
    BE = auto()  # "is", "has": a filler, but at the head of a clause it asks
    WHO = auto()  # "we", "it"
    PERFECT = auto()  # 已, 了
    PLEASE = auto()
    MARK = auto()  # "mark … as done"
    TO = auto()
    PREPOSITION = auto()  # before a number it makes a time or a place of it: "by 3"
    AFTER = auto()  # may follow a report: "3 done yesterday", "3 done, see …"
    TOO = auto()
    UNIT = auto()  # behind a number it makes an amount of it: 3个, "3 days"
    POINT = auto()  # 项, 点, "point": names what is numbered
    AMOUNT = auto()
    LINK = auto()
    PERSON = auto()
    OWNER = auto()
    SPEAKER = auto()
    FORECAST = auto()
    TALK = auto()


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.replace("\n", " ").split(",") if word.strip()]


def _entries(part: Part, listed: str) -> dict[str, Part]:
    return dict.fromkeys(_words(listed), part)


# The only words that can close an item. Tests hold us to it: without one of them nothing is ever closed.
AFFIRMATIVE: Final = frozenset(
    _words(
        """done,complete,completed,finished,closed,resolved,accomplished,fulfilled,finalised,finalized,wrapped up,taken care of,sorted,
        sorted out,fixed,all set,close,:white_check_mark:,:heavy_check_mark:,:ballot_box_with_check:,✅,☑,✔,
        完成,完毕,搞定,搞掂,办结,办妥,办完,办好,做完,做好,弄好,弄完,好了,完了,妥了,完工,完结,销号,销项,
        落实,解决,处理,关闭,结束,办理,了结,结案"""
    )
)

# Chinese verbs that are orders or plans unless something says that it has happened.
_DEEDS: Final = "落实,解决,处理,关闭,结束,办理,了结,结案,办好,做好,弄好,销号,销项"

WORDS: Final[dict[str, Part]] = {
    **dict.fromkeys(AFFIRMATIVE, Part.DONE),
    **_entries(
        Part.NEARLY,
        """can be closed,may be closed,could be closed,can be ticked off,can close,could close,good to close,ready to close,
        doen,dnoe,donr,dine,finised,finsihed,complted,compelted,completd,cmpleted,
        可以关闭,可以关闭了,可以销号,可以销号了,可以销项,可以销项了,可关闭,可销号,基本完成,基本已完成,基本上完成,完城,玩成,已玩成""",
    ),
    **_entries(Part.DEED, _DEEDS),
    **_entries(
        Part.DONE,
        "落实了,落实完,落实到位,解决了,处理了,处理完,处理好,关闭了,结束了,办理了,办理完,了结了,结案了,办好了,做好了,弄好了,销号了,销项了",
    ),
    **_entries(Part.UNDONE, "undone,unfinished,incomplete,uncompleted,unresolved,not-done"),
    **_entries(
        Part.BLOCKED,
        """blocked,stuck,on hold,held up,stalled,at a standstill,can't proceed,cannot proceed,can't continue,cannot continue,
        can't go on,cannot go on,no progress possible,:no_entry:,:construction:,
        受阻,卡住,卡在,卡壳,阻塞,停滞,搁置,暂停,无法推进,推进不了,推不动,无法进行,无法继续,遇阻,被卡""",
    ),
    **_entries(
        Part.UNBLOCKED,
        "unblocked,no longer blocked,no longer stuck,not blocked anymore,解除阻塞,不再受阻,已解封,恢复推进",
    ),
    **_entries(
        Part.ACK,
        """ack,acked,acknowledged,acknowledge,noted,got it,on it,will do,roger,understood,received,copy that,
        收到,已收到,知悉,已知悉,已阅,明白,明白了,知道了,了解,了解了""",
    ),
    **_entries(Part.UNDO, "undo,undo that,revert,revert that,scratch that,take that back,撤销,撤回,撤消,收回"),
    **_entries(Part.REOPEN, "reopen,re-open,reopened,re-opened,重新打开,重开,重新开启,重新启动"),
    **_entries(
        Part.EXTEND,
        """extend,extended,extension,postpone,postponed,push,push back,delay,delayed,reschedule,defer,move,more time,need until,
        needs until,延期,延后,延至,延到,推迟,展期,顺延,延长,缓到,宽限""",
    ),
    **_entries(
        Part.ASSIGN,
        """assign,assigned,reassign,reassigned,hand over,handed over,hand,owner,new owner,owned by,takes over,take over,takes,
        负责,负责人,责任人,交给,转给,移交,转交,指派,分派,分配给,指定""",
    ),
    **_entries(
        Part.ALL,
        "all,all of them,all of these,all of it,everything,全部,所有,全,都,全都,均,统统,一律,通通,全数,皆,所有的",
    ),
    **_entries(Part.BOTH, "both,both of them,两个都,两项都,两点都,两条都,两项均"),
    **_entries(
        Part.REST,
        """rest,the rest,others,the others,all others,all the others,all the rest,everything else,all other,the remaining,remaining,other ones,
        the other ones,其余,其余的,其他,其他的,其它,其它的,剩下,剩下的,剩余,剩余的,别的,余下,余下的,另外的,其余都,其他都""",
    ),
    **_entries(
        Part.EXCEPT,
        """except,except for,apart from,other than,excluding,save for,all but,everything but,aside from,with the exception of,
        除,除了,除去,不含,不包括,以外,之外,除开""",
    ),
    **_entries(
        Part.NOT,
        """not,isn't,isnt,hasn't,hasnt,haven't,havent,aren't,arent,wasn't,wasnt,weren't,didn't,didnt,ain't,never,none,nothing,neither,
        nor,nobody,nope,without,not at all,lacks,lack,missing,:x:,:negative_squared_cross_mark:,❌,✖,✗,✘,
        没,没有,未,尚未,还没,还没有,还未,仍未,并未,并没有,不,不是,没能,未能,从未,均未,都未,都没,都没有,非""",
    ),
    **_entries(
        Part.HEDGE,
        """
        almost,nearly,partly,partially,partial,half,half-done,halfway,half way,mostly,largely,basically,essentially,
        practically,virtually,some,most,part,parts,partway,a bit,sort of,kind of,as good as,close to,more or less,
        pretty much,just about,not quite,yet to,first part,first half,second half,draft,initial,preliminary,a third,
        two thirds,a quarter,much of,can't,cant,cannot,couldn't,wouldn't,shouldn't,mustn't,unable,failed,fail,fails,
        finishing,completing,closing,closer,in progress,in the works,ongoing,underway,under way,working on,pending,
        awaiting,open,remain,remains,aborted,cancelled,canceled,to do,todo,tbd,until,till,work on,continue,
        continuing,start,started,starting,begin,began,begun,progress,progressing,:hourglass:,:hourglass_flowing_sand:,
        ⏳,⌛,wip,:soon:,instead of,rather than,unlikely,likely,before,too early,wrongly,anything but,far from,
        barely,hardly,scarcely,doubt,forgot,stop,no longer,no,if only,差不多,快,快要,几乎,基本,基本上,部分,一部分,
        大部分,一半,大半,小半,过半,初步,大致,大体,大体上,接近,即将,差点,只差,就差,还差,尚差,临近,半成,多半,绝大部分,
        主体,初稿,阶段性,第一阶段,一期,首期,第一步,告一段落,正在,在,继续,推进中,进行中,办理中,处理中,开始,启动,推进,
        跟进,待,有待,等待,还在,仍在,仍,尚,还需,还要,还得,得,无法,不能,不会,不可能,不了,不可,不应,难以,中,过程,目前还,
        继续做,不再,不完,不好,难,谈不上,远未,离,距,距离,完成情况,完成率,完成时间,完成日期,完成计划,完成度,完成进度,
        完成比例,完成目标,完成期限,完成标准,完成时限,完成条件,完成期,完成后,完成之后,完成以后,完成前,完成之前,完成以前,
        假完成,虚假,谎报
        """,
    ),
    **_entries(
        Part.LATER,
        """
        monday,tuesday,wednesday,thursday,friday,saturday,sunday,周一,周二,周三,周四,周五,周六,周日,
        will,'ll,i'll,we'll,it'll,they'll,he'll,she'll,that'll,shall,would,should,could,can,may,might,must,going to,
        gonna,be,want,wants,hope,hoping,plan,plans,planned,planning,try,trying,aim,aiming,intend,need,needs,needed,
        promise,eta,tomorrow,later,soon,tonight,won't,wont,don't,dont,doesn't,doesnt,get,getting,let's,lets,let,make,
        making,finish,consider it,to be,supposed,ought,better,due,deadline,target date,next week,next month,next,
        this week,coming,eventually,expect,expected,expects,expecting,redo,wish,ready to,forget,anyone,somebody,
        someone,pretend,将,会,要,想,希望,预计,预期,计划,争取,力争,努力,打算,准备,尽快,尽量,马上,立刻,立即,可以,可,能,
        应该,应,应当,可能,必须,需要,需,须,目标,保证,确保,抓紧,尽早,着手,明天,明日,后天,大后天,下周,下个月,下月,下季度,
        稍后,晚些,随后,今晚,晚上,很快,力求,拟,拟于,别,勿,不要,不得,请勿,切勿,先别,期间,有望,未来,截止,截至,到期,期限,
        限期,之前,前,以前,避免
        """,
    ),
    **_entries(
        Part.PERHAPS,
        """think,thinks,thought,guess,believe,believes,assume,assumed,suppose,said,says,say,saying,claims,claimed,heard,hear,told,
        apparently,supposedly,allegedly,reportedly,seems,seem,seemed,looks,look,appears,hopefully,probably,maybe,perhaps,presumably,
        fairly sure,not sure,i would say,i'd say,should be,
        only,just about,i wonder,depends,as far as,by,
        听说,据说,据,好像,似乎,看来,看起来,看上去,以为,认为,觉得,感觉,估计,大概,也许,或许,说,说是,表示,反映,汇报说,应该已经,应该已,应该是,吧,仅,仅仅,只,只有,才,""",
    ),
    **_entries(
        Part.QUESTION,
        """when,who,whose,what,why,how,which,where,whether,?,:question:,:grey_question:,:thinking_face:,:thinking:,❓,❔,🤔,
        吗,么,呢,嘛,什么,什么时候,何时,几时,谁,怎么,怎样,哪,哪个,哪些,哪天,哪里,是否,能否,可否,是不是,有没有,有无,完成没,完成没有,完成了没,完成了没有,好了没,
        多久,几号,多少,为什么,为何,咋,啥,对不对,行不行,行吗,好吗,对吧,是吧""",
    ),
    **_entries(
        Part.IF,
        """if,once,unless,as soon as,provided,providing,assuming,subject to,in case,pending,after,as long as,whenever,until after,conditional,
        如果,若,如,要是,一旦,等,等到,之后,以后,后,除非,只要,假如,倘若,的话,直到,待到,万一,视""",
    ),
    **_entries(Part.OR, "or,either,或,或者,还是,要么"),
    **_entries(
        Part.COUNT, "left,to go,so far,in total,total,more to go,remain open,out of,of,个已,还剩,剩,共,总共,合计,累计"
    ),
    **_entries(Part.AND, "and,&,+,plus,as well as,then,和,与,及,以及,还有,跟,并,并且,且,同"),
    **_entries(Part.BUT, "but,however,though,although,only that,但,但是,不过,可是,然而,只是,而,就是,却"),
    **_entries(
        Part.OOPS,
        """oops,i mean,i meant,correction,wait,no wait,actually no,mistake,my mistake,my bad,wrong,kidding,just kidding,joke,joking,
        说错了,写错了,搞错了,弄错了,更正,纠正,错了,口误,开玩笑""",
    ),
    **_entries(
        Part.FILLER,
        """hi,hello,hey,dear,hi all,hello all,dear all,hi everyone,hello everyone,hi team,hello team,good morning,good afternoon,
        good evening,morning,morning all,thanks,thank you,thanks all,thank you all,many thanks,cheers,thx,yes,yep,yeah,ok,okay,sure,right,
        fyi,update,status,first of all,after all,finally,already,now,just,fully,totally,completely,entirely,successfully,officially,
        also,well,so,too,indeed,really,very,the,a,an,from our side,on our side,our side,here,anymore,any more,as of now,as of today,today,
        this morning,this afternoon,yesterday,last week,last month,last night,earlier,recently,early,on time,in time,ahead of time,
        ahead of schedule,on schedule,as planned,in full,100%,at last,at all,actually,in fact,yet,still,item is,one,ones,for good,up,off,
        there is,there are,there's,for,about,re,regarding,as for,concerning,now that,boss,sir,folks,guys,team,everybody,everyone,
        你好,您好,大家好,各位,各位领导,领导,谢谢,多谢,辛苦了,是的,嗯,好,好的,对,关于,其实,实际上,终于,总算,刚,刚刚,刚才,现在,今天,今日,今早,
        今天上午,今天下午,上午,下午,昨天,昨日,前天,上周,上个月,上月,按时,按期,如期,准时,提前,按计划,顺利,圆满,正式,完全,彻底,全面,于,在今天,
        已在,已于,的,地,是,就,也,这个,这项,这条,这件事,该项,该事项,此项,此事,本项,任务,工作,事项,项目,目前,经,事,这,那,那个,个人,均已按""",
    ),
    **_entries(
        Part.BE,
        "is,are,was,were,has,have,had,been,did,does,do,having,'s,got,it's,that's,they're,i've,we've,i'm,we're,they've",
    ),
    **_entries(
        Part.WHO,
        """i,we,you,they,he,she,it,this,that,these,those,us,our,my,me,their,his,her,your,them,its,
        我,我们,我司,公司,团队,本公司,我方,咱们,咱,你,您,你们,他,她,他们,我部,我单位,本单位,我处,它,它们""",
    ),
    **_entries(Part.PERFECT, "已,已经,已全部,均已,都已,都已经,了,过,完,业已,早已,早就"),
    **_entries(Part.PLEASE, "please,pls,plz,kindly,请,麻烦,烦请,务必,恳请,拜托,劳烦,请尽快"),
    **_entries(Part.MARK, "mark,marked,set,tick,tick off,check off,count,标记,标为,标记为,设为,记为,置为,改为"),
    **_entries(Part.TO, "to,至,到,through,thru,为,成"),
    **_entries(
        Part.PREPOSITION,
        "at,in,on,since,from,under,over,than,per,around,within,during,for about,近,约,大约,超过,至少,自,从",
    ),
    **_entries(
        Part.AFTER,
        "with,see,as,via,per,by hand,last,ago,because,thanks to,according to,incl,including,详见,见,参见,附件,附,由,经由,据此",
    ),
    **_entries(Part.TOO, "too,also,as well,likewise,same,same here,ditto,也,同样,一样,同上,亦"),
    **_entries(
        Part.UNIT,
        """day,days,week,weeks,month,months,hour,hours,hrs,hr,h,min,mins,minute,minutes,year,years,pm,am,percent,pcs,people,persons,times,x,k,km,
        o'clock,others,more,things,items,points,tasks,samples,tests,pages,个,次,天,家,周,月,日,年,小时,分钟,人,台,套,份,批,轮,期,款,
        名,万,亿,成,倍,页,种,类,只,米,吨,元,块,季度,阶段,步,版,度,分,秒,个月,半""",
    ),
    **_entries(Part.POINT, "项,条,点,号,件"),
    **_entries(Part.FORECAST, "forecast,forecasted,outlook,full year,fc,预测,预估"),
    **_entries(
        Part.TALK,
        """well done,nicely done,job done,done deal,done with lunch,over and done,easier said than done,all is said and done,
        said and done,fully booked,good job,great job,all right,alright,all good,all clear,all the best,once and for all,that's all,above all,
        no problem,no problems,no issue,no issues,no worries,no rush,no question,no questions,no delay,no objections,no objection,
        let me know if,if you have,if any,if needed,in case of questions,if there are,if you need,let me know,
        会议,会上,会后,会前,主要,重要,要求,产能,能源,储能,新能源,性能,智能,功能,最后,然后,没问题,没有问题,无问题,无误,不客气,不好意思,不用,没事,没关系,不错,
        没有遗留问题,没有任何问题,如有问题,如有需要,如有疑问,有问题,特别,区别,那么,这么,完成任务,干得好,做得好,好消息,大会,开会,将来,半天,中国,
        中心,点评,点赞,全国,全球,全员,全年,全面推进,都市,首都,所有人,不少,不断,不仅,对不起,未来,后续,其中,中期,只能""",
    ),
}

# Traditional characters of the words above, one for one, so that positions stay where they are.
FOLDED: Final = str.maketrans(
    "於還沒項條點後週號個幾時們總經結辦餘進這題無動實現過確認處開關啟長遲請給讓負責轉銷嗎麼誰應該會將爭預計準備僅達產線復誤錯對問來說見閱馬趕緊決礙暫擱標為與並從當體卻則據聽覺感認反應難離內話雖僅謝報領導張劉陳趙黃楊吳孫鄭馮韓鄧許蘇盧東車軍國華偉強傑麗紅蘭鳳龍劃劃單雙億萬兩別樣業務員圓滿順齊參詳訊極漸試驗貨營額還邊專屬撥貳陸優質續終於齡兒關閉斷須歸類繼調緩寬啥鬧齣氣彙匯",
    "于还没项条点后周号个几时们总经结办余进这题无动实现过确认处开关启长迟请给让负责转销吗么谁应该会将争预计准备仅达产线复误错对问来说见阅马赶紧决碍暂搁标为与并从当体却则据听觉感认反应难离内话虽仅谢报领导张刘陈赵黄杨吴孙郑冯韩邓许苏卢东车军国华伟强杰丽红兰凤龙划划单双亿万两别样业务员圆满顺齐参详讯极渐试验货营额还边专属拨贰陆优质续终于龄儿关闭断须归类继调缓宽啥闹出气汇汇",
)
