using CsCheck;
using Distill.Core.Dedup;

namespace Distill.Core.Tests.Dedup;

public class DigestMapTests
{
    [Fact]
    public void TryAdd_OfAnyDigests_AgreesWithADictionary() =>
        Gen.ULong[0, 3000]
            .Array[0, 6000]
            .Sample(
                digests =>
                {
                    var map = new DigestMap();
                    var known = new Dictionary<UInt128, long>();
                    foreach (var (index, seed) in digests.Index())
                    {
                        // All parts are used, and some digests agree in the bits that choose a place.
                        var digest = new UInt128(seed * 0x9E3779B97F4A7C15, seed % 7);
                        map.TryAdd(digest, index, out var number).ShouldBe(known.TryAdd(digest, index));
                        number.ShouldBe(known[digest]);
                    }
                },
                iter: 50
            );

    [Fact]
    public void IdList_GivesBackWhatWasAdded()
    {
        var list = new IdList();
        string[] ids = ["a", "", "中文\0", new string('x', 300_000), .. Enumerable.Range(0, 40_000).Select(number => $"record-{number}")];
        foreach (var id in ids)
        {
            list.Add(id);
        }

        Enumerable.Range(0, list.Count).Select(number => list[number]).ShouldBe(ids);
    }
}
