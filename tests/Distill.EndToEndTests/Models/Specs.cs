using System.Text;
using Distill.ModelEmulator.Announcements;

namespace Distill.EndToEndTests.Models;

/// <summary>Specs, configurations and data of the tests.</summary>
internal static class Specs
{
    /// <summary>A spec on the announcements, with prompts in <c>prompts.jsonl</c> beside it.</summary>
    public const string Announcements = """
        name: announcements
        source:
          file: prompts.jsonl
          format: json
          mapping:
            prompt: prompt
            id: id
            labels:
              sentiment: labels.sentiment
        task:
          kind: label
          extract:
            kind: json
            path: data
          labels: [正面, 中性, 负面]
          gold: sentiment
        teacher:
          model: teacher
        shards:
          size: 25
          inFlight: 4
        students:
          - name: small
            model: student-s
            epochs: 3
        """;

    /// <summary>A configuration of the emulator's models; the teacher has at most <paramref name="inFlight"/> requests in flight.</summary>
    public static string Configuration(EmulatedModels models, int inFlight = 16) =>
        $"""
            models:
              teacher:
                endpoint: {models.Endpoint}
                model: teacher
                maxConcurrency: {inFlight}
                inputPrice: 2
                outputPrice: 8
              student-s:
                endpoint: {models.Endpoint}
                model: student-s
                inputPrice: 0.1
                outputPrice: 0.4
              locked:
                endpoint: {models.LockedEndpoint}
                model: locked
                apiKeyVariable: E2E_MODEL_KEY
              nowhere:
                endpoint: http://127.0.0.1:9/v1
                model: nothing
            """;

    /// <summary>Clean prompts, one JSON object a line.</summary>
    public static async Task<string> PromptsAsync(int count, int malformed = 0)
    {
        using var prompts = new MemoryStream();
        var options = new DemoDatasetOptions
        {
            Prompts = count,
            TeacherRows = 0,
            DuplicateShare = 0,
            PersonalDataShare = 0,
            MalformedLines = malformed,
        };
        await DemoDataset.WriteAsync(prompts, Stream.Null, options);
        return Encoding.UTF8.GetString(prompts.ToArray());
    }
}
