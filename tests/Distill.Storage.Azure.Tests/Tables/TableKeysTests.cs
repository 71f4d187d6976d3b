using CsCheck;
using Distill.Storage.Azure.Tables;

namespace Distill.Storage.Azure.Tests.Tables;

public class TableKeysTests
{
    private static readonly Gen<string> Ids = Gen.String[Gen.Char["abcA0-:/\\#?|!}~ \t\u007f名𝄞"], 1, 40];
    private static readonly Gen<DateTimeOffset> Times = Gen.Int[0, 3].Select(minute => DateTimeOffset.UnixEpoch.AddMinutes(minute));

    [Fact]
    public void OfNewest_SortsFromTheNewest_AndAtTheSameTimeFromTheGreatestId() =>
        Gen.Select(Times, Gen.String[Gen.Char["ab-"], 1, 5], Times, Gen.String[Gen.Char["ab-"], 1, 5])
            .Sample(
                (time1, id1, time2, id2) =>
                {
                    var wanted = time1 == time2 ? string.CompareOrdinal(id2, id1) : time2.CompareTo(time1);
                    Math.Sign(string.CompareOrdinal(TableKeys.OfNewest(time1, id1), TableKeys.OfNewest(time2, id2)))
                        .ShouldBe(Math.Sign(wanted));
                }
            );

    [Fact]
    public void Keys_HoldOnlyWhatTheServiceAllows_AndTellTextsApart() =>
        Gen.Select(Ids, Ids)
            .Sample(
                (a, b) =>
                {
                    (TableKeys.Escape(a) == TableKeys.Escape(b)).ShouldBe(a == b);
                    foreach (
                        var key in (string[])[TableKeys.OfId(a), TableKeys.OfName(a, 3), TableKeys.OfNewest(DateTimeOffset.UnixEpoch, a)]
                    )
                    {
                        key.ShouldAllBe(character => character >= ' ' && character < '\u007f' && !"/\\#?".Contains(character));
                        key.StartsWith(TableKeys.OfName(b), StringComparison.Ordinal)
                            .ShouldBe(a == b && key.StartsWith("name|", StringComparison.Ordinal));
                    }
                }
            );

    [Fact]
    public void Keys_OfLongTexts_StayWithinTheLimit_AndTellThemApart()
    {
        var (a, b) = (new string('名', 600) + "a", new string('名', 600) + "b");

        TableKeys.OfName(a, int.MaxValue).Length.ShouldBeLessThanOrEqualTo(512);
        TableKeys.OfNewest(DateTimeOffset.MinValue, a).Length.ShouldBeLessThanOrEqualTo(512);
        TableKeys.OfId(a).ShouldNotBe(TableKeys.OfId(b));
        TableKeys.OfNewest(DateTimeOffset.MinValue, a).ShouldNotBe(TableKeys.OfNewest(DateTimeOffset.MinValue, b));
    }

    [Fact]
    public void OfName_SortsTheHighestVersionFirst() =>
        string.CompareOrdinal(TableKeys.OfName("news", 10), TableKeys.OfName("news", 9)).ShouldBeNegative();
}
