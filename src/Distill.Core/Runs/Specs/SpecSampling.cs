using Distill.Core.Evaluation;

namespace Distill.Core.Runs.Specs;

/// <summary>Checks what a source selects and draws, by the code that a run uses.</summary>
internal static class SpecSampling
{
    /// <summary>Adds an error for each part that is wrong.</summary>
    public static void Check(RunSpec spec, SpecDiagnostics diagnostics)
    {
        spec.Source.Where?.ToSelectionText()
            .Read((part, message, remedy) => diagnostics.Add($"source.where.{part}", Sentence(message), Sentence(remedy)));
        try
        {
            spec.Source.Sample?.ToDraw(spec.Source.Seed);
        }
        catch (InvalidSettingException wrong)
        {
            diagnostics.Add("source.sample", Sentence(wrong.Message), "See docs/run-spec.md.");
        }
    }

    private static string Sentence(string text) =>
        $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.', '\n')}{(text.Contains('\n', StringComparison.Ordinal) ? "\n" : ".")}";
}
