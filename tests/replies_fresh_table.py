"""A second look at the grammar: replies as factory and office people type them, under the threads of `replies_table`.

PLAIN ones must come to what stands behind the arrow; talk and notes that go along are free. The HARMLESS may be noted, asked
about or left alone, but change nothing.
"""

PLAIN = {
    "FIVE": """
Hi all, #3 closed, report is in the shared folder => done 3
4 & 7 both finished this morning => done 4 7
items 3 / 4 / 7 done, pls check => done 3 4 7
QD-4 done. QD-7 in progress, target Friday => done 4
3 and 7 are finished, 4 needs two more days => done 3 7; ask which_date extend 4
3 is stuck, forklift broke down => blocked 3
Can we move 4 to 10 May? mould came late => ask nearly extend 4
need extension for 7 until end of May, customs is holding the parts => extend 7 to 2024-05-31
3 done ✅ 4 done ✅ 7 next week => done 3 4
第3、4项都搞定了，7还在走流程 => done 3 4
领导好，3、7已经完成，照片已发群里 => done 3 7
4已闭环，资料在附件 => done 4
3已关闭；4进行中；7预计周五完成 => done 3
7卡住了，设备厂家还没派人来 => blocked 7
申请4延期到5月10日，模具还没到货 => extend 4 to 2024-05-10
第四项能不能延到下周三？供应商放假 => ask nearly extend 4
3转给李娜跟进 => assign 3 to 李娜
please reassign 4 to <@U0123ABCD> => assign 4 to U0123ABCD
收到，马上安排 => ack 3 4 5 7
Noted with thanks => ack 3 4 5 7
All closed except no. 4 => done 3 5 7
除第7项外全部完成 => done 3 4 5
sorry, typed the wrong number, undo => undo
发错了，撤销 => undo
8 isn't actually done, QC rejected the second batch => reopen 8
第8项还没完成，客户又提了意见 => reopen 8
5 unblocked, parts arrived => unblock 5
5已恢复推进 => unblock 5
3 ✅ 7 ✅ => done 3 7
3 ✅ 4 ❌ => done 3
✅ 3, 4 => done 3 4
done: 3, 4 => done 3 4
3、4、7全部完成。 => done 3 4 7
三和四都做完了 => done 3 4
3 complete - see <https://files.example/r.xlsx|report.xlsx> => done 3
No.3 has been done => done 3
3done 4done => done 3 4
third one done, fourth one next week => done 3
3 完成 7 完成 4 延期到5月6日 => done 3 7; extend 4 to 2024-05-06
we completed items 3 and 4 last week, 7 is blocked by IT => done 3 4; blocked 7
3 blocked: no budget => blocked 3
everything's done now 🎉 => done 3 4 5 7
""",
    "ONE": """
Done, thanks! => done 3
已完成 => done 3
搞定✅ => done 3
finished yesterday evening => done 3
✅ => done 3
已经完成，请查收 => done 3
这项已完成，测试报告见附件 => done 3
this one is done => done 3
blocked, waiting for IT ticket => blocked 3
延期到5月15日，物料未到 => extend 3 to 2024-05-15
""",
    "LEADERS": """
shipments 3.2 GWh, forecast 4 => shipments = 3.2 GWh, forecast 4
出货量 3.2GWh => 出货量 = 3.2 GWh
yield 96.5%, 2 done => done 2; yield = 96.5 %
童总第2条已完成 => done 3
Li Na's is done => done 3
王伟负责的都完成了 => done 1 2
""",
}

HARMLESS = {
    "FIVE": """
any update on 3?
<@U0123ABCD> could you check if 4 is done?
who's looking after 7?
3 will be done by Friday
should be able to finish 4 tomorrow
working on 3
4 is 80% done
3 done? I thought QC was still testing
let me know when 3 is done
once 4 is done we start 7
3 not done, sorry
3 can't be done without the new tooling
none of them are done yet
nothing done so far, was on leave
not everything is done
I don't think 7 is done
please make sure 3 is done before the audit
3 done by the supplier next week
well done team!
Good job on line 3
we have 3 done and 40 to go
done with the meeting, joining now
lunch at 12?
machine 3 finished PM this morning
line 4 closed for cleaning
> 3 done⏎who wrote this?
`3 done` is how you report, right?
just type 3 done when you finish
to close an item write "3 done"
Peter said 3 is done but I haven't seen it
3 half done
3 done except the paperwork
almost there with 7
3 done-ish
1 of 3 done
3 out of 4 done
3/4 done
shift 3 done for today
3 people done with training
batch 7 completed at 14:30
step 3 completed, step 4 tomorrow
3 shipments completed
all the best everyone
is everything done?
can all be closed by Friday?
3 to be closed after audit
pending sign-off on 3
3: ETA 6 May
❌ 3
3 ✅?
3 not ✅ yet
note on 4: supplier visit moved to Monday
3什么时候能完成？
3月完成了两批
3号线已完成检修
3点开会
3个已完成
3台设备调试完成
完成3台
4月底完成
争取这周把3弄完
4完成80%
7基本完成，还差验收
3快好了
还没完成，抱歉
都没做完
不是全部完成
没有一项完成
3完成了吗
<@U0123ABCD> 3做完了没
等3完成再做4
3未完成，原因是缺料
请大家周五前完成
请务必完成3和4
辛苦了，大家加油
3已安排
4已完成一半
听车间说7完成了
3应该完成了吧
第一批已完成，第二批下周
3班已完成交接
3车间完成了5S整改
完成情况稍后发
3方案已完成，待评审
3 done了没
4备注：样品已寄出
备注3：完成后再通知客户
""",
    "ONE": """
not yet
还没
done?
nearly
好的，完成后回复
will reply when done
I'm done with this bot
what is done is done
快了快了
done my part, waiting for finance to sign
完成了我的部分，等财务
finished reading the report
已完成初稿
✅?
""",
}
