using System.Globalization;
using CsCheck;
using Distill.Core.Operators.Privacy;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Privacy;

public class PiiRecallTests
{
    private const int Count = 300;
    private static readonly string[] Carriers =
    [
        "{0}",
        "请联系{0}，谢谢！",
        "我的是{0}。你的呢？",
        "（{0}）",
        "Please use {0}, thanks.",
        "it is: {0}\n",
        "\"{0}\"",
        "编号1、2024年3月5日，价格99.5元：{0}；",
    ];

    [Theory]
    [InlineData("email")]
    [InlineData("mobile")]
    [InlineData("landline")]
    [InlineData("north_american")]
    [InlineData("id_card")]
    [InlineData("bank_card")]
    [InlineData("ipv4")]
    [InlineData("ipv6")]
    [InlineData("license_plate")]
    [InlineData("api_key")]
    public void Scan_OfGeneratedValuesInManySpellings_FindsEachWhole(string kind)
    {
        var random = new Random(7);
        var set = PiiKinds.Select(PiiKinds.Default);
        for (var i = 0; i < Count; i++)
        {
            var value = Value(kind, random);
            foreach (var carrier in Carriers)
            {
                var text = string.Format(CultureInfo.InvariantCulture, carrier, value);
                var found = PiiScanner.Scan(text, set) ?? [];
                found.Select(match => text[match.Start..match.End]).ShouldBe([value], text);
            }
        }
    }

    [Fact]
    public void Map_OfTextFullOfPieces_IsIdempotentAndKeepsMatchesApart()
    {
        var pieces = Gen.OneOf(
            "13812345678",
            "+86",
            "138",
            "1234",
            "5678",
            " ",
            "-",
            ".",
            "(",
            ")",
            "@",
            "a@b.cn",
            "4111111111111111",
            "11010519491231002X",
            "1.2.3.45",
            "::",
            ":",
            "fe80",
            "://",
            "u:p",
            "/",
            "?token=",
            "abcdef12",
            "sk-",
            "a1B2c3D4e5F6g7H8i9J0",
            "密码：",
            "护照",
            "E12345678",
            "京A",
            "12345",
            "元",
            "号",
            "路",
            "北京市",
            "姓名：张三",
            "，",
            "010",
            "88886666",
            "[",
            "]",
            "*",
            "_",
            "x",
            "１３８",
            "Bearer ",
            "eyJ"
        );
        pieces
            .Array[1, 14]
            .Select(parts => string.Concat(parts))
            .Sample(
                text =>
                {
                    foreach (var mode in new[] { "placeholder", "mask", "hash" })
                    {
                        var step = Step("pii_mask", new() { ["mode"] = mode });
                        var once = Clean(step, Pair(text, "ok")).Sample;
                        Clean(step, once).Sample.ShouldBeSameAs(once, $"{mode}: {text} -> {once.Messages[0].Content}");
                    }
                },
                iter: 2000
            );
    }

    private static string Value(string kind, Random random) =>
        kind switch
        {
            "email" =>
                $"{Pick(random, "li", "wang.wei", "a_b", "x+y", "zhang-san")}{random.Next(100)}@{Pick(random, "qq.com", "mail.example.cn", "a-b.co.uk")}",
            "mobile" => Mobile(random),
            "landline" => $"{Pick(random, "010", "021", "029")}{Pick(random, "-", " ")}{random.Next(2, 9)}{Digits(random, 7)}",
            "north_american" => NorthAmerican(random),
            "id_card" => IdCard(random),
            "bank_card" => BankCard(random),
            "ipv4" => $"{random.Next(11, 127)}.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}",
            "ipv6" => $"2001:db8:{random.Next(1, 65536):x}::{random.Next(16, 65536):x}:{random.Next(1, 65536):X}",
            "license_plate" =>
                $"{Pick(random, "京", "沪", "粤", "新")}{Pick(random, "A", "B", "K")}{Pick(random, "", "·")}{Pick(random, "", "D", "F")}{Digits(random, 5)}",
            _ => $"{Pick(random, "sk-", "sk-ant-api03-", "ghp_", "glpat-", "xoxb-")}{Token(random, 40)}",
        };

    private static string Mobile(Random random)
    {
        var number = $"1{random.Next(3, 10)}{Digits(random, 9)}";
        var separator = Pick(random, "", " ", "-");
        var prefix = Pick(random, "", "+86", "+86 ", "+86-", "86", "0086 ", "(+86)");
        var grouped = $"{number[..3]}{separator}{number[3..7]}{separator}{number[7..]}";
        return prefix.Length == 0 && random.Next(4) == 0
            ? string.Concat(number.Select(digit => (char)(digit - '0' + '０')))
            : prefix + grouped;
    }

    private static string NorthAmerican(Random random)
    {
        var (area, exchange, line) = (random.Next(201, 290), random.Next(612, 710), Digits(random, 4));
        return Pick(
            random,
            $"({area}) {exchange}-{line}",
            $"{area}-{exchange}-{line}",
            $"+1 {area} {exchange} {line}",
            $"1-{area}-{exchange}-{line}",
            $"{area}.{exchange}.{line}"
        );
    }

    private static string IdCard(Random random)
    {
        var born = new DateOnly(1940, 1, 1).AddDays(random.Next(25_000));
        var number = $"{Pick(random, "110105", "440308", "650102", "310115")}{born:yyyyMMdd}{Digits(random, 3)}";
        var sum = number.Select((digit, i) => (digit - '0') * (1 << (17 - i))).Sum();
        return number + "10X98765432"[sum % 11];
    }

    private static string BankCard(Random random)
    {
        var number = Pick(random, "622202", "453242", "520108") + Digits(random, 9);
        var sum = number.Select((digit, i) => Weighted(digit - '0', i % 2 == 0)).Sum();
        number += (10 - (sum % 10)) % 10;
        return random.Next(2) == 0 ? number : $"{number[..4]} {number[4..8]} {number[8..12]} {number[12..]}";
    }

    private static int Weighted(int digit, bool twice) => (twice ? digit * 2 : digit) is var value && value > 9 ? value - 9 : value;

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private static string Token(Random random, int length) =>
        string.Concat(random.GetItems<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length));

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
