using Distill.Cli.Files;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;

namespace Distill.Cli.Judging;

/// <summary>The files that a judging writes.</summary>
internal static class VerdictOutput
{
    /// <summary>Writes the raw verdicts, a line each.</summary>
    /// <param name="output">The file.</param>
    /// <param name="instruction">How the judges were asked.</param>
    /// <param name="items">What was judged.</param>
    /// <param name="judges">What they said.</param>
    /// <param name="cancellationToken">Stops; nothing is left then.</param>
    public static async Task WriteAsync(
        string output,
        JudgeInstruction instruction,
        IReadOnlyList<EvaluationItem> items,
        JudgeVerdicts[] judges,
        CancellationToken cancellationToken
    )
    {
        await using var file = OutputFile.Create(output);
        await using (var writer = new StreamWriter(file.Content, leaveOpen: true))
        {
            foreach (
                var line in items.SelectMany(item =>
                    judges.SelectMany(judge => VerdictLines.Of(item, judge.Judge, judge.Answers[item.Id], instruction.Dimensions))
                )
            )
            {
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
            }
        }

        await file.CommitAsync(cancellationToken);
    }

    /// <summary>Writes the trail of a calibration beside them.</summary>
    public static async Task WriteTrailAsync(string output, IReadOnlyList<string> lines, CancellationToken cancellationToken) =>
        _ = await OutputFile.WriteTextAsync(
            $"{output}.calibration.jsonl",
            string.Concat(lines.Select(line => line + "\n")),
            cancellationToken
        );
}
