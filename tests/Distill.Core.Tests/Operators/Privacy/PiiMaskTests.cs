using System.Text.Json.Nodes;
using Distill.Core.Samples;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Privacy;

public class PiiMaskTests
{
    [Theory]
    [InlineData("mail to Li.Wei@example.com.cn, or li.wei@example.com.cn!", "mail to [EMAIL_1], or [EMAIL_1]!")]
    [InlineData("请发到wang_fang+hr@mail.example.cn。", "请发到[EMAIL_1]。")]
    [InlineData("13812345678@qq.example.com", "[EMAIL_1]")]
    [InlineData(
        "logo@2x.png, checkout@v0.2, @example.com, a@b, git@github.com:u/r",
        "logo@2x.png, checkout@v0.2, @example.com, a@b, git@github.com:u/r"
    )]
    public void Email_InText_IsMaskedAndItsLookAlikesAreNot(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("电话13812345678或+86 138-1234-5678，(86)13912345678", "电话[PHONE_1]或[PHONE_1]，[PHONE_2]")]
    [InlineData("１３８１２３４５６７８", "[PHONE_1]")]
    [InlineData("138 1234 5678、1381234-5678、0086-13812345678、（+86）13812345678", "[PHONE_1]、[PHONE_1]、[PHONE_1]、[PHONE_1]")]
    [InlineData("13812345678 13912345678", "[PHONE_1] [PHONE_2]")]
    [InlineData("座机010-88886666，(0755)26001234，021 6888 9999，0571-88886666-123", "座机[PHONE_1]，[PHONE_2]，[PHONE_3]，[PHONE_4]")]
    [InlineData("Call (415) 555-2671, 415-555-2671 or +1 415.555.2671", "Call [PHONE_1], [PHONE_1] or [PHONE_2]")]
    [InlineData("phone 212 555 0187 (see 13812345678)", "phone [PHONE_1] (see [PHONE_2])")]
    [InlineData("+44 20 7946 0958, +49 (0)30 901820, +8613812345678, +33 1 23 45 67 89", "[PHONE_1], [PHONE_2], [PHONE_3], [PHONE_4]")]
    public void Phone_InManySpellings_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("营收13812345678元，$13812345678，0.13812345678，13812345678.5，a13812345678，13812345678901")]
    [InlineData("从2023-01-15到2023-02-20，8:30-17:45，第123-456-7890页，+10000000，1 000 000 000 000")]
    [InlineData("400-800-8888, 95588, 110, ISBN 978-7-04-050694-5, 3.14159265358979")]
    [InlineData("101-202-3033 and 911-911-9111 are outside the plan; 2,212,555,0187")]
    public void Phone_LookAlikes_Stay(string text) => Mask(text).ShouldBe(text);

    [Theory]
    [InlineData("身份证11010519491231002X。", "身份证[ID_CARD_1]。")]
    [InlineData("身份证110105 19491231 002x", "身份证[ID_CARD_1]")]
    [InlineData("号码440308199901010012", "号码[ID_CARD_1]")]
    [InlineData("旧身份证号：110105491231002", "旧身份证号：[ID_CARD_1]")]
    [InlineData("身份证110105194912310021。", "身份证110105194912310021。")] // wrong check character
    [InlineData("身份证11010519491331002X", "身份证11010519491331002X")] // no month 13
    [InlineData("991010519491231002X 编号110105491231002", "991010519491231002X 编号110105491231002")] // no such region; old form without context
    public void IdCard_ByRegionDateAndCheckCharacter_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("卡号 4111 1111 1111 1111", "卡号 [BANK_CARD_1]")]
    [InlineData("卡号6222021234567890128，5500-0000-0000-0004", "卡号[BANK_CARD_1]，[BANK_CARD_2]")]
    [InlineData("amex 3782 822463 10005.", "amex [BANK_CARD_1].")]
    [InlineData("卡号 4111 1111 1111 1112", "卡号 4111 1111 1111 1112")] // fails Luhn
    [InlineData("订单8234567890123452", "订单8234567890123452")] // passes Luhn, but nobody issues 8…
    [InlineData("营收1234567890123元，订单20240101138123456789", "营收1234567890123元，订单20240101138123456789")]
    public void BankCard_ByIssuerAndLuhn_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("护照号E12345678，EA1234567", "护照号[PASSPORT_1]，[PASSPORT_2]")]
    [InlineData("passport no. 123456789", "passport no. [PASSPORT_1]")]
    [InlineData("型号E12345678", "型号E12345678")]
    [InlineData("车牌京A12345、粤B·D12345、沪A D1234F", "车牌[LICENSE_PLATE_1]、[LICENSE_PLATE_2]、[LICENSE_PLATE_3]")]
    [InlineData("新A级 云A 京AIO123", "新A级 云A 京AIO123")]
    public void DocumentNumber_ByFormAndContext_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("from 203.0.113.7, 192.168.1.20:8080.", "from [IPV4_1], [IPV4_2]:8080.")]
    [InlineData(
        "127.0.0.1 0.0.0.0 255.255.255.0 1.2.3.4 v10.20.30.40 256.1.1.1 1.2.3.4.5.60",
        "127.0.0.1 0.0.0.0 255.255.255.0 1.2.3.4 v10.20.30.40 256.1.1.1 1.2.3.4.5.60"
    )]
    [InlineData(
        "fe80::1, [2001:db8::8a2e:370:7334]:443 和2001:0db8:85a3:0000:0000:8a2e:0370:7334。",
        "[IPV6_1], [[IPV6_2]]:443 和[IPV6_3]。"
    )]
    [InlineData("::1 std::a1 a1::b2 12:30:45 00:1A:2B:3C:4D:5E x::y", "::1 std::a1 a1::b2 12:30:45 00:1A:2B:3C:4D:5E x::y")]
    public void IpAddress_ThatNamesAMachine_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("ftp://anna:s3cret@ftp.example.com/x", "ftp://[URL_CREDENTIAL_1]@ftp.example.com/x")]
    [InlineData("见https://a.cn/cb?token=abc123def&x=1，", "见https://a.cn/cb?token=[URL_CREDENTIAL_1]&x=1，")]
    [InlineData(
        "redis://:p4ssw0rd@cache:6379 http://${USER}:${PASSWORD}@h/ https://a.b/?token=",
        "redis://[URL_CREDENTIAL_1]@cache:6379 http://${USER}:${PASSWORD}@h/ https://a.b/?token="
    )]
    [InlineData("https://medium.example/@anna/post?page=123456", "https://medium.example/@anna/post?page=123456")]
    public void UrlCredential_InUserInfoOrQuery_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("export OPENAI_API_KEY=sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2", "export OPENAI_API_KEY=[API_KEY_1]")]
    [InlineData("AKIAIOSFODNN7EXAMPLE。ghp_0123456789abcdefghijABCDEFGHIJ456789", "[API_KEY_1]。[API_KEY_2]")]
    [InlineData("Authorization: Bearer 9f8e7d6c5b4a39281706f5e4", "Authorization: Bearer [API_KEY_1]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9x1.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "[API_KEY_1]")]
    [InlineData(
        "密钥：9f86d081884c7d659a2feaa0c55ad015, \"secret\": \"qZ8/3kd+9XvB2mN5pL7wRt==\"",
        "密钥：[API_KEY_1], \"secret\": \"[API_KEY_2]\""
    )]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE1\n-----END RSA PRIVATE KEY-----", "[API_KEY_1]")]
    [InlineData(
        "sk-xxxxxxxxxxxxxxxxxxxxxxxx sk-your-api-key-goes-here task-2 risk-free",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxx sk-your-api-key-goes-here task-2 risk-free"
    )]
    [InlineData(
        "commit 9f86d081884c7d659a2feaa0c55ad015, token: AutoTokenizer2023 key = get_value_by_name_1",
        "commit 9f86d081884c7d659a2feaa0c55ad015, token: AutoTokenizer2023 key = get_value_by_name_1"
    )]
    public void ApiKey_ByPrefixFormOrContext_IsMasked(string text, string expected) => Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("寄到北京市海淀区中关村大街27号3号楼501室，谢谢", "寄到[ADDRESS_1]，谢谢")]
    [InlineData("我住在广东省深圳市南山区科技园路1号。", "我住在[ADDRESS_1]。")]
    [InlineData("乘坐公交27路到3号线，长安街1号", "乘坐公交27路到3号线，长安街1号")] // no area before the road
    [InlineData(
        "姓名：张三，我叫李小明。My name is John Smith, not my name is unknown",
        "姓名：[NAME_1]，我叫[NAME_2]。My name is [NAME_3], not my name is unknown"
    )]
    [InlineData("我叫他过来，姓名：请填写，我叫了车", "我叫他过来，姓名：请填写，我叫了车")]
    public void AddressAndName_WhenChosen_AreMaskedWhereTheTextIsPlain(string text, string expected)
    {
        Mask(text, new JsonObject { ["kinds"] = new JsonArray("address", "name") }).ShouldBe(expected);
        Mask(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("13812345678 / +86 138 1234 5678", "138****5678 / +86 1** **** 5678")]
    [InlineData("a.li@b.cn 11010519491231002X", "a***@b.cn 110***********002X")]
    [InlineData("4111 1111 1111 1111 203.0.113.7 fe80::12:1", "4111 **** **** 1111 203.0.*.* fe80:*:*")]
    [InlineData("京A12345 sk-a1B2c3D4e5F6g7H8i9J0k1L2", "京A***45 sk-a***********************")]
    [InlineData("http://u:p4ss@h", "http://*:****@h")]
    public void Mode_OfMask_KeepsTheEndsAsFormsDo(string text, string expected)
    {
        var mode = new JsonObject { ["mode"] = "mask" };
        Mask(text, mode).ShouldBe(expected);
        Mask(expected, mode).ShouldBe(expected);
    }

    [Fact]
    public void Mode_OfHash_IsStableAcrossSamplesAndChangesWithTheSalt()
    {
        var first = Mask("我的号是13812345678", Hash("pepper"));
        first.ShouldMatch(@"^我的号是\[PHONE_[0-9a-f]{16}\]$");
        Mask("我的号是+86 138-1234-5678", Hash("pepper")).ShouldBe(first);
        Mask("我的号是13812345678", Hash("salt")).ShouldNotBe(first);
        Mask(first, Hash("pepper")).ShouldBe(first);

        static JsonObject Hash(string salt) => new() { ["mode"] = "hash", ["salt"] = salt };
    }

    [Fact]
    public void Map_OfPromptAndAnswer_UsesTheSamePlaceholder()
    {
        var outcome = Clean(Step("pii_mask"), Pair("我是a@b.cn，不是c@d.cn", "您好，c@d.cn"));
        outcome.Sample.Messages.Select(turn => turn.Content).ShouldBe(["我是[EMAIL_1]，不是[EMAIL_2]", "您好，[EMAIL_2]"]);
    }

    [Fact]
    public void Map_OfAPreferenceSample_MasksBothAnswers()
    {
        var sample = new Sample
        {
            Id = "s",
            Messages = [Message.User("a@b.cn?")],
            Chosen = [Message.Assistant("a@b.cn")],
            Rejected = [Message.Assistant("c@d.cn")],
        };
        var masked = Clean(Step("pii_mask"), sample).Sample;
        masked.Chosen![0].Content.ShouldBe("[EMAIL_1]");
        masked.Rejected![0].Content.ShouldBe("[EMAIL_2]");
    }

    [Fact]
    public void Map_WithSomeKinds_LeavesTheOthers() =>
        Mask("a@b.cn 13812345678", new JsonObject { ["kinds"] = new JsonArray("phone") }).ShouldBe("a@b.cn [PHONE_1]");

    private static string Mask(string text, JsonObject? parameters = null) =>
        Clean(Step("pii_mask", parameters), Pair(text, "ok")).Sample.Messages[0].Content;
}
