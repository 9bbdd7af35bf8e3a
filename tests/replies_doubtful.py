"""Short sentences with a number and a word that could close it, none of which says that item 3 is done. Under the thread FIVE of `test_replies`."""

DOUBTFUL = """
3 done, pending approval
3 done pending QC
3 done, awaiting signature
3 done modulo tests
3 done in theory
3 done, apart from the tests
3 done (draft)
3 done (not tested)
3 done - to be verified
3 done, to be confirmed
3 done, TBC
3 done - WIP
3 done soonish
3 done asap
3 done EOD
3 done by EOD
3 done COB
3 done tmr
3 done next Mon
3 done in 2 days
3 done latest Friday
3 done ~Friday
3 done on 10 May
3 done 10 May
3 done as planned on 30 May
3 done 5月10日
3 5月10日完成
3 6月底完成
3 下周完成
3下月完成
3 年底完成
3 done within the week
3 nothing done
3 hardly done
3 done? no
3 done no
3 done nope
3 done not
no 3 done
not 3 done
3 un-done
3 "done"
3 ~done~
~3 done~
3 so-called done
3 done lol jk
3 done haha not
haven't 3 done
no item 3 done yet
get 3 done
getting 3 done
having 3 done
to have 3 done
must be 3 done
3 done when?
3 done how?
3 done why not
3 done tomorrow morning
tomorrow 3 done
Monday 3 done
by Monday 3 done
3 done after lunch
3 done after audit
3 done when audit ends
3 done upon approval
3 done subject to approval
3 done assuming OK
3 done hopefully
3 done probably
3 done I guess
3 done I believe
3 done, correct?
3 done, right
3 done, or not
3 done, or is it?
3 done... or not
3 done or 4
3 or 4 done
either 3 or 4 done
3/4 done
3 of 4 done
3 out of 4 done
3 more done
3 tasks done
3 items done
all 3 done
all three done
3 done things
3 done by Siemens
done in 3
done at 3
done by 3
done until 3
done for 3 days
done 3 times
done 3x
done the 3 tests
3 x done
step 3 done
line 3 done
phase 3 done
stage 3 done
page 3 done
room 3 done
Q3 done
v3 done
week 3 done
shift 3 done
3rd shift done
3 m done
3 million done
$3 done
3€ done
3:30 done
3.5 done
3% done
3h done
3 hours done
3点完成
3天完成
3个完成
3次完成
3台完成
3家完成
3人完成
三天完成
第三次完成
第三阶段完成
3期完成
完成3项
完成3个
完成了3次
已完成3家
三季度完成
3完成不了
3完成不掉
3没法完成
3做不完
3 无法按时完成
3怎么可能完成
3不一定完成
3未必完成
3若完成
3完成的话
3完成与否
3有无完成
3完成情况
3完成率100%
3完成时间
3完成计划
3完成标准
3完成前
3完成之后
3待完成
3须完成
3应完成
3可完成
3能完成
3会完成
3将完成
3拟完成
3正在完成
3快要完成
3几乎完成
3大致完成
3部分完成
3主体完成
3初步完成
3阶段性完成
3的一半完成
3的部分完成
3相关合同完成
3供应商完成
3客户那边完成
3别人说完成
3领导说完成
3据说完成
3似乎完成
3可能完成
3也许完成
3估计完成
3大概完成
3应该完成
3不是完成
3并未完成
3从未完成
3没有完成
3还没有完成
3仍未完成
3至今未完成
3未能完成
3没能完成
3不算完成
3谈不上完成
3离完成还远
3距完成还差
3要求完成
3请完成
3务必完成
3尽快完成
3按期完成
3抓紧完成
3争取完成
3力争完成
3确保完成
3保证完成
3承诺完成
3同意完成
3等完成
3等待完成
3希望完成
3打算完成
3准备完成
3开始完成
3继续完成
3假装完成
3算是完成了吧
3完成？
3完成吗
3完成呢
3完成没
3完成否
3完成了么
3完成了没有
3完成咯？
3勉强完成
3凑合完成
3口头完成
3名义上完成
3 fake done
3 done-ish
3 semi done
3 sort of done
3 near done
3 nigh done
3 so nearly done
3 quasi done
3 all but done
3 as good as done
3 more or less done
3 half done
3 60 % done
3 done 60%
3 done to 60%
3 done up to the last step
3 done except tests
3 done save the tests
3 done minus docs
3 done without tests
3 done besides docs
3 done, docs missing
3 done, docs outstanding
3 done, docs open
3 done, still open
3 done, reopen
3 done, cancel that
3 done. No wait
3 done. Sorry, wrong thread
3 done. Oops
3 done. scratch that
3 done (joke)
3 done /s
3 done 🙄
3 done 🤞
3 done 🤔
3 done :crossed_fingers:
3 done ⏳
3 ❌ done
3 done ❌
❌ 3
3 was not done
3 never done
3 ain't done
3 aint done
3 isnt done
3 didnt get done
3 cant be done
3 cannot be done
3 could be done
3 can be done
3 may be done
3 should be done
3 would be done
3 will get done
3 gets done
3 needs done
3 wants done
3 being done
3 is being completed
3 completes next week
3 finishing
3 finishes
3 finish
3 finish Friday
finish 3
complete 3
3 complete by June
3 to complete
3 for completion
3 completion 80
3 completion date?
3 done date 10 May
3 done criteria
3 done definition
definition of done 3
mark 3 done?
can you mark 3 done
should I mark 3 done
don't mark 3 done
do not close 3
close 3?
why is 3 done
why was 3 closed
who closed 3
who marked 3 done
who said 3 done
Bob says 3 done
he said "3 done"
they claim 3 done
we claim 3 done
I wish 3 done
imagine 3 done
suppose 3 done
let 3 be done
3 be done
be done with 3
I am done with 3
I'm so done with 3
undone 3
redo 3
3 redone
"""
