"""What each figure of a clause is called, word for word: where the noun ends and which verb goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianjian import corpus, pipeline

SECTORS = ("第一产业比重", "第二产业比重", "第三产业比重")


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
        # Part of a thing is named with what it does or is; how the figure compares is no part of the name.
        ("64项许可100%纳入综合窗口，100%实现“一次办成”", ["许可", "许可纳入综合窗口", "许可实现“一次办成”"]),
        ("受理申请900件，其中72%为网上办理", ["受理申请", "受理申请网上办理"]),
        ("92%的申请事项得到办结", ["申请事项得到办结"]),
        ("清运车辆85%以上，为近年最高", ["清运车辆"]),
        ("健康档案覆盖31%的村民、74%的70岁以上老人", ["健康档案覆盖村民", "健康档案覆盖70岁以上老人"]),
        # What the counted ones did names them in a list too, unless all of the list did it.
        ("40户家庭享受补贴、15户家庭获得保险", ["享受补贴家庭", "获得保险家庭"]),
        ("40个村、15个社区全部通过验收", ["村", "社区"]),
        # How the work goes on is no name, nor is what 等 sums up.
        ("27项民生工程有序推进", ["民生工程"]),
        ("完成19处围墙美化等环境提升工作", ["围墙美化"]),
        ("9所优质高等院校", ["优质高等院校"]),
        # Two nouns under one numeral, but not the next thing that was done.
        ("建成12个学区、教育集团", ["建成学区、教育集团"]),
        ("新增8家医院、改造设施", ["新增医院"]),
        # The noun of one figure is no part of the next one's.
        ("业务涉及商贸等9个领域64个行业", ["领域", "行业"]),
        ("全镇6个村共有民宿48家", ["村", "民宿"]),
        # 在 and 再 open these nouns, they are no words of place or time.
        ("幼儿园20所，在园幼儿3100人", ["幼儿园", "在园幼儿"]),
        ("新增注册商标320件、再融资债券2亿元", ["新增注册商标", "再融资债券"]),
        # Who came in newly, and who began to produce: both of those that are there.
        (
            "孵化器入驻企业60家，新入驻12家、投产5家",
            ["孵化器入驻企业", "孵化器入驻企业新入驻", "孵化器入驻企业投产"],
        ),
        # The number of an item is no part of its name.
        ("（1）国有资产处置收入120万元；（2）罚没收入80万元", ["国有资产处置收入", "罚没收入"]),
        # What was sown is not what is harvested; one side of a fund is not the other.
        ("花椒种植面积3万亩，总产量4200吨", ["花椒种植面积", "花椒总产量"]),
        ("工伤保险基金收入900万元，支出700万元", ["工伤保险基金收入", "工伤保险基金支出"]),
        # How it was done, and why it was not.
        ("9项指标超额达标，2项受天气影响未达标", ["指标超额达标", "受天气影响未达标"]),
        # How a figure compares is not what a part of the thing is.
        ("设备联网率72%为近年最高", ["设备联网率"]),
        ("可申领“单位上年度实际缴纳工伤保险费总额50%”的返还补贴", ["实际缴纳工伤保险费总额"]),
        # What is done to a length, and within how long something is done.
        ("完成滨河东路860米拓宽改造", ["滨河东路拓宽改造"]),
        ("投诉工单48小时内办结，其中65%为当日办结", ["投诉工单办结", "投诉工单当日办结"]),
        # A measure at the end of a list is shared, unless a piece has its own.
        ("商铺、厂房单位面积产值分别提高6%和4%", ["商铺单位面积产值", "厂房单位面积产值"]),
        ("发件量、仓储投资分别增长6%和4%", ["发件量", "仓储投资"]),
        # What a figure is compared with may stand in front of its noun.
        ("示范楼宇达到14幢，较上年数量翻番", ["示范楼宇", "示范楼宇"]),
        ("窗口服务在全市测评中名列第二", ["窗口服务"]),
        ("全年计划新建绿道12公里", ["新建绿道"]),
        # Who is made to do something is named by it; 区内 names nothing.
        ("引导辖区内23家企业获得质量认证", ["获得质量认证企业"]),
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
        # The thing that two counts are of stands behind the second.
        ("举办160场、参与4万人次的群众活动", ["举办群众活动", "参与群众活动"]),
        # Where a thing lies is no name, and who is on the way to a listing is not listed.
        ("②云栖小镇：位于柳溪镇北部，面积约8平方公里", ["云栖小镇面积"]),
        ("拟上市企业12家", ["拟上市企业"]),
        # What all of a list did is one fact for each of it.
        ("苹果、核桃产量分别达7万吨和3万吨，均居全市第二", ["苹果产量", "核桃产量", "苹果产量", "核桃产量"]),
        # Bare numbers that are dealt out share the unit of the last.
        (
            "茶叶、蚕茧、药材产量分别达到4.2、1.3、0.9万吨，增长6%、4%、2%",
            ["茶叶产量", "蚕茧产量", "药材产量", "茶叶产量", "蚕茧产量", "药材产量"],
        ),
        ("蔬菜产量再创新高，达到80万吨", ["蔬菜产量"]),
        ("结构比由2015年的20:50:30演进为15:50:35", [*SECTORS, *SECTORS]),
        # What a plan was for is what is gone on about; 标准 may open a noun.
        ("财政总收入任务7亿元，完成8亿元", ["财政总收入任务", "财政总收入"]),
        ("生产条件改善，完成1.8万亩标准农田建设", ["标准农田建设"]),
        # A bracket goes on about the things in front of it; the number of an item is no name.
        ("招商项目52个（续建19个、新建33个）", ["招商项目", "招商项目续建", "招商项目新建"]),
        ("1. 培育龙头企业2家", ["培育龙头企业"]),
        # Among whom a rank is counted is no part of what it is of, in front of its verb too.
        ("出口总额增长9%，增幅全省排第7位", ["出口总额", "出口总额增速"]),
        # Bare numbers count as values of the list.
        (
            "投资增长9%，消费增长8%，出口增长7%，分别比全省高1.2、0.8、0.5个百分点",
            ["投资", "消费", "出口", "投资", "消费", "出口"],
        ),
        ("危房改造新开工1200户，建成900户", ["危房改造新开工", "危房改造建成"]),
        # What is counted behind an amount goes with what was counted; whom money reaches goes with the money.
        (
            "实施水利项目24个，年度投资9亿元，其中续建11个",
            ["实施水利项目", "水利项目投资", "水利项目续建"],
        ),
        ("发放助学金800万元，惠及3200人", ["发放助学金", "助学金惠及"]),
        ("发放助学金800万元，脱贫120户", ["发放助学金", "脱贫"]),
        # 多 in front of a layer is no bound, and what is only under way is no name.
        ("8万立方米多层板项目正在建设中", ["多层板项目"]),
        ("良种羊群达到900群", ["良种羊群"]),
        # Within so many years is a time, no name.
        ("工业总产值达90亿元，四年内翻了一番", ["工业总产值", "工业总产值"]),
        # One thing's share of two wholes.
        ("签约人数达到常住人口的35%、重点人群的70%", ["签约人数", "签约人数"]),
    ],
)
def test_names(read, clause, names):
    facts, _ = read(clause + "。", "review")
    assert [fact.metric for fact in facts] == names


def test_the_number_of_an_item_is_no_part_of_a_name(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "某县2021年政府工作报告\n一、2020年工作回顾\n1、税收收入快速增长。完成税收收入7亿元，增长9%。\n"
        "2、旅游收入年内跨过百亿元。全年旅游收入达104亿元，增长8%。\n"
        "3、农村公路通车里程翻番。新建农村公路90公里。\n",
        encoding="utf-8",
    )
    names = [fact.metric for fact in pipeline.extract(corpus.load(tmp_path)).facts]
    assert names.count("旅游收入") == 3
    assert not [name for name in names if "、" in name]
