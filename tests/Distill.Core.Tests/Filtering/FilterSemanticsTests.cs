using System.Text;
using CsCheck;
using Distill.Core.Filtering;
using Distill.Core.Samples;
using Distill.Testing.Filtering;

namespace Distill.Core.Tests.Filtering;

public class FilterSemanticsTests
{
    private static readonly Sample Log = Read(
        """
        {"id":"r1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"我要退款😀"},{"role":"assistant","content":"OK"}],
        "labels":{"intent":"refund","stars":"4.0"},"scores":{"judge.helpfulness":4},"feedback":{"thumb":-1,"stopped":true},
        "meta":{"time":"2026-11-23T16:00:00+08:00","latency_ms":812,"flat.name":1,"nested":{"list":[1,"2"]},"nothing":null,"epoch":1700000000}}
        """
    );

    [Theory]
    [InlineData("labels.intent = 'refund'")]
    [InlineData("labels.stars = 4 and labels.stars != '4'")]
    [InlineData("scores.judge.helpfulness >= 4")]
    [InlineData("feedback.thumb = -1 and feedback.stopped = true")]
    [InlineData("time = 2026-11-23T08:00:00Z and meta.time between 2026-11-23 and 2026-11-24")]
    [InlineData("meta.epoch = 2023-11-14T22:13:20Z")]
    [InlineData("meta.flat.name = 1")]
    [InlineData("meta.nested.list[-1] = 2 and length(meta.nested.list) = 2")]
    [InlineData("turns = 1 and length(messages) = 3 and length(messages[1].content) = 5")]
    [InlineData("system = 'Be brief.' and answer = 'OK' and prompt contains '退款'")]
    [InlineData("answer matches /^ok$/i and answer not matches /^ok$/")]
    [InlineData("meta.latency_ms between 812 and 812")]
    [InlineData("meta.nothing is null and meta.absent is null and labels.absent is null and chosen is null")]
    [InlineData("not (labels.absent = 'x') and labels.absent != 'x' and labels.absent not in ('x')")]
    [InlineData("not labels.absent < 'x' and not labels.absent >= 'x'")]
    [InlineData("meta.nested is not null and not meta.nested = 'x'")]
    [InlineData("labels.intent in (1, 'refund', true)")]
    public void Matches_WhatTheGrammarSays(string filter) => FilterExpression.Parse(filter).Expression!.Matches(Log).ShouldBeTrue(filter);

    [Fact]
    public void Order_OfTexts_IsThatOfCodePoints()
    {
        var emoji = Read("""{"id":"😀","messages":[{"role":"user","content":"x"}]}""");

        FilterExpression.Parse("id > 'Ａ'").Expression!.Matches(emoji).ShouldBeTrue();
    }

    [Fact]
    public void Not_IsTheContraryForEverySampleAndFilter() =>
        Gen.Select(GeneratedFilters.All, GeneratedSamples.All)
            .Sample(
                (filter, sample) =>
                {
                    var denied = FilterExpression.Parse($"not ({filter})").Expression!;
                    return denied.Matches(sample) != filter.Matches(sample);
                }
            );

    [Fact]
    public void Matches_WithoutANewText_AllocatesNothing()
    {
        var filter = FilterExpression
            .Parse("labels.intent in ('a', 'refund') and prompt contains '退款' and turns = 1 and meta.latency_ms > 1")
            .Expression!;
        var sample = Log with { Messages = [.. Log.Messages.Skip(1)] };
        filter.Matches(sample).ShouldBeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            filter.Matches(sample);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100);
    }

    private static Sample Read(string json) => SampleJson.Read(Encoding.UTF8.GetBytes(json)).Sample!;
}
