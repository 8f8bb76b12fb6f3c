"""What each figure of a clause is called, word for word: where the noun ends and which verb goes with it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        # Words that lead to the next numeral are no part of the noun behind this one.
        ("24幢商务楼宇平均入驻率达到88.5%", ["商务楼宇", "商务楼宇平均入驻率"]),
        ("9个市级项目完成投资31.2亿元", ["市级项目", "市级项目投资"]),
        ("18个水质断面达标率100%", ["水质断面", "水质断面达标率"]),
        # What the counted ones do has its object behind the second numeral.
        ("35家企业通过信用平台获得2.7亿元授信", ["企业", "获得授信"]),
        ("为12家合作社解决8600万元周转资金", ["合作社", "解决周转资金"]),
        # A quotation or brackets inside the noun do not end it.
        ("完成420个充电桩(含快充桩)改造", ["充电桩改造"]),
        ("6家剧场列入“小而美、专而精”扶持名单", ["列入“小而美、专而精”扶持名单剧场"]),
        # What somebody is explained to be is nothing that he did.
        ("7家承办单位涵盖高校和医院", ["承办单位"]),
        # Two counts in a row share the noun behind them, and the verb in front.
        ("新增归集5类630张电子证照", ["新增归集电子证照", "新增归集电子证照"]),
        ("退出4个乡镇、312户1050人搬迁入住", ["退出乡镇", "搬迁入住", "搬迁入住"]),
        # The subject of a verb of reaching names the figure, and the rate behind it.
        ("长者食堂覆盖47个社区，覆盖率达92%", ["长者食堂覆盖社区", "长者食堂覆盖率"]),
        # 新建 in front of a list of areas and lengths governs all of it.
        ("新建口袋公园6.2公顷、生态林带18公里", ["新建口袋公园", "新建生态林带"]),
        # A task that was counted is what the share behind it is of.
        ("完成310个楼组创建任务，占总数的四成", ["楼组创建任务", "楼组创建任务"]),
        ("仅用35天完成厂房交付", ["完成厂房交付用时"]),
        # 为 behind an adverb gives something to somebody, it equates nothing.
        ("成功为8家合作社解决560万元周转资金", ["合作社", "解决周转资金"]),
        # What there is less of stands behind the numeral.
        ("为病人平均减少25分钟等候时间", ["病人减少等候时间"]),
        # The rates behind a second 分别 are of the things, not of the rates in front.
        (
            "收到议案12件、提案45件，办结率分别为98%和96%，满意率分别为95%和97%",
            ["收到议案", "提案", "收到议案办结率", "提案办结率", "收到议案满意率", "提案满意率"],
        ),
        # One thing's share of two wholes.
        ("签约人数达到常住人口的35%、重点人群的70%", ["签约人数", "签约人数"]),
    ],
)
def test_names(read, clause, names):
    facts, _ = read(clause + "。", "review")
    assert [fact.metric for fact in facts] == names
