"""Reports of many layouts, written for the tests: every heading, its depth, its title's end, its role."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.outline.marked import headings, unmark, without_unasked_roles


class Layout(NamedTuple):
    why: str
    text: str
    facts: dict[str, str | None] = {}  # noqa: RUF012 (a default of a tuple is never changed)


LAYOUTS = (
    Layout(
        "lines of their own, four levels, full-width indents",
        """政府工作报告

各位代表：
　　现在，我向大会报告工作，请予审议。
　　{1 review:一、|2018年工作回顾}
　　过去一年，全县上下奋力拼搏，各项事业有了新起色。
　　{2 review:（一）|抓项目促投资，发展后劲持续积蓄}
　　全年实施重点项目86个，完成投资43.5亿元。
　　{3 review:1．|工业项目}
　　新开工21个。
　　{4 review:（1）|装备制造}
　　投产4个。
　　{4 review:（2）|食品加工}
　　投产7个。
　　{3 review:2．|农业项目}
　　新开工9个。
　　{2 review:（二）|抓城建优环境，城乡面貌不断改善}
　　改造道路12条。
　　{1 plan:二、|2019年工作安排}
　　今年的主要目标是：生产总值增长8%。
　　{2 plan:（一）|坚定不移抓工业}
　　引进企业30家。
　　{2 plan:（二）|坚持不懈惠民生}
　　新建学校3所。
""",
    ),
    Layout(
        "all line breaks lost, no space before the markers",
        "各位代表：现在我代表县人民政府报告工作，请审议。{1 review:一、|2018年工作回顾}2018年，我们攻坚克难，"
        "较好完成了各项任务。{2 review:（一）|突出转型升级，综合实力持续提升}"
        "全年实现生产总值186.5亿元，增长7.2%。{2 review:（二）|突出项目带动，发展后劲不断增强}"
        "实施重点项目92个。{2 review:（三）|突出民生改善，群众福祉明显提高}新增就业4200人。"
        "{1 plan:二、|2019年工作安排}2019年是新中国成立70周年，做好全年工作意义重大。"
        "{2 plan:（一）|着力培育现代产业体系}坚持把工业摆在首位，力争规上企业达到80家。"
        "{2 plan:（二）|着力推进新型城镇化建设}启动老城区改造，新建停车场5处。"
        "{2 plan:（三）|着力保障和改善民生}办好十件实事。",
    ),
    Layout(
        "run-on text whose titles are closed by stops, third level with figures",
        "请予审议。 {1 review:一、|过去五年工作回顾} 五年来，我们团结奋斗，成绩喜人。"
        " {2 review:（一）|经济实力显著增强}。生产总值突破300亿元。"
        "{3 review:1.|工业提质增效}。规上工业增加值年均增长9.1%。"
        "{3 review:2.|农业稳步发展}。粮食产量连年丰收。"
        " {2 review:（二）|城乡面貌焕然一新}。建成区面积扩大到28平方公里。",
    ),
    Layout(
        "parts with the title on the next line",
        """{1 review:第一部分|
过去五年政府工作回顾}
本届政府任期以来，我们一心一意谋发展。
{2 review:一、|综合实力迈上新台阶}
生产总值由120亿元增加到203亿元。
{2 review:二、|城市建设实现新突破}
新增绿地80公顷。
{1 plan:第二部分|
今后五年的奋斗目标}
今后五年，是爬坡过坎的关键时期。
{1 plan:第三部分|
2019年重点工作}
{2 plan:一、|建设实力之城}
引进项目60个。
{2 plan:二、|建设幸福之城}
新增学位3000个。
""",
    ),
    Layout(
        "markdown without numbers, its first heading is the title",
        """# 政府工作报告

各位代表：现在报告工作。

