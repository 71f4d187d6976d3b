using Distill.ModelEmulator.Announcements;

namespace Distill.Cli.Demo;

/// <summary>The host configuration of the demo: three models with prices and latencies of their class, all served by the emulator.</summary>
internal static class DemoConfiguration
{
    /// <summary>The file's text.</summary>
    /// <param name="options">What the demo is asked for.</param>
    /// <param name="teacherTraining">Absolute path of the rows that the emulated teacher learns from.</param>
    public static string Of(DemoOptions options, string teacherTraining)
    {
        var endpoint = options.Emulator is { } running ? running.ToString().TrimEnd('/') : "emulator";
        return Models(endpoint) + (options.Emulator is null ? Emulator(teacherTraining) : "");
    }

    // Prices are dollars for a million tokens, of a flagship model and of two small fine-tuned ones, as hosted platforms list them.
    private static string Models(string endpoint) =>
        $"""
            # The models of the demo. Every one of them is Distill's model emulator on this machine, never a real platform.
            # Prices are dollars a million tokens, typical of a flagship model and of small fine-tuned models.
            models:
              teacher:
                endpoint: {endpoint}
                model: teacher
                inputPrice: 2.00
                outputPrice: 8.00
                maxConcurrency: 128
                contextLength: 128000
              student-m:
                endpoint: {endpoint}
                model: student-m
                inputPrice: 0.15
                outputPrice: 0.60
                trainingPrice: 3.00
                maxConcurrency: 32
                contextLength: 32000
              student-s:
                endpoint: {endpoint}
                model: student-s
                inputPrice: 0.08
                outputPrice: 0.30
                trainingPrice: 1.50
                maxConcurrency: 32
                contextLength: 32000

            """;

    private static string Emulator(string teacherTraining) =>
        $"""
            # What "endpoint: emulator" starts. Latencies are those of a flagship model and of small models on a shared platform.
            emulator:
              models:
                teacher:
                  kind: teacher
                  latency:
                    meanMilliseconds: 640
                    deviationMilliseconds: 120
                  teaching:
                    trainingFile: {Quoted(teacherTraining)}
                    textColumn: text
                    labelColumn: label
                    answerTemplate: {Quoted(AnnouncementPrompts.AnswerTemplate)}
                    inputAfter: {Quoted(AnnouncementPrompts.InputAfter)}
                    inputBefore: {Quoted(AnnouncementPrompts.InputBefore)}
                student-m:
                  latency:
                    meanMilliseconds: 60
                    deviationMilliseconds: 10
                student-s:
                  latency:
                    meanMilliseconds: 35
                    deviationMilliseconds: 6
                  learner:
                    maxCharacters: 2
                    maxWords: 1
                    bucketBits: 14

            """;

    // A double-quoted YAML scalar.
    private static string Quoted(string text) =>
        '"'
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
        + '"';
}
