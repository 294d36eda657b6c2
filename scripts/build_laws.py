#!/usr/bin/env python3
"""Builds dictionaries/laws.tsv from three tables of facts.

Usage: build_laws.py FOLDER > dictionaries/laws.tsv
FOLDER holds laws_national.tsv (title level issuing_body published effective version status last_article), laws_lrb.tsv (title level
published effective expired) and laws_replaced.tsv (old_name new_name effective kind provenance).

One row is one law in one period: a name that was used again (国家安全法 1993 and 2015) has two rows. What rests on memory alone, or
looks wrong, is `verified` = false and may never lead to a verdict that claims certainty.
"""
import csv, os, re, sys

FOLDER = sys.argv[1]
PREFIX = "中华人民共和国"
# First day in force of laws whose table row knows only the latest revision (general knowledge).
SINCE = """中小企业促进法 2003-01-01;人民检察院组织法 1980-01-01;人民法院组织法 1980-01-01;人民警察法 1995-02-28;中国人民银行法 1995-03-18
个人所得税法 1980-09-10;仲裁法 1995-09-01;传染病防治法 1989-09-01;体育法 1995-10-01;保守国家秘密法 1989-05-01;公务员法 2006-01-01
公司法 1994-07-01;农业技术推广法 1993-07-02;农业法 1993-07-02;农产品质量安全法 2006-11-01;农民专业合作社法 2007-07-01;刑事诉讼法 1980-01-01
动物防疫法 1998-01-01;反不正当竞争法 1993-12-01;反洗钱法 2007-01-01;反间谍法 2014-11-01;合伙企业法 1997-08-01;商业银行法 1995-07-01
商标法 1983-03-01;固体废物污染环境防治法 1996-04-01;国境卫生检疫法 1987-05-01;国家通用语言文字法 2001-01-01;国防法 1997-03-14
国防教育法 2001-04-28;城市居民委员会组织法 1990-01-01;妇女权益保障法 1992-10-01;对外贸易法 1994-07-01;工会法 1992-04-03
文物保护法 1982-11-19;村民委员会组织法 1998-11-04;标准化法 1989-04-01;档案法 1988-01-01;检察官法 1995-07-01;法官法 1995-07-01
森林法 1985-01-01;民事诉讼法 1991-04-09;民用航空法 1996-03-01;水土保持法 1991-06-29;治安管理处罚法 2006-03-01;测绘法 1993-07-01
海上交通安全法 1984-01-01;海洋环境保护法 1983-03-01;渔业法 1986-07-01;环境保护法 1989-12-26;畜牧法 2006-07-01;监察法 2018-03-20
监狱法 1994-12-29;矿产资源法 1986-10-01;科学技术普及法 2002-06-29;科学技术进步法 1993-10-01;突发事件应对法 2007-11-01;红十字会法 1993-10-31
职业教育法 1996-09-01;药品管理法 1985-07-01;行政处罚法 1996-10-01;行政复议法 1999-10-01;证券法 1999-07-01;野生动物保护法 1989-03-01
防震减灾法 1998-03-01;预防未成年人犯罪法 1999-11-01;宪法 1982-12-04;兵役法 1984-10-01;香港特别行政区基本法 1997-07-01;反垄断法 2008-08-01
国务院组织法 1982-12-10;军事设施保护法 1990-08-01;海商法 1993-07-01
全国人民代表大会和地方各级人民代表大会代表法 1992-04-03;全国人民代表大会和地方各级人民代表大会选举法 1980-01-01
政府信息公开条例 2008-05-01;住房公积金管理条例 1999-04-03;物业管理条例 2003-09-01;信访条例 2005-05-01;城市房地产开发经营管理条例 1998-07-20
土地管理法实施条例 1991-02-01;建设工程质量管理条例 2000-01-30;建设工程安全生产管理条例 2004-02-01;公司登记管理条例 1994-07-01
企业法人登记管理条例 1988-07-01;危险化学品安全管理条例 1987-02-17;医疗器械监督管理条例 2000-04-01;食品安全法实施条例 2009-07-20
道路交通安全法实施条例 2004-05-01;安全生产许可证条例 2004-01-13;招标投标法实施条例 2012-02-01;政府采购法实施条例 2015-03-01
失业保险条例 1999-01-22;工伤保险条例 2004-01-01;社会保险费征缴暂行条例 1999-01-22;城市绿化条例 1992-08-01
退耕还林条例 2003-01-20;民办教育促进法实施条例 2004-04-01;基金会管理条例 2004-06-01;社会团体登记管理条例 1998-10-25
民办非企业单位登记管理暂行条例 1998-10-25;志愿服务条例 2017-12-01;残疾人就业条例 2007-05-01;城市居民最低生活保障条例 1999-10-01
农村五保供养工作条例 2006-03-01;社会救助暂行办法 2014-05-01;不动产登记暂行条例 2015-03-01;规章制定程序条例 2002-01-01
行政法规制定程序条例 2002-01-01;行政复议法实施条例 2007-08-01;税收征收管理法实施细则 2002-10-15;增值税暂行条例 1994-01-01
消费税暂行条例 1994-01-01;土地增值税暂行条例 1994-01-01;房产税暂行条例 1986-10-01;城镇土地使用税暂行条例 1988-11-01;契税暂行条例 1997-10-01
印花税暂行条例 1988-10-01;耕地占用税暂行条例 2008-01-01;车辆购置税暂行条例 2001-01-01;城市维护建设税暂行条例 1985-01-01;资源税暂行条例 1994-01-01
食盐专营办法 1996-05-27;旅行社条例 2009-05-01;导游人员管理条例 1999-10-01;出版管理条例 2002-02-01;营业性演出管理条例 2005-09-01
娱乐场所管理条例 2006-03-01;互联网信息服务管理办法 2000-09-25;电信条例 2000-09-25;音像制品管理条例 2002-02-01;无线电管理条例 1993-09-11
道路运输条例 2004-07-01;公路安全保护条例 2011-07-01;校车安全管理条例 2012-04-05;缺陷汽车产品召回管理条例 2013-01-01
婚姻法 1950-05-01;继承法 1985-10-01;民法通则 1987-01-01;收养法 1992-04-01;担保法 1995-10-01;合同法 1999-10-01;物权法 2007-10-01
侵权责任法 2010-07-01;民法总则 2017-10-01;执业医师法 1999-05-01;环境噪声污染防治法 1997-03-01;行政监察法 1997-05-09;城市规划法 1990-04-01
食品卫生法 1995-10-30;中外合资经营企业法 1979-07-08;外资企业法 1986-04-12;中外合作经营企业法 1988-04-13;学位条例 1981-01-01
城市房屋拆迁管理条例 1991-06-01;治安管理处罚条例 1987-01-01;疫苗流通和预防接种管理条例 2005-06-01;人体器官移植条例 2007-05-01"""
SINCE = dict(x.rsplit(" ", 1) for x in re.split(r"[;\n]", SINCE) if x.strip())
ECOLOGY = "环境保护法 环境影响评价法 水污染防治法 大气污染防治法 土壤污染防治法 固体废物污染环境防治法 噪声污染防治法 放射性污染防治法 海洋环境保护法 清洁生产促进法".split()
# Marked as repealed in one source, without date or successor, against what is otherwise known.
DOUBTFUL = {"农村土地承包法", "乡镇企业法", "铁路旅客运输损害赔偿规定"}
# Names the source spells with remarks, or that are no laws.
SKIP = re.compile(r"的决定$|修正案|^民法典 |^人体损伤|的解释$|收容相关规定|^GB|等多部")


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf8") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def short(title):
    return title.strip().removeprefix(PREFIX).replace("(", "（").replace(")", "）")


