using System.Text.Json.Nodes;
using static Distill.Core.Tests.Operators.Cleaning;
using static Distill.Core.Tests.Operators.Mappers.Mapping;

namespace Distill.Core.Tests.Operators.Mappers;

/// <summary>Mappers of content: clean_html, clean_links, clean_copyright, remove_identifiers, remove_repeated_sentences.</summary>
public class ContentMapperTests
{
    [Theory]
    [InlineData("<p>Hello <b>world</b></p><p>next</p>", "Hello world\nnext\n")]
    [InlineData("好<br/>的<script>var a = '<p>';</script><!-- 注释 --><STYLE>p{}</STYLE>！", "好\n的！")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "a b\n")]
    [InlineData("<a href=\"x>y\" title='z'>链接</a>&nbsp;&amp;amp; &#20320;&#x597D; &copy; AT&T; R&D", "链接 & 你好 © AT&T; R&D")]
    [InlineData(
        "if a < b and c > d: List<int> x; <USERNAME>@<IP_ADDRESS>; 1<2>3; <think> <time><title>",
        "if a < b and c > d: List<int> x; <USERNAME>@<IP_ADDRESS>; 1<2>3; <think> <time><title>"
    )]
    [InlineData("<title>Tea</title><time datetime=\"2024\">now</time>", "Tea\nnow")]
    [InlineData("see\n```html\n<p>code</p>\n```\n<p>text", "see\n```html\n<p>code</p>\n```\ntext")]
    public void CleanHtml_OfMarkup_KeepsTheTextAndWhatIsNoMarkup(string text, string expected) =>
        Map("clean_html", text).ShouldBe(expected);

    [Theory]
    [InlineData("See https://example.com/a?b=1#c, or (http://x.org/y_(z)).", "See , or ().")]
    [InlineData("访问https://例子.cn没有，www.example.cn/路径和ftp://f.example/x。", "访问https://例子.cn没有，路径和。")]
    [InlineData("[文档](https://a.cn/b \"题\") ![图](http://a.cn/c.png) <https://d.cn>!", "文档 图 !")]
    [InlineData("redis://x, awww.b, std://c, http:// and :// stay", "redis://x, awww.b, std://c, http:// and :// stay")]
    [InlineData("```\nwget https://a.cn/b\n```", "```\nwget https://a.cn/b\n```")]
    public void CleanLinks_OfUrls_RemovesThemAndKeepsLabels(string text, string expected) => Map("clean_links", text).ShouldBe(expected);

    [Fact]
    public void CleanLinks_WithAReplacement_PutsItThere()
    {
        Map("clean_links", "去https://a.cn/b看", new JsonObject { ["replacement"] = "[链接]" }).ShouldBe("去[链接]看");
        var (_, errors) = Distill.Core.Operators.Recipe.Bind(
            [Step("clean_links", new JsonObject { ["replacement"] = "http://x" })],
            Sentiment
        );
        errors.Single().Message.ShouldContain("must not be a link itself");
    }

    [Theory]
    [InlineData("id 123e4567-e89b-12d3-a456-426614174000 end", "id  end")]
    [InlineData(
        "md5=9f86d081884c7d659a2feaa0c55ad015，sha 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824。",
        "md5=9f86d081884c7d659a2feaa0c55ad015，sha 。"
    )]
    [InlineData("key aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6kL9n=", "key ")]
    [InlineData(
        "2024-01-15 12345678901234567890 3.14159265358979 deadbeef a-long-hyphenated-name-for-the-version-2-of-it",
        "2024-01-15 12345678901234567890 3.14159265358979 deadbeef a-long-hyphenated-name-for-the-version-2-of-it"
    )]
    public void RemoveIdentifiers_ByForm_RemovesWhatNobodyCanRead(string text, string expected) =>
        Map("remove_identifiers", text).ShouldBe(expected);

    [Fact]
    public void RemoveIdentifiers_OfNumbers_GoesByTheirDigits()
    {
        var numbers = new JsonObject
        {
            ["kinds"] = new JsonArray("number"),
            ["min_digits"] = 8,
            ["replacement"] = "[编号]",
        };
        Map("remove_identifiers", "单号12345678，共1234567件，12345678.5", numbers).ShouldBe("单号[编号]，共1234567件，12345678.5");
    }

    [Theory]
    [InlineData("/*\n * Copyright (c) 2020 A\n * Licensed under MIT\n */\n\nint main() {}", "int main() {}")]
    [InlineData("# Copyright 2021 B\n# Apache License 2.0\nimport os\n# keep", "import os\n# keep")]
    [InlineData("正文一。\n版权所有 © 2023 某公司\n本文转载自某网\n点击阅读原文\n正文二。", "正文一。\n正文二。")]
    [InlineData("See you.\nSent from my iPhone\n", "See you.\n")]
    [InlineData("We use cookies to improve.\nUnsubscribe.\nread more »\nNews.", "News.")]
    [InlineData(
        "Copyright law protects authors.\nRead more books.\n广告学很有趣。\n# License of a poet\n免责声明怎么写？",
        "Copyright law protects authors.\nRead more books.\n广告学很有趣。\n# License of a poet\n免责声明怎么写？"
    )]
    public void CleanCopyright_OfHeadersAndBoilerplate_KeepsTheContent(string text, string expected) =>
        Map("clean_copyright", text).ShouldBe(expected);

    [Fact]
    public void CleanCopyright_WithPhrases_RemovesThoseLinesToo() =>
        Map("clean_copyright", "甲\n本站提示：登录\n乙", new JsonObject { ["phrases"] = new JsonArray("本站提示") }).ShouldBe("甲\n乙");

    [Theory]
    [InlineData("今天天气很好啊。我们去公园玩。今天天气很好啊。", "今天天气很好啊。我们去公园玩。")]
    [InlineData("It is a fine day. We go out! it is a fine day. Mr. Li said 3.14.", "It is a fine day. We go out! Mr. Li said 3.14.")]
    [InlineData("第一行的内容是这个\n第二行\n第一行的内容是这个\n尾", "第一行的内容是这个\n第二行\n尾")]
    [InlineData("大号的布面沙发。\n1. 大号的布面沙发。\n2. 大号的布面沙发。", "大号的布面沙发。\n1. 大号的布面沙发。\n2. 大号的布面沙发。")] // the numbers tell them apart
    [InlineData("好。好。好。--------\n--------\n", "好。好。好。--------\n--------\n")] // short, or no words
    [InlineData("```\nreturn value_of_x;\nreturn value_of_x;\n```", "```\nreturn value_of_x;\nreturn value_of_x;\n```")]
    public void RemoveRepeatedSentences_OfZhAndEn_KeepsTheFirst(string text, string expected) =>
        Map("remove_repeated_sentences", text).ShouldBe(expected);

    [Fact]
    public void RemoveRepeatedSentences_OfALongText_LooksAtAllOfIt()
    {
        var sentences = string.Concat(Enumerable.Range(0, 400).Select(i => $"这是第{i}个不同的句子。"));
        Map("remove_repeated_sentences", sentences).ShouldBeSameAs(sentences);
        Map("remove_repeated_sentences", sentences + "这是第399个不同的句子。").ShouldBe(sentences);
    }

    [Theory]
    [InlineData("prompt", "问", "答😀")]
    [InlineData("answer", "问😀", "答")]
    [InlineData("both", "问", "答")]
    public void Target_OfPromptOrAnswer_LimitsTheChange(string target, string prompt, string answer) =>
        Clean(Step("emoji_removal", new JsonObject { ["target"] = target }), Pair("问😀", "答😀"))
            .Sample.Messages.Select(turn => turn.Content)
            .ShouldBe([prompt, answer]);
}
