"""Replies that change nothing, under the threads of `replies_table`: talk, questions, plans, hearsay, half a report.

Without an arrow the reply is left alone as chatter. Behind the arrow: what is noted, told, or asked privately instead.
"""

NOTHING = {
    "FIVE": r"""
3 not done => noted 3 (3 not done)
done => ask which_item done 3 4 5 7
完成 => ask which_item done 3 4 5 7
✅ => ask which_item done 3 4 5 7
8 done => already 8
6 done => already 6
9 done => unknown 9
WX-3 done => unknown WX-3
3 done but not tested => ask nearly done 3
3 done my foot => ask nearly done 3
Bob: 3 done => ask nearly done 3
Anna Berg wrote: 3 done => ask nearly done 3
Anna - 3 done => ask nearly done 3
FW: 3 done => ask nearly done 3
老李：第三项已完成 => ask nearly done 3
张总说：3完成了 => ask nearly done 3
转自小陈：3已完成 => ask nearly done 3
采购部：3完成了 => ask nearly done 3
9 almost done
3: samples shipped to Tong => noted 3 (samples shipped to Tong)
#3 two suppliers visited, report next week => noted 3 (two suppliers visited, report next week)
all done except 9 => unknown 9; ask nearly done 3 4 5 7
5-3 done => ask which_reading done 3 4 5
3 or 4 done => ask nearly done 3 4
12345 done => unknown 12345
all good and done => ask which_item done 3 4 5 7
3 is not done yet => noted 3 (3 is not done yet)
3 isn't done => noted 3 (3 isn't done)
3 not finished, supplier late => noted 3 (3 not finished, supplier late)
8 was reported by mistake, not done => noted 8 (was reported by mistake)
3 → 10 May => noted 3 (10 May)
3号已完成 => ask nearly done 3
3 OK => ask nearly done 3
3已提交 => ask nearly done 3
3没完成，等供应商 => noted 3 (3没完成，等供应商)
還沒完成
3號完成 => ask nearly done 3
1) no 2) no
3 complted => ask nearly done 3
3 delivered => ask nearly done 3
3 submitted to office => ask nearly done 3
3 done by Wang Wei => ask nearly done 3
3 100% => ask nearly done 3
3 done, next one tomorrow => ask nearly done 3
yes, done => ask which_item done 3 4 5 7
Yes it's done => ask which_item done 3 4 5 7
no, 3 is done => ask nearly done 3
3 isn't blocked anymore, done now => ask which_item done 3 4 5 7
thanks!
ok
👍
好的
lunch?
see you at 3
3pm works
meeting at 3 is done
Great work everyone, well done!
done deal
I'm done with this
when all is said and done
3 days left
Q3 done
1.2 done
3 people joined
the audit is finished
the office is closed
closed on Friday
完成任务靠大家
加油，争取早日完成
大家辛苦了
好了
完了
not done
还没完成
almost done
done by Friday?
when will 3 be done
争取周五完成
3 done?
> 3 done
`3 done`
3 will be done tomorrow => noted 3 (will be done tomorrow)
3完成了一半 => noted 3 (完成了一半)
the 3 tests are completed
completed 3 times
how many are done
what's the status of 3?
nice
我们开会讨论一下
请各单位按要求报送完成情况
3/7 done => ask nearly done 3 7
3 half done => noted 3 (half done)
3 tomorrow => noted 3 (tomorrow)
the road is blocked
is 3 blocked
3 may be blocked => noted 3 (may be blocked)
don't undo
who takes 3?
shipments?
3完成率100% => noted 3 (完成率100%)
“全部完成”
&gt; done => ask which_item done 3 4 5 7
完成度100%
3 done!?
is it 3 that is done?
一完成就通知
3万台已完成
3月完成
完成3家
$3 done
3.5 done
call 10086 when done
3 done if approved => noted 3 (done if approved)
3 not done?
谁完成了3
3、4完成了没有
除了3，其他能完成吗
3 isn't finished => noted 3 (3 isn't finished)
3 is far from done => noted 3 (is far from done)
I wish 3 was done
3 was supposed to be done => noted 3 (was supposed to be done)
is it true that 3 is done
let me know when 3 is done
tell Wang when 3 done
3 done once customs clears => noted 3 (done once customs clears)
assuming 3 is done, we ship => noted 3 (assuming 3 is done, we ship)
if 3 done then 4 => noted 3 (if 3 done)
3 needs to be done => noted 3 (needs to be done)
3 must be done by Friday => noted 3 (must be done by Friday)
get 3 done
who finished 3?
have we finished 3
did we complete 3
why is 3 still not done?
3 has yet to be completed => noted 3 (has yet to be completed)
3 will have been completed by May => noted 3 (will have been completed by May)
we are close to done with 3 => noted 3 (we are close to done with 3)
3 50% complete => noted 3 (50% complete)
half of 3 done
3 partly done => noted 3 (partly done)
3 mostly done => noted 3 (mostly done)
3 as good as done => noted 3 (as good as done)
3 practically finished => noted 3 (practically finished)
3 done next week => noted 3 (done next week)
3 done tomorrow => noted 3 (done tomorrow)
3 done in two weeks => noted 3 (done in two weeks)
to be done: 3 => noted 3 (to be done: 3)
todo: 3 => noted 3 (todo: 3)
what's done: nothing
3 done. 🤔 => ask nearly done 3
3 done. Why? => ask nearly done 3
none of 3,4 are done => noted 3 4 (none of 3,4 are done)
neither 3 nor 4 is done => ask nearly done 3 4
3 couldn't be completed => noted 3 (couldn't be completed)
3 cannot be closed => noted 3 (cannot be closed)
do not close 3 => noted 3 (do not close 3)
don't mark 3 as done => noted 3 (don't mark 3 as done)
please don't close 3 yet => noted 3 (please don't close 3 yet)
3 should not be closed => noted 3 (should not be closed)
3 isn't closed, is it?
3 done??
3 done ?
done with 3?
3 完成？
3完成了么
3是不是完成了
3是否完成
3能完成吗
什么时候能完成3
3何时完成
3未完成 => noted 3 (3未完成)
3没完成 => noted 3 (3没完成)
3还没有完成 => noted 3 (3还没有完成)
3尚未完成 => noted 3 (3尚未完成)
3没能完成 => noted 3 (3没能完成)
3不能完成 => noted 3 (不能完成)
3无法完成 => noted 3 (无法完成)
3完成不了 => noted 3 (完成不了)
3完不成 => noted 3 (3完不成)
3快完成了 => noted 3 (快完成了)
3马上完成 => noted 3 (马上完成)
3即将完成 => noted 3 (即将完成)
3差不多完成了 => noted 3 (差不多完成了)
3几乎完成 => noted 3 (几乎完成)
3大部分完成 => noted 3 (大部分完成)
3部分完成 => noted 3 (部分完成)
3一半完成 => noted 3 (一半完成)
3完成一半 => noted 3 (完成一半)
3已完成80% => noted 3 (已完成80%)
3已完成八成 => noted 3 (已完成八成)
3完成了三分之二 => noted 3 (完成了三分之二)
3明天完成 => noted 3 (明天完成)
3下周完成 => noted 3 (下周完成)
3月底前完成
3本周内完成 => noted 3 (本周内完成)
3力争5月完成 => noted 3 (力争5月完成)
3确保月底完成 => noted 3 (确保月底完成)
3计划5月10日完成 => noted 3 (计划5月10日完成)
3正在完成 => noted 3 (正在完成)
3待完成 => noted 3 (待完成)
3需要完成 => noted 3 (需要完成)
请完成3
请尽快完成3 => noted 3 (请尽快完成3)
务必完成3 => noted 3 (务必完成3)
尽快完成
3完成后通知我 => noted 3 (完成后通知我)
等3完成再说 => noted 3 (等3完成再说)
如果3完成了请告知 => noted 3 (如果3完成了请告知)
3一旦完成就通知 => noted 3 (一旦完成就通知)
3要是完成了就好 => noted 3 (要是完成了就好)
3完成之前不要发货 => noted 3 (完成之前不要发货)
3的完成情况如何 => noted 3 (完成情况如何)
3完成情况 => noted 3 (完成情况)
3完成率 => noted 3 (完成率)
3完成时间 => noted 3 (完成时间)
3完成计划 => noted 3 (完成计划)
别关闭3
不要关闭3
3先别完成 => noted 3 (先别完成)
3假装完成 => ask nearly done 3
> 3 done⏎really?
`done 3`
```⏎3 done⏎```
he said "3 done"
“3完成”是谁说的
~3 done~ sorry
3 done - NOT => ask nearly done 3
3 done... not => ask nearly done 3
3 done, not! => ask nearly done 3
3 done. Not really. => ask nearly done 3
3 done, well almost => ask nearly done 3
3 done but only partly => ask nearly done 3
3 done, except the last test => ask nearly done 3
3 done apart from testing => ask nearly done 3
3 done other than paperwork => ask nearly done 3
3 done minus the report => ask nearly done 3
3 done pending approval => noted 3 (done pending approval)
3 done subject to approval => noted 3 (done subject to approval)
3 done until Friday => noted 3 (done until Friday)
everyone is done with 3?
3 is done, isn't it?
3 done, correct?
3完成了，对吧？
3完成了对不对
3完成了吧 => ask nearly done 3
3 would be done if supplier delivers => noted 3 (would be done if supplier delivers)
3 could be done today => noted 3 (could be done today)
3 can be done => noted 3 (can be done)
3 ought to be done => noted 3 (ought to be done)
make sure 3 is done => noted 3 (make sure 3 is done)
want 3 done
I want 3 done by Friday
I'd like 3 done today
when done with 3, start 4 => noted 4 (start 4)
as soon as 3 is done => noted 3 (as soon as 3 is done)
3 done before Friday please => noted 3 (done before Friday please)
how is 3 done?
this is how 3 is done
easier said than done 3
3 gets done tomorrow
done 3 times
done for 3 days
finished at 3
finished at 3:30
finished in 3 days
finished 3 days ago => ask which_item done 3 4 5 7
completed within 3 weeks
3 out of 4 done
3 of the 5 are done
only 3 done => ask nearly done 3
just 3 done => ask nearly done 3
3 more done
another 3 done => ask nearly done 3
3 items done
3 points done
done 3 of 7
top 3 done => ask nearly done 3
版本3完成 => ask nearly done 3
3个完成
完成了3个
完成3次
3天完成
3人完成
3家已完成
第3次完成
第三阶段完成
一期完成
3号完成 => ask nearly done 3
3点完成 => ask nearly done 3
not everything is done
nothing is done
not all are done
all not done
all done?
all done by Friday
all will be done
全部完成了吗
没有全部完成
未全部完成
争取全部完成
尽快全部完成
请全部完成
全部未完成
都没完成
都还没完成
all almost done
everything except 4?
all tests done
all suppliers finished
all of phase 1 done
全部测试完成
全部供应商已完成
all done except the tests => ask nearly done 3 4 5 7
全部完成，除了测试 => ask nearly done 3 4 5 7
all done but the report is missing => ask nearly done 3 4 5 7
全部完成，但还有问题没解决 => ask nearly done 3 4 5 7
mission accomplished?
unfinished: 3 => noted 3 (unfinished: 3)
incomplete: 3, 4 => noted 3 4 (incomplete: 3, 4)
3 undone => noted 3 (3 undone)
undone 3 => noted 3 (undone 3)
3 is open => noted 3 (is open)
reopen 3?
don't reopen 8 => noted 8 (don't reopen 8)
when will 8 be reopened
undo?
should I undo
撤销？
不要撤销
can you undo it
no
nope
not yet
still waiting
明天
嗯
?
...
🎉
😂
:joy:
hello
早上好
开会了
大家看一下
who is responsible?
@channel
https://example.com/done
https://example.com/3/done
see done.pdf
3done.pdf
report_3_done.docx
done@example.com
<https://x.y/3-done
<#C123
done> => ask which_item done 3 4 5 7
#done => ask which_item done 3 4 5 7
“done”
(done?)
[done?]
3 complete the form => ask nearly done 3
complete 3 => ask nearly done 3
finish 3
finish 3 please
completing 3 => noted 3 (completing 3)
closing 3 => noted 3 (closing 3)
3 closing soon => noted 3 (closing soon)
3 finishing => noted 3 (finishing)
redo 3
3 redone? 
3 abandoned
3 cancelled => noted 3 (cancelled)
cancel 3
won't do 3 => noted 3 (won't do 3)
3 fixed? 
3 resolved?
3 done or 4 done => ask nearly done 3 4
either 3 or 4 is done => ask nearly done 3 4
maybe 3 is done => ask nearly done 3
3 is probably done => ask nearly done 3
3 done i think => ask nearly done 3
3 seems done => ask nearly done 3
3 looks complete => ask nearly done 3
apparently 3 is finished => ask nearly done 3
据说3完成了 => ask nearly done 3
3好像完成了 => ask nearly done 3
3可能完成了 => noted 3 (可能完成了)
3大概完成了 => ask nearly done 3
3估计完成了 => ask nearly done 3
我觉得3完成了 => ask nearly done 3
他说3完成了 => ask nearly done 3
王总说3已经完成 => ask nearly done 3
3据反馈已完成 => ask nearly done 3
<https://x.example/3-done|3 done>
:thinking_face: 3 done
3 done :question:
- [ ] 3 done?
>>> 3 done⏎4 done
```⏎3 done
“3 done” she wrote
3: we visited the two customers, both signed. Done. => noted 3 (we visited the two customers both signed); ask nearly done 3
Regarding #4 - the supplier confirmed delivery for 12 May. Will update then. => noted 4 (supplier confirmed delivery for 12 May)
can you close 3? it was finished on Monday
I believe we can close 3 now => ask nearly done 3
第三项：已完成客户走访，形成报告。 => ask nearly done 3
三、四项已完成，七项未完成 => noted 7 (七项未完成); ask nearly done 3 4
7号任务延期到5月20号可以吗 => ask nearly extend 7
这个已经完成了，上周就报过了 => ask which_item done 3 4 5 7
3 ok了 => ask nearly done 3
3已ok => ask nearly done 3
everything's done except for 7 which is blocked by customs => ask nearly done 3 4 5
Need 2 more weeks for 7 => ask which_date extend 7
7 → <@U0LI> => noted 7 (<@U0LI>)
thanks for the reminder, working on it
update on 3 - all samples passed the test, we can close this => noted 3 (samples passed the test); ask nearly done 3
we did 3 => ask nearly done 3
did 3 and 4 => ask nearly done 3 4
3 done. However the invoice is still open. => ask nearly done 3
Is 3 the one about the audit? We finished that one. => ask nearly done 3
1. 3完成 2. 4未完成 => noted 4 (4未完成); ask nearly done 3
3 / 4 / 7 done => ask nearly done 3 4 7
oops that was wrong, 3 is not done => noted 3 (oops that was wrong, 3 is not done)
别算3，3还没完成
撤销3的完成 => already 3
3已完成90%，剩余下周完成 => noted 3 (已完成90%)
all done, 7 is another story => ask nearly done 3 4 5 7
全部完成，7另说 => ask nearly done 3 4 5 7
all done. 4 – see comment => noted 4 (see comment); ask nearly done 3 4 5 7
all three done
neither done
that's done => ask which_item done 3 4 5 7
This one is finished => ask which_item done 3 4 5 7
mine is done
done on our side => ask which_item done 3 4 5 7
done from Qingdao side => ask which_item done 3 4 5 7
done as discussed => ask which_item done 3 4 5 7
closing 3 as done => noted 3 (closing 3 as done)
3 (retooling) done => ask nearly done 3
3 retooling done => ask nearly done 3
retooling (3) done => ask nearly done 3
QD-3 "retooling" is done => ask nearly done 3
Number 3? Done. => ask nearly done 3
3? done => ask nearly done 3
4? not yet
3 yes, 4 no => noted 4 (no); ask nearly done 3
3: yes 4: no => noted 4 (no)
pls close 3, done => ask nearly done 3
3 is over
3 finished w/ minor issues => ask nearly done 3
3 done w/o issues => ask nearly done 3
nobody has done 3 => noted 3 (nobody has done 3)
3 was never done => noted 3 (3 was never done)
3 never got done => noted 3 (3 never got done)
3 hasn't been started => noted 3 (hasn't been started)
3 not started => noted 3 (not started)
3 on track => noted 3 (on track)
3 in good shape => noted 3 (in good shape)
3 delayed
3 late by two weeks => noted 3 (late by two weeks)
3 at risk => noted 3 (at risk)
4 cancelled by customer => noted 4 (cancelled by customer)
skip 3
ignore 3
drop 3
3 is not relevant any more => noted 3 (is not relevant any more)
3 n/a
duplicate of 4
3 same as 4
all done, only 7 left => ask nearly done 3 4 5 7
everything except 3
nothing left, all done
3 done 20.4. => ask nearly done 3
3 done by end of May => noted 3 (done by end of May)
3 done by the 10th => ask nearly done 3
3 done by noon => ask nearly done 3
3 done at 5pm today => ask nearly done 3
3今天完成 => ask nearly done 3
3今天可以完成 => noted 3 (可以完成)
3今天内完成 => noted 3 (内完成)
3今晚完成 => noted 3 (今晚完成)
3按计划推进 => noted 3 (按计划推进)
3有序推进中 => noted 3 (有序推进中)
3正常
3没问题
3没有问题，已完成 => ask nearly done 3
3已验收 => ask nearly done 3
3已通过验收 => ask nearly done 3
3验收完成 => ask nearly done 3
3验收通过，完成 => ask nearly done 3
完成3的初稿 => noted 3 (完成3的初稿)
3的初稿已完成 => noted 3 (初稿已完成)
3方案已完成 => ask nearly done 3
3第一步已完成 => noted 3 (第一步已完成)
3共5项，完成4项 => ask nearly done 4
5项中完成3项
完成5项中的3项
已完成3项 => ask nearly done 3
已完成3项，剩余2项 => ask nearly done 3
3/5完成 => ask nearly done 3 5
完成进度3/5 => noted 3 5 (完成进度3/5)
3个任务都完成了
这3项都完成了 => ask nearly done 3
都没问题
都没完成呢
还差3没完成 => noted 3 (还差3没完成)
就差3了 => noted 3 (就差3了)
只有3没完成 => ask nearly done 3
没有完成的只有3 => ask nearly done 3
未完成的是3 => noted 3 (未完成的是3)
已完成的有3和4 => ask nearly done 3 4
No 3 done => ask nearly done 3
3 :done:
3 DONE ASAP => ask nearly done 3
3 done asap => ask nearly done 3
asap 3 done => ask nearly done 3
3 to be closed => noted 3 (to be closed)
3 ready
3 is ready for review
3 ready to close => ask nearly done 3
3 pls close => ask nearly done 3
Closing 3 => noted 3 (Closing 3)
resolve 3
3 resolve
fix 3
3 done, 4 done, but not tested => ask nearly done 3 4
3 done. 4 done. Just kidding. => ask nearly done 3 4
extend 3 to 10 May. Extend 3 to 12 May. => ask which_date extend 3
assign 3 to Li Na. Assign 3 to Wang Wei. => ask which_person assign 3
Tests (3) done => ask nearly done 3
(3) or (4) done => ask nearly done 3 4
3 / 4 done => ask nearly done 3 4
3/4/7 done => ask nearly done 3 4 7
done (3) (4) => ask nearly done 3 4
item 3/4 done => ask nearly done 3 4
3; 4 pieces done => ask nearly done 3 4
3 note: supplier is late => noted 3 (supplier is late)
note 3: supplier is late => noted 3 (supplier is late)
note on 3: supplier is late => noted 3 (supplier is late)
备注3：供应商推迟 => noted 3 (供应商推迟)
3备注：样品已寄出 => noted 3 (样品已寄出)
第3项备注：样品已寄出 => noted 3 (样品已寄出)
3说明：样品已寄出 => noted 3 (样品已寄出)
note on 3 and 4: waiting for the fixture => noted 3 4 (waiting for the fixture)
note on 3: almost done => noted 3 (almost done)
note 3: done => noted 3 (done)
备注3：已完成 => noted 3 (已完成)
备注3: 全部完成 => noted 3 (全部完成)
note on 3: why so late? call them => noted 3 (why so late? call them)
note on 3: 4 is done => noted 3 (4 is done)
note on 9: supplier is late => unknown 9
please note 3 is done => ask nearly done 3
3 备注 已完成 => ask nearly done 3
item twenty done => unknown item twenty
number one priority done
a second item done
another third item done
Oh no. Three done
item three almost done => noted 3 (almost done)
is item three done?
item three's test is done => ask nearly done 3
the third shift is done => ask nearly done 3
second item not done => unknown second item
point seven five done => ask nearly done 7
item twenty-three done => unknown item twenty-three
3 done: 未完成 => ask nearly done 3
3 done: 明天完成 => ask nearly done 3
3 done: 客户说还要改 => ask nearly done 3
3 done: 中间还差一步 => ask nearly done 3
✓ => ask which_item done 3 4 5 7
√
3 ✓?
no ✓ on 3 => ask nearly done 3
will ✓ 3 => noted 3 (will ✓ 3)
✓ 3 people trained
Can we move 4 to 10 May? => ask nearly extend 4
done this evening
if 3: late, except 3 => noted 3 (if 3: late)
""",
    "ONE": """
not done => noted 3 (not done)
not done yet => noted 3 (not done yet)
still not done => noted 3 (still not done)
还没完成 => noted 3 (还没完成)
没有完成 => noted 3 (没有完成)
I think we're done => ask nearly done 3
the audit is finished => ask nearly done 3
报告完成了 => ask nearly done 3
已提交 => ask nearly done 3
done by Li Wei => ask nearly done 3
finished at 3:30 => ask nearly done 3
should be finished => ask nearly done 3
done?
done by Friday?
almost done
done soon
快完成了
争取周五完成
下周完成
done when customs clears
done within 3 weeks
done deal
all good
好了 => ask nearly done 3
fixed => ask nearly done 3
ok
finished my lunch => ask nearly done 3
is it done
have we finished
完成了吗
完成没
well done
get it done
to be done
> done
`done`
~done~
undone => noted 3 (undone)
备注3：完成 => noted 3 (完成)
√ => ask nearly done 3
""",
    "LEADERS": """
target for shipments is 3.4 GWh
our goal: shipments 3.4 GWh
last year shipments were 2.1 GWh
extend 3 to 5/10 => ask which_date extend 3
extend 3 by two weeks => ask which_date extend 3
3 needs more time => ask which_date extend 3
can we extend 3 to 10 May? => ask nearly extend 3
don't extend 3 => noted 3 (don't extend 3)
3 delayed by customs
3 延期两周 => ask which_date extend 3
extend to 10 May => ask which_item extend 1 2 3 4
extend 3 to yesterday => ask which_date extend 3
extend 3 to 10 => ask which_date extend 3
3 -> <@U12AB> => noted 3 (<@U12AB>)
assign 3 => ask which_person assign 3
who takes 3?
shipments?
shipments will be 1.5 GWh
shipments 1.2 GWh?
1.2 GWh
shipments up 3%
第二点已完成 => ask which_reading done 2 3 4
the second point is done => ask which_reading done 2 3 4
point 2 done => ask which_reading done 2 3 4
王伟的完成了 => ask which_reading done 1 2
Tong 4 done => already 7
王总第二点完成 => ask which_reading done 2 3 4
4th done => ask which_reading done 4 7
blocked: 4 supplier => ask nearly blocked 4
both done => ask nearly done 1 2 3 4
3 was done on Monday => ask nearly done 3
3已于周一完成 => ask nearly done 3
all 3 done => ask nearly done 3
nothing done yet
not all done
3 not done, 3 done => noted 3 (3 not done); ask which_reading done 3
undo 3 => already 3
don't undo
3 half done => noted 3 (half done)
80% of 3 done
3 80% => noted 3 (80%)
完成80%
3完成了吗
3完成没
3什么时候完成
请3尽快完成 => noted 3 (请3尽快完成)
3争取月底完成 => noted 3 (争取月底完成)
3预计5月10日完成 => noted 3 (预计5月10日完成)
3 will be done by 10 May => noted 3 (will be done by 10 May)
3基本完成 => ask nearly done 3
3初步完成 => noted 3 (初步完成)
听说3完成了 => ask nearly done 3
3应该完成了 => noted 3 (应该完成了)
should be done: 3 => ask nearly done 3
3 done, hopefully => ask nearly done 3
3 done (not tested) => ask nearly done 3
~3 done~
"3 done"
he wrote “3 done”
```3 done```
✅✅ => ask which_item done 1 2 3 4
4-2 done => ask which_reading done 2 3 4
3 or 4 done => ask nearly done 3 4
3 and/or 4 done => ask nearly done 3 4
QD-9 done => unknown QD-9
WH-3 done => unknown WH-3
3 not blocked anymore
3 waiting for supplier => noted 3 (waiting for supplier); ask nearly blocked 3
3 blocked? 
is 3 blocked
3 may be blocked => noted 3 (may be blocked)
blocked => ask which_item blocked 1 2 3 4
the road is blocked
受阻 => ask which_item blocked 1 2 3 4
lunch?
see you at 3
meeting at 3 is done
3pm works
thanks!
ok
👍
3 ok => ask nearly done 3
@all please finish by Friday
Great work everyone, well done!
done deal
I'm done with this
when all is said and done
we have 3 open
3 new suppliers completed the audit => ask nearly done 3
the 3 tests are completed
we completed 3 audits => ask nearly done 3
Q3 done
phase 3 done => ask nearly done 3
line 3 is completed => ask nearly done 3
3 days left
3 done, 2 to go => ask nearly done 3
3/4 done => ask nearly done 3 4
1.2 done
at 3 we finished
room 3 is closed => ask nearly done 3
the office is closed
closed on Friday
完成任务靠大家
加油，争取早日完成
大家辛苦了
好的
好了
完了
3完成率100% => noted 3 (完成率100%)
3的完成情况见附件 => noted 3 (完成情况见附件)
second item done => ask which_reading done 2 3 4
third item done => ask which_reading done 3 2
point two done => ask which_reading done 2 3 4
first and third item done => ask which_reading done 3 2
note on Tong 2: samples sent => noted 3 (samples sent)
""",
}
