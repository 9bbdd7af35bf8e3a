"""A third hearing, short, read by the grammar as it stood after the second. See `replies_first_hearing`."""

HEARD = {
    "FIVE": """
Hi Helen, quick update from our side: 3 and 4 are done, 7 we need until mid June. => done 3 4 or done 3 4; ask
item 4 - completed 23/04, see protocol attached => done 4
we have closed items 3, 4 and 7 => done 3 4 7
3 completed, evidence uploaded to the portal => done 3
4, 7 closed; 3 still waiting on legal => done 4 7 or done 4 7; blocked 3
tasks 3 and 7 were finished last month already => done 3 7
no. 3 is complete => done 3
Nr. 4 done => done 4
3/ done => done 3 or ask
done (3, 4, 7) => done 3 4 7
3 ok done => done 3
#3 #4 done => done 3 4
3, done and dusted; 4, not so much => done 3
七已完成 => done 7
三、四项均已完成 => done 3 4
第三、四项已完成，第七项进行中 => done 3 4
3项已完成 => nothing or ask or done 3
编号3已完成 => done 3
3已搞定，4明天搞定 => done 3
领导，4号任务已经完成，7号任务延期到6月5日，设备未到 => done 4; extend 7 to 2024-06-05
7由于疫情受阻 => blocked 7
4因缺料受阻 => blocked 4
3延期到6月30号可以吗 => ask or extend 3 to 2024-06-30
3申请延到端午后 => ask or nothing
请求把4的期限改为5月20日 => extend 4 to 2024-05-20 or ask
让李娜负责4 => assign 4 to 李娜 or ask or nothing
extend 4 until the 20th, customs => extend 4 to 2024-05-20
extend 3 to Fri => extend 3 to 2024-04-26
extend 3 and 7 to end of June => extend 3 to 2024-06-30; extend 7 to 2024-06-30
please postpone 7 to 2024/06/03 => extend 7 to 2024-06-03
Understood. => ack 3 4 5 7
noted 👍 => ack 3 4 5 7
知道了 => ack 3 4 5 7
收到 3 => ack 3
cancel => nothing or undo or ask
which item is 7 again? => nothing
I'll get back to you on 3 => nothing
3 – hoping for done by the weekend => nothing
3 done is better than perfect, as they say => nothing or ask
3 will never be done at this pace => nothing
the guys are doing 3 now => nothing
3 in review => nothing
3 waiting for sign-off => nothing or ask or blocked 3
3 handed to customer, acceptance pending => nothing or ask
4 has slipped => nothing or ask
7 delayed => nothing or ask
Nobody told us about 7 => nothing
did you mean 3 or 4? => nothing
3 什么情况 => nothing
请教一下3怎么算完成 => nothing
3完成得差不多了 => nothing
4刚开始做 => nothing
下周开会讨论3 => nothing
3我来 => nothing or assign 3 to me or ask
能完成 => nothing
3没问题 => nothing
3一切顺利 => nothing
""",
    "ONE": """
done, report to follow => done 3
finally done 🎉 => done 3
All good => nothing
it will be done soon => nothing
已全部完成，请验收 => done 3
尚在进行 => nothing
""",
    "LEADERS": """
shipments as of 24 April: 1.1 GWh => shipments = 1.1 GWh or ask or nothing
yield 95% forecast 97% => yield = 95 %, forecast 97 or yield = 95 %
Tong 1 and 2 done => done 1 3
童总第一点完成，张总第二点延期到5月底 => done 1; extend 4 to 2024-05-31
""",
}
