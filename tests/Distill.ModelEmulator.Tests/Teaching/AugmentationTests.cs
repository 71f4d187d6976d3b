using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Teaching;

namespace Distill.ModelEmulator.Tests.Teaching;

public sealed class AugmentationTests
{
    private const string Request = """
        Write 2 new texts.

        <augment>{"method":"same-kind","count":2,"class":"bad"}</augment>

        <seed>
        dull, slow
        and long
        </seed>

        <seed>
        a mess
        </seed>

        Answer with a JSON array.
        """;

    [Fact]
    public void Find_ARequestForTexts_ReadsItsTask()
    {
        var task = AugmentationTask.Find(Request.ReplaceLineEndings("\n")).ShouldNotBeNull();

        (task.Method, task.Count, task.Class).ShouldBe(("same-kind", 2, "bad"));
        task.Seeds.ShouldBe(["dull, slow\nand long", "a mess"]);
    }

    [Theory]
    [InlineData("a film about augment and seed")]
    [InlineData("<augment>{}</augment>\n<seed>\nx\n</seed>")]
    [InlineData("<augment>{\"method\":\"x\",\"count\":\"many\"}</augment>\n<seed>\nx\n</seed>")]
    [InlineData("<augment>{\"method\":\"x\",\"count\":2}</augment>\nno seed")]
    [InlineData("<augment>{not json}</augment>\n<seed>\nx\n</seed>")]
    public void Find_AnotherMessage_IsNone(string message) => AugmentationTask.Find(message).ShouldBeNull();

    [Theory]
    [InlineData("paraphrase")]
    [InlineData("evolve-breadth")]
    [InlineData("change-premise")]
    public void Write_AText_TakesItsClausesFromSeedAndClass(string method)
    {
        TrainingPair[] rows = [new("bad one, bad two, bad three", "bad"), new("坏的一，坏的二", "bad"), new("good one, good two", "good")];
        var writer = new VariantWriter(rows);

        for (var seed = 0; seed < 50; seed++)
        {
            var text = writer.Write(method, ["seed one, seed two, seed three"], "bad", new Random(seed));

            text.ShouldNotContain("good");
            text.ShouldMatch("bad|坏");
            writer.Write(method, ["seed one, seed two, seed three"], "bad", new Random(seed)).ShouldBe(text);
        }
    }
}
