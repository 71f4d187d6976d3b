using Distill.Core.Dedup;
using Distill.Core.Dedup.MinHash;

namespace Distill.Core.Tests.Dedup;

public class MinHashTests
{
    [Fact]
    public void Lowest_OfEveryVectorWidth_IsTheSame()
    {
        var random = new Random(1);
        var hashes = Enumerable.Range(0, 777).Select(_ => (uint)random.NextInt64()).ToArray();
        var (wide, middle, narrow) = (new uint[MinHasher.Functions], new uint[MinHasher.Functions], new uint[MinHasher.Functions]);

        MinHasher.Lowest512(hashes, wide);
        MinHasher.Lowest256(hashes, middle);
        MinHasher.Lowest128(hashes, narrow);

        middle.ShouldBe(wide);
        narrow.ShouldBe(wide);
    }

    [Fact]
    public void Shingles_HashedTogether_AreThoseHashedOneByOne()
    {
        const string Text = "a text of more than sixteen characters, 中文也在其中, to the end";
        var together = new uint[Shingles.Count(Text.Length)];
        Shingles.Hash(Text, together);

        for (var i = 0; i < together.Length; i++)
        {
            var alone = new uint[1];
            Shingles.Hash(Text.AsSpan(i, Shingles.Length), alone);
            together[i].ShouldBe(alone[0]);
        }
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.85)]
    [InlineData(0.75)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void Agreement_EstimatesTheJaccardSimilarity(double similarity)
    {
        // Of two sets of n hashes that share c, the similarity is c / (2n - c).
        const int Size = 600;
        var random = new Random(7);
        var errors = new List<double>();
        for (var trial = 0; trial < 60; trial++)
        {
            var common = (int)Math.Round(2 * Size * similarity / (1 + similarity));
            var all = Enumerable.Range(0, (2 * Size) - common).Select(_ => (uint)random.NextInt64()).ToArray();
            var agreement = MinHashSketch.Agreement(Sketch(all[..Size]).Signature, Sketch(all[^Size..]).Signature);
            errors.Add(((double)agreement / MinHasher.Functions) - similarity);
        }

        // Standard error of one estimate at most 0.044, of the mean of 60 at most 0.006.
        Math.Abs(errors.Average()).ShouldBeLessThan(0.025);
        Math.Sqrt(errors.Average(error => error * error)).ShouldBeLessThan(0.06);
    }

    [Fact]
    public void Index_ThatSpills_FindsTheSame()
    {
        var scratch = new MemoryScratch();
        using var inMemory = new NearDuplicateIndex(0.75, long.MaxValue, null);
        using var spilling = new NearDuplicateIndex(0.75, 600_000, scratch);
        var random = new Random(3);
        var texts = new List<string>();
        for (var i = 0; i < 6000; i++)
        {
            var text =
                i % 3 == 2
                    ? texts[random.Next(texts.Count)] + " and so on"
                    : string.Concat(Enumerable.Range(0, 30).Select(_ => $"{random.Next(9999)} "));
            texts.Add(text);
            var sketch = MinHasher.Sketch(text)!;
            spilling.Find(sketch).ShouldBe(inMemory.Find(sketch));
            inMemory.Add(sketch);
            spilling.Add(sketch);
        }

        spilling.Spilled.ShouldBeGreaterThan(3000);
        inMemory.Spilled.ShouldBe(0);
        // Signatures and bands.
        scratch.Open.ShouldBe(2);
        spilling.Clear();
        scratch.Open.ShouldBe(0);
    }

    [Fact]
    public void Index_OnACrowdThatSharesATemplate_DoesNotSearchItAll()
    {
        using var index = new NearDuplicateIndex(1, long.MaxValue, null);
        for (var i = 0; i < 3000; i++)
        {
            index.Add(MinHasher.Sketch($"the same long instruction for every one of these records, and then the number {i}")!);
        }

        index.Find(MinHasher.Sketch("the same long instruction for every one of these records, and then the number 17")!).ShouldNotBeNull();
    }

    [Fact]
    public void Bands_ThatSpill_GiveTheSameCandidates()
    {
        var scratch = new MemoryScratch();
        using var inMemory = new BandIndex(long.MaxValue, null);
        using var spilling = new BandIndex(300_000, scratch);
        var random = new Random(5);
        for (var text = 0; text < 5000; text++)
        {
            // One in ten is of a crowd with a common beginning, more than are kept of a value.
            var crowd = text % 10 == 0 ? "the same long instruction for every one of these records, and then a number " : "";
            var sketch = MinHasher.Sketch($"{crowd}{random.Next()} {random.Next()} {random.Next(50)}")!;
            Candidates(spilling, sketch).ShouldBe(Candidates(inMemory, sketch));
            inMemory.Add(sketch, text);
            spilling.Add(sketch, text);
        }

        scratch.Open.ShouldBe(1);
        static List<int> Candidates(BandIndex index, MinHashSketch sketch)
        {
            var candidates = new List<int>();
            index.Find(sketch, candidates);
            candidates.Sort();
            return candidates;
        }
    }

    private static MinHashSketch Sketch(uint[] hashes)
    {
        var lowest = new uint[MinHasher.Functions];
        MinHasher.Lowest(hashes, lowest);
        return new MinHashSketch(lowest);
    }
}