{1 review:##| 2018年工作回顾}

全年财政收入12亿元。

{2 review:###| 工业经济}

产值增长6%。

{1 plan:##| 2019年工作安排}

力争增长8%。
""",
    ),
    Layout(
        "markdown with levels all wrong: the numbering decides",
        """# {1 review:一、|2018年工作回顾}

#### {2 review:（一）|产业转型步伐加快}

新增企业30家。

## {2 review:（二）|城乡建设统筹推进}

改造道路9条。

#### {1 plan:二、|2019年工作打算}

# {2 plan:（一）|狠抓招商引资}

引资50亿元。
""",
    ),
    Layout(
        "bold headings, body behind the second level's",
        """**{1 review:一、|2018年工作回顾}**

全年工作成绩明显。

**{2 review:（一）|经济运行稳中有进}。**生产总值增长7%。

**{2 review:（二）|改革开放纵深推进}。**新设企业800户。
""",
    ),
    Layout(
        "a table of contents repeats every heading",
        """目  录
一、2018年工作回顾
二、2019年工作安排
（一）加快产业升级
（二）保障改善民生

{1 review:一、|2018年工作回顾}
全年生产总值增长7%。
{1 plan:二、|2019年工作安排}
今年目标是增长8%。
{2 plan:（一）|加快产业升级}
新上项目20个。
{2 plan:（二）|保障改善民生}
新增床位300张。
""",
    ),
    Layout(
        "a bulletin: blanks within short titles, notes at the end are no headings",
        """某县2018年国民经济和社会发展统计公报
2018年，全县经济平稳运行。
{1 review:一、|综  合}
生产总值98.2亿元，增长6.1%。
{1 review:二、|农  业}
粮食产量12.3万吨。
{1 review:三、|工业和建筑业}
工业增加值增长5%。
{1 review:十、|人口、人民生活和社会保障}
常住人口32.5万人。
注释：
1.本公报数据为初步统计数。
2.部分数据因四舍五入存在误差。
""",
        {"kind": "statistical_bulletin", "plan": None},
    ),
    Layout(
        "titles closed by a colon, the text follows on the line",
        """{1 plan:一、|指导思想}：以新发展理念为指引，坚持稳中求进，努力开创各项工作新局面，造福全县人民。
{1 plan:二、|主要目标}：生产总值增长8%以上，财政收入增长6%，固定资产投资增长10%，城乡居民收入与经济增长同步。
{1 plan:三、|保障措施}：加强领导，落实责任，强化督查，确保各项目标任务圆满完成，向全县人民交上满意答卷。
""",
    ),
    Layout(
        "dots and commas instead of the pause mark, half-width brackets",
        """{1 review:一.|2018年工作回顾}
成绩喜人。
{2 review:(一)|工业增势良好}
产值增长9%。
{2 review:(二)|农业连年丰收}
粮食增产2%。
{1 plan:二.|2019年工作打算}
力争增长7%。
""",
    ),
    Layout(
        "enclosed signs",
        """{1 review:一、|上年工作回顾}
成绩可喜。
{2 review:㈠|经济平稳增长}
增长6%。
{3 review:⒈|工业}
增长7%。
{3 review:⒉|商贸}
增长8%。
{2 review:㈡|民生不断改善}
新增就业800人。
{1 plan:二、|今年工作安排}
继续努力。
""",
    ),
    Layout(
        "a number forgotten and a number given twice",
        """{1 review:一、|2018年工作回顾}
成绩明显。
{2:（一）|产业加快升级}
新增企业30家。
{2:（二）|环境持续改善}
优良天数300天。
{2:（二）|改革不断深化}
取消审批事项40项。
{2:（五）|民生得到保障}
新增就业900人。
{1 plan:二、|2019年工作安排}
目标增长8%。
""",
    ),
    Layout(
        "lists of whole sentences are no headings",
        """{1 plan:一、|2019年民生实事}
全年办好五件实事：
1.新建幼儿园3所，新增学位900个；
2.改造老旧小区12个；
3.开通公交线路2条，更新车辆40辆。
{1 plan:二、|2019年重点项目}
抓好两个方面：
（1）工业项目方面，开工30个。
（2）农业项目方面，开工12个。
""",
    ),
    Layout(
        "figures, dates, ordinals and series of the text look like markers",
        """{1 review:一、|2018年工作回顾}
推动一、二、三产业融合，引进第五 六、七批专家，完成4.5亿元投资，“10.1”黄金周接待游客12.6万人次。
根据条例第三条第（一）项规定，处置隐患7.1万处，增幅比一、二季度高1. 5个百分点，位居全省第
三、全市第一。
{1 plan:二、|2019年工作安排}
力争增长8%。
""",
    ),
    Layout(
        "a page number and a page header stand before the markers",
        """— 1 —
{1 review:一、|2018年工作回顾}
成绩明显。
3 {2 review:（一）|经济稳步向好}
增长6%。
报 {2 review:（二）|民生稳步改善}
新增就业700人。
""",
    ),
    Layout(
        "titles that the page broke in two",
        """过去一年，全县上下牢记嘱托、感恩奋进，经济社会
发展取得了令人鼓舞的成绩，生产总值增长百分之七，
财政收入突破二十亿元大关，城乡居民收入稳步增加，
{1 review:一、|坚持稳中求进工作总基调，经济运行总体平稳并
实现良好开局}
过去一年，全县规模以上工业增加值同比增长百分之
八点五，固定资产投资同比增长百分之十，消费品零售
总额同比增长百分之九，进出口总额同比增长百分之四，
{1 review:二、|坚持深化改革扩大开放，发展活力竞相迸发并取
得重要进展}
过去一年，全县取消和下放行政审批事项一百余项，企
业开办时间压缩到三个工作日以内，新增市场主体同比
增长百分之十二，民营经济占比提高两个百分点以上。
""",
    ),
    Layout(
        "a glossary is one section, its entries are none",
        "完成任务。 {1 review:一、|2018年工作回顾} 2018年，成绩可喜。累计投资9亿元，同比增长5%。"
        " {1 plan:二、|2019年工作安排} 2019年，再接再厉。让我们携手奋进！{1 other:|某县政府工作报告名词解释}"
        "1、“三公”经费：指因公出国、公务接待、公务用车的费用。2、“双随机”：随机抽取检查对象和检查人员。",
    ),
    Layout(
        "a plan report says in one title what was done and what will be",
        """{1 other:一、|2018年计划执行情况和2019年工作安排}
略。
{1 problems:二、|存在的困难和问题}
结构不优，增速不快。
{1 plan:三、|下一步工作措施}
要狠抓落实。
""",
        {"kind": "plan_report"},
    ),
    Layout(
        "headings by topic only: the sentences tell the role",
        """{1 review:一、|工业经济}
全年产值累计达到56亿元，同比增长7%，成功引进企业8家，圆满完成任务。
{1 other:二、|农业农村}
粮食产量同比增长3%，累计建成高标准农田2万亩，顺利通过验收，荣获先进称号，较上年有了很大进步。下一步，我们将继续抓好春耕。
{1 plan:三、|民生保障}
必须补齐短板，我们将新建学校3所，力争年内投用，确保学生入学，不低于三百个床位。
""",
        {"kind": "half_year_report", "review": "2018-H1", "plan": "2018-H2"},
    ),
    Layout(
        "usual headings on lines of their own without any number",
        """各位代表：
现在报告工作。

{1 review:|2018年工作回顾}

全年生产总值增长7%，财政收入增长5%。

{1 plan:|2019年工作安排}

今年要突出抓好项目。
""",
    ),
    Layout(
        "news number their paragraphs: the first sentence stands for a title, no role is given",
        "该项目进展顺利。 {1 other:(一)| 开发区围绕新能源延长链条,落户企业9家}。2018年,投资持续增长。"
        " {1 other:(二)| 物流园加快建设}。2018年,一期建成投用。",
        {"kind": "news", "review": None, "plan": None},
    ),
    Layout(
        "chapters with sections",
        """{1:第一章|总体要求}
把握新形势。
{2:第一节|指导思想}
坚持新发展理念。
{2:第二节|基本原则}
坚持以人为本。
{1:第二章|产业发展}
做强产业。
{2:第一节|工业}
新增企业。
""",
        {"kind": "plan_report"},
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.why)
def test_headings(layout: Layout) -> None:
    text, wanted = unmark(layout.text)
    got = headings(text, **layout.facts)
    assert without_unasked_roles(got, wanted) == wanted
