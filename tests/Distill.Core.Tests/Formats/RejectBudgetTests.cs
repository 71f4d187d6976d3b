using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public class RejectBudgetTests
{
    [Theory]
    [InlineData(95, 5, false)]
    [InlineData(94, 6, true)]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    public void Exceeded_IsBeyondTheRatio_NotAtIt(long accepted, int rejected, bool exceeded) =>
        (new RejectBudget().Exceeded(accepted, Summary(("malformed_json", rejected)), null) is not null).ShouldBe(exceeded);

    [Fact]
    public void Message_NamesCountsLimitReasonsExamplesAndPath()
    {
        var rejects = Summary(("malformed_json", 300), ("too_long", 90), ("missing_field", 9), ("duplicate_id", 1));

        var message = new RejectBudget().Exceeded(600, rejects, "datasets/d1/rejects.jsonl")!;

        message.ShouldContain("400 of 1,000 records (40%)");
        message.ShouldContain("limit of 5% (maxRejectRatio)");
        message.ShouldContain("malformed_json: 300, first in.jsonl line 3, messages: not valid");
        message.ShouldContain("missing_field: 9");
        message.ShouldNotContain("duplicate_id");
        message.ShouldContain("datasets/d1/rejects.jsonl");
    }

    [Fact]
    public void UnreadableRest_BreaksEveryBudget() =>
        new RejectBudget(1).Exceeded(1_000_000, Summary((RejectReasons.UnreadableRest, 1)), null)!.ShouldContain("in.jsonl line 3");

    private static RejectSummary Summary(params ReadOnlySpan<(string Reason, int Count)> reasons)
    {
        var tally = new RejectTally();
        foreach (var (reason, count) in reasons)
        {
            for (var index = 0; index < count; index++)
            {
                tally.Add(Some.Reject(reason));
            }
        }

        return tally.ToSummary();
    }
}