class Row(dict):
    COLUMNS = "name level since version_published version_effective repealed_on successor last_article verified source".split()

    def line(self):
        return "\t".join(self.get(c, "") for c in self.COLUMNS)


rows = {}
for r in read("laws_national.tsv"):
    name = short(r["title"])
    if SKIP.search(name):
        continue
    row = Row(name=name, level="法律", version_published=r["version"], last_article=r["last_article"], verified="true", source="national")
    row["version_effective"] = r["effective"] if r["effective"] >= r["version"] else ""
    row["since"] = r["effective"] if r["effective"] < r["version"] else ""
    if r["level"] == "宪法" or name == "宪法":
        row["level"] = "宪法"
    if r["status"] == "已废止":
        if name in ECOLOGY:
            row.update(repealed_on="2026-08-15", successor="生态环境法典")
        else:
            row.update(verified="false")
    if name in DOUBTFUL:
        row["verified"] = "false"
    rows.setdefault(name, []).append(row)
for r in read("laws_lrb.tsv"):
    name = short(r["title"])
    if SKIP.search(name) or not r["published"]:
        continue
    effective = r["effective"] if r["effective"] >= r["published"] else ""
    known = rows.get(name, [])
    same = [k for k in known if k["version_published"] == r["published"]]
    if same:
        same[0]["version_effective"] = same[0]["version_effective"] or effective
    elif not known or known[0]["source"] == "lrb":
        row = Row(name=name, level=r["level"], version_published=r["published"], version_effective=effective, since="", verified="true", source="lrb")
        if r["expired"] == "1":
            row["expired"] = "1"
        rows.setdefault(name, []).append(row)
