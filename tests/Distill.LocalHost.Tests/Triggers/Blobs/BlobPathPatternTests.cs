using Distill.LocalHost.Triggers.Blobs;

namespace Distill.LocalHost.Tests.Triggers.Blobs;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("uploads/{pipeline}/{name}", "uploads/news/a.jsonl", "news", "a.jsonl")]
    [InlineData("uploads/{pipeline}/{name}", "uploads/a/b/c.csv", "a/b", "c.csv")]
    [InlineData("uploads/{pipeline}/{name}.csv", "uploads/news/a.b.csv", "news", "a.b")]
    public void Match_PathThatFits_GivesTokens(string pattern, string path, string pipeline, string name)
    {
        var tokens = Parse(pattern).Match(path).ShouldNotBeNull();

        tokens["pipeline"].ShouldBe(pipeline);
        tokens["NAME"].ShouldBe(name);
    }

    [Theory]
    [InlineData("uploads/{pipeline}/{name}", "uploads/a.csv")]
    [InlineData("uploads/{pipeline}/{name}", "uploads2/a/b.csv")]
    [InlineData("uploads/{pipeline}/{name}.csv", "uploads/a/b.tsv")]
    [InlineData("uploads/a+b/{name}", "uploads/aab/c")]
    public void Match_OtherPath_IsNull(string pattern, string path) => Parse(pattern).Match(path).ShouldBeNull();

    [Theory]
    [InlineData("uploads")]
    [InlineData("up/{name}")]
    [InlineData("uploads/")]
    [InlineData("{container}/{name}")]
    [InlineData("uploads/{a}/{A}")]
    [InlineData("uploads/{a-b}")]
    [InlineData("uploads/}{")]
    public void TryParse_WrongPattern_SaysWhy(string pattern)
    {
        BlobPathPattern.TryParse(pattern, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(pattern);
    }

    private static BlobPathPattern Parse(string pattern)
    {
        BlobPathPattern.TryParse(pattern, out var parsed, out var problem).ShouldBeTrue(problem);
        return parsed!;
    }
}
