using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Templates;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Judging.Templates;

public class JudgePresetsTests
{
    public static TheoryData<string> Names => [.. JudgePresets.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_UsedAsATemplate_AsksWhatThePresetAsks(string name)
    {
        var preset = JudgePresets.Find(name)!;
        var item = new JudgeItem
        {
            Id = "q1",
            Prompt = [Message.User("Where is it?")],
            Candidate = "Here.",
            Baseline = preset.Mode == JudgeMode.Pairwise ? "There." : null,
            Reference = "Over there.",
        };

        var own = new JudgeInstruction(preset.Mode, new(preset.Dimensions), preset.Language, preset.Text);

        own.NeedsReference.ShouldBeTrue();
        own.Calls(item)[0].Messages[0].Content.ShouldBe(preset.ToInstruction().Calls(item)[0].Messages[0].Content);
    }

    [Fact]
    public void Names_AreUniqueAndInBothLanguages()
    {
        var names = JudgePresets.All.Select(preset => preset.Name).ToList();

        names.Distinct().Count().ShouldBe(names.Count);
        names.Count(name => name.EndsWith("-zh", StringComparison.Ordinal)).ShouldBe(names.Count / 2);
    }
}
