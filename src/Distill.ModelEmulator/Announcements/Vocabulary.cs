using System.Globalization;

namespace Distill.ModelEmulator.Announcements;

/// <summary>Values of the slots in announcement patterns.</summary>
internal static class Vocabulary
{
    private static readonly string[] Places =
    [
        "华东",
        "江南",
        "北辰",
        "岭南",
        "长河",
        "天山",
        "东海",
        "西川",
        "齐鲁",
        "中原",
        "云岭",
        "金陵",
        "蓝湾",
        "龙江",
        "赣南",
        "湘楚",
    ];

    private static readonly string[] Names =
    [
        "恒瑞",
        "盛达",
        "启明",
        "远航",
        "德信",
        "嘉禾",
        "锐进",
        "博雅",
        "鼎新",
        "泰和",
        "凯旋",
        "同辉",
        "弘毅",
        "智联",
        "瑞丰",
        "光启",
        "华诚",
        "中拓",
    ];

    private static readonly string[] Industries =
    [
        "新能源",
        "生物医药",
        "半导体",
        "智能装备",
        "食品",
        "化工",
        "物流",
        "软件",
        "环保",
        "汽车零部件",
        "光伏",
        "钢铁",
        "纺织",
        "传媒",
        "农业",
        "医疗器械",
        "建材",
        "航运",
        "文旅",
        "电子",
    ];

    private static readonly string[] Forms = ["股份有限公司", "集团股份有限公司", "科技股份有限公司", "控股股份有限公司"];

    private static readonly string[] Products =
    [
        "动力电池",
        "创新药",
        "车规级芯片",
        "工业机器人",
        "冷链设备",
        "高端轴承",
        "储能系统",
        "影像设备",
        "特种钢材",
        "云服务平台",
        "光伏组件",
        "疫苗",
        "饲料",
        "无人机",
        "碳纤维",
        "传感器",
    ];

    private static readonly string[] Cities =
    [
        "苏州",
        "合肥",
        "成都",
        "武汉",
        "西安",
        "宁波",
        "长沙",
        "青岛",
        "佛山",
        "郑州",
        "南昌",
        "昆明",
        "珠海",
        "无锡",
        "徐州",
        "绵阳",
    ];

    private static readonly string[] Roles = ["董事长", "总经理", "财务总监", "董事会秘书", "副总经理", "独立董事", "监事会主席"];

    private static readonly string[] Surnames =
    [
        "王",
        "李",
        "张",
        "刘",
        "陈",
        "杨",
        "赵",
        "黄",
        "周",
        "吴",
        "徐",
        "孙",
        "胡",
        "朱",
        "高",
        "林",
    ];

    private static readonly string[] Regulators = ["证监会", "上海证券交易所", "深圳证券交易所", "北京证券交易所", "地方证监局"];

    /// <summary>A random value of a slot.</summary>
    public static string Draw(ReadOnlySpan<char> slot, Random random) =>
        slot switch
        {
            "co" => Pick(Places, random) + Pick(Names, random) + Pick(Industries, random) + Pick(Forms, random),
            "short" => Pick(Names, random) + Pick(Industries, random),
            "industry" => Pick(Industries, random),
            "product" => Pick(Products, random),
            "city" => Pick(Cities, random),
            "role" => Pick(Roles, random),
            "person" => Pick(Surnames, random) + "某",
            "regulator" => Pick(Regulators, random),
            "amount" => Amount(random),
            "pct" => (random.Next(30, 980) / 10.0).ToString("0.#", CultureInfo.InvariantCulture) + "%",
            "small" => (random.Next(3, 49) / 10.0).ToString("0.0", CultureInfo.InvariantCulture) + "%",
            "date" => $"{random.Next(2021, 2027)}年{random.Next(1, 13)}月{random.Next(1, 29)}日",
            "year" => $"{random.Next(2021, 2027)}年",
            "period" => $"{random.Next(2021, 2027)}年{Pick(["第一季度", "半年度", "前三季度", "度", "第三季度"], random)}",
            "n" => random.Next(2, 60).ToString(CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"There is no slot '{slot}'.", nameof(slot)),
        };

    /// <summary>A random element.</summary>
    public static string Pick(string[] values, Random random) => values[random.Next(values.Length)];

    private static string Amount(Random random) =>
        random.Next(3) switch
        {
            0 => $"{random.Next(105, 9_900) / 100.0:0.00}亿元",
            1 => $"{random.Next(300, 9_800)}万元",
            _ => $"人民币{random.Next(11, 980) / 10.0:0.0}亿元",
        };
}
