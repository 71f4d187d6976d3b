using System.Buffers;
using Distill.Cli.Files;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Samples;

namespace Distill.Cli.Judging;

/// <summary>Writes samples with the scores that judges gave them, in the canonical form that cleaning reads.</summary>
internal static class ScoredSamples
{
    /// <summary>Writes all samples, in their order; one without a valid verdict has no score.</summary>
    /// <param name="path">The file.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="judges">What was said of them.</param>
    /// <param name="cancellationToken">Stops; the file is left as it was.</param>
    public static async Task WriteAsync(
        string path,
        IReadOnlyList<Sample> samples,
        IReadOnlyList<JudgeVerdicts> judges,
        CancellationToken cancellationToken
    )
    {
        await using var file = OutputFile.Create(path);
        var line = new ArrayBufferWriter<byte>();
        foreach (var sample in samples)
        {
            var answers = judges.Where(judge => judge.Answers.ContainsKey(sample.Id)).Select(judge => judge.Answers[sample.Id]);
            line.ResetWrittenCount();
            SampleJson.Write(line, SampleScores.With(sample, answers));
            line.Write("\n"u8);
            await file.Content.WriteAsync(line.WrittenMemory, cancellationToken);
        }

        await file.CommitAsync(cancellationToken);
    }
}
