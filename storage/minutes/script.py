"""One spelling of Chinese for the rules to read; what is found is quoted as it was written.

Traditional characters become simplified ones, one for one, as far as the vocabulary of meetings goes.
"""

import re
from typing import Final

from storage.minutes.copies import CJK

_PAIRS: Final = (
    "強强調调會会議议長长書书記记總总經经黨党責责導导點点劃划務务員员處处聯联繫系級级實实現现須须應应開开進进過过東东無无對对將将後后們们這这個个為为與与從从當当動动業业產产發发電电廠厂區区縣县鎮镇鄉乡廳厅館馆"
    "師师學学習习證证據据認认說说講讲話话論论評评許许設设計计訂订詳详該该請请讀读變变讓让護护貫贯質质資资購购賣卖費费貿贸賀贺賽赛贊赞趙赵車车軍军載载輪轮輸输轉转邊边達达運运還还遠远適适選选遺遗鄧邓鄭郑鄰邻"
    "醫医釋释針针銀银銷销錄录錢钱鋼钢錯错鍵键鐘钟鐵铁長长門门閉闭問问間间閱阅關关隊队階阶際际陳陈陸陆陽阳險险隨随雙双難难離离雲云零零靜静響响項项順顺預预領领頭头題题顏颜願愿類类風风飛飞養养餘余馬马驗验驅驱"
    "體体馮冯黃黄龍龙齊齐齡龄劉刘張张楊杨吳吴孫孙許许羅罗謝谢韓韩葉叶蘇苏蔣蒋賈贾魯鲁嚴严萬万錢钱湯汤龐庞聶聂蕭萧範范鍾钟譚谭鄒邹萊莱榮荣華华營营獲获獎奖環环產产畢毕異异監监盡尽盤盘礎础確确種种積积穩稳窮穷競竞"
    "筆笔節节範范築筑簡简糧粮約约紀纪純纯紙纸紅红級级細细終终組组結结給给統统絡络維维網网綠绿緊紧線线緒绪編编緣缘縮缩績绩繼继續续織织職职聲声聽听膽胆興兴舉举舊旧藝艺藥药處处號号蘭兰裝装製制複复見见規规視视親亲"
    "覺觉觀观觸触訊讯訓训討讨託托訪访訴诉診诊詞词試试誠诚誤误課课誰谁諾诺謀谋證证譯译議议負负財财貢贡貨货販贩貴贵買买貸贷賠赔賴赖購购跡迹踐践躍跃軟软較较輔辅輕轻辦办辭辞農农遞递遲迟鄰邻醞酝鏈链鎖锁鑒鉴閩闽闊阔"
    "防防陣阵隊队雜杂雞鸡電电靈灵韌韧頁页頂顶頒颁頓顿頻频顯显顧顾飯饭飽饱館馆駐驻騎骑驚惊鬥斗魚鱼鮮鲜鳥鸟鳳凤麗丽麥麦黨党傳传債债傷伤價价儀仪億亿優优儲储兩两冊册凈净別别則则創创劇剧勞劳勢势勝胜勵励勸劝匯汇單单卻却"
    "廣广慶庆應应擔担擇择據据擴扩擺摆攜携攝摄敗败敵敌數数斷断時时晉晋暫暂曉晓條条楓枫業业極极構构樂乐標标樣样樹树橋桥機机檔档檢检權权歡欢歲岁歷历歸归殘残殺杀氣气決决況况沒没淨净淺浅減减測测湊凑滅灭滯滞滿满漁渔潔洁"
    "潛潜濟济濤涛灣湾災灾為为煉炼煩烦熱热爭争爾尔牆墙狀状獨独獻献現现畫画疊叠癥症眾众睜睁碼码禮礼稅税執执報报場场塊块塵尘壓压壞坏壯壮夠够夾夹奪夺奮奋婦妇寧宁審审寫写寬宽寶宝專专尋寻導导屆届屬属岡冈島岛崗岗幣币帶带"
    "幫帮幹干幾几庫库廢废彈弹徑径復复徵征徹彻恆恒愛爱態态慣惯憑凭憲宪戰战戶户拋抛挾挟捨舍掃扫掛挂採采揚扬換换揮挥損损搶抢擁拥國国園园圍围圖图團团圓圆"
)
_SIMPLER: Final = {ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)}


_HALF_WIDTH: Final = re.compile(rf"(?<=[{CJK}”」』）》])[,;:!?]|[,;:](?=[{CJK}“「『《])")
_FULL_WIDTH: Final = str.maketrans(",;:!?", "，；：！？")
_QUOTES: Final = str.maketrans("「」『』﹐﹔", "“”‘’，；")


def as_printed(text: str) -> str:
    """The text as mainland papers print it: simplified script, full-width stops. Each character keeps its place."""
    text = text.translate(_SIMPLER).translate(_QUOTES)
    return _HALF_WIDTH.sub(lambda match: match[0].translate(_FULL_WIDTH), text)