MEMORY = re.compile("memory|从略|须")
for r in read("laws_replaced.tsv"):
    raw = r["old_name"]
    name = short(re.sub(r"[(（](无|\d{4}|国发[^)）]*|国市监[^)）]*|令\d+|粤府令[^)）]*)[)）]", "", raw))
    successor = re.sub(r"[(（](\d{4}(修订|修正)?|党内[^)）]*|省政府令[^)）]*|总局令[^)）]*|令[^)）]*|粤府令[^)）]*)[)）]", "", r["new_name"])
    if r["kind"] in ("check", "new") or SKIP.search(name):
        continue
    when = r["effective"] if re.fullmatch(r"\d{4}-\d\d-\d\d", r["effective"]) else ""
    certain = "false" if MEMORY.search(r["provenance"]) or "见上表" in r["provenance"] or not when else "true"
    full = {"地方组织法": "地方各级人民代表大会和地方各级人民政府组织法"}.get(name, name)
    if r["kind"] == "revised":
        for row in rows.get(full, []):
            year = re.search(r"\d{4}", r["new_name"])
            if not row["version_effective"] and year and row["version_published"].startswith(year.group()):
                row["version_effective"] = when
        continue
    if not when:
        continue
    successor = "" if successor.startswith(("(废止", "（废止", "废止")) else successor.split("→")[-1]
    same = [k for k in rows.get(full, []) if not (k["since"] or k["version_effective"] or k["version_published"]) >= when]
    if name in DOUBTFUL:
        certain = "false"
    if same:
        row = same[-1]
        if row.get("repealed_on") and successor and successor not in row["successor"]:
            row["successor"] += "、" + successor
            continue
    else:
        level = "法律" if re.search(r"法(（试行）)?$", name) and "办法" not in name else "其他"
        row = Row(name=name, level=level, since="", version_published="", version_effective="", source="replaced")
        rows.setdefault(full, []).insert(0, row)
    for k in same:
        k.update(repealed_on=when, successor=successor, verified=certain)
    row.update(repealed_on=when, successor=successor, verified=certain)
for r in read("laws_replaced.tsv"):  # the day the old one ended is the day the new one began
    new, when = short(r["new_name"]), r["effective"]
    for row in rows.get(new, []):
        if when and not row["version_effective"] and row["version_published"] <= when < str(int(row["version_published"][:4]) + 2):
            row["version_effective"] = when
            row["since"] = row["since"] or SINCE.get(new, when)
out = []
for name, group in rows.items():
    group.sort(key=lambda r: r["version_published"])
    for i, row in enumerate(group):
        last = i + 1 == len(group)
        row["since"] = row["since"] or (SINCE.get(name, "") if i == 0 or not group[i - 1].get("repealed_on") else "")
        first = row["version_effective"] or row["version_published"]
        if row["since"] and first and row["since"] > first:
            row["since"] = first
        if row.get("expired") and last and not row.get("repealed_on"):
            row["verified"] = "false"
            row["doubt"] = "1"
        row["repealed_on"] = row.get("repealed_on", "")
        out.append(row)
# 国家安全法 of 1993: the name was used again in 2015.
for row in out:
    if row["name"] == "国家安全法" and row["repealed_on"]:
        row["since"] = "1993-02-22"
    if row["name"] == "国家安全法" and not row["repealed_on"]:
        row["since"] = "2015-07-01"
out.sort(key=lambda r: (r["name"], r["version_published"]))
print("# 法律、行政法规和部分已废止文件：一行是一个名称在一段时期里的一个版本；名称不带“中华人民共和国”，同名异法分行")
print("# 列：since 首次施行日，version_published/version_effective 该行所记版本的公布日和施行日，repealed_on 废止日，successor 替代者，last_article 该版本末条条号")
print("# verified=false：仅凭记忆或来源可疑，不得据以作出确定的判断；首次施行日 since 部分凭常识补入")
print("# 来源：国家法律库 2026-09、行政法规库 2025-04、新法附则“同时废止”条款；由 scripts/build_laws.py 生成")
print("# data_as_of 2026-09-01")
print("# scan")
print("\t".join(Row.COLUMNS))
for row in out:
    print(row.line())
