using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.ModelEmulator.Announcements;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests.Announcements;

public sealed class DemoDatasetTests
{
    [Fact]
    public async Task WriteAsync_SameOptions_WritesTheSameBytes()
    {
        var options = new DemoDatasetOptions { Prompts = 200, TeacherRows = 100 };

        var (prompts, teacher) = await WriteAsync(options);

        (await WriteAsync(options)).Prompts.ShouldBe(prompts);
        (await WriteAsync(options)).Teacher.ShouldBe(teacher);
        (await WriteAsync(options with { Seed = 8 })).Prompts.ShouldNotBe(prompts);
    }

    [Fact]
    public async Task WriteAsync_Options_DecideTheDirt()
    {
        var (prompts, teacher) = await WriteAsync(
            new DemoDatasetOptions
            {
                Prompts = 400,
                TeacherRows = 300,
                DuplicateShare = 0.1,
                PersonalDataShare = 0.05,
                MalformedLines = 10,
            }
        );
        var parsed = prompts.Select(TryParse).ToList();
        var whole = parsed.Where(line => line?["prompt"] is not null).Select(line => line!).ToList();

        prompts.Length.ShouldBe(450);
        parsed.Count(line => line is null).ShouldBe(5);
        parsed.Count(line => line is not null && line["prompt"] is null).ShouldBe(5);
        whole.Count.ShouldBe(440);
        whole.Select(line => line["prompt"]!.GetValue<string>()).Distinct().Count().ShouldBe(400);
        whole.Select(line => line["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(440);
        whole.ShouldAllBe(line => AnnouncementGenerator.Labels.Contains(line["labels"]!["sentiment"]!.GetValue<string>()));
        whole.Count(line => line["prompt"]!.GetValue<string>().ContainsAny("电话：1", "@example.com", "身份证号")).ShouldBeInRange(8, 45);
        teacher.Length.ShouldBe(300);
        var asked = string.Concat(whole.Select(line => line["prompt"]!.GetValue<string>()));
        teacher.ShouldAllBe(line => !asked.Contains(JsonNode.Parse(line)!["text"]!.GetValue<string>()));
    }

    [Fact]
    public void A_teacher_of_many_rows_is_nearly_right_and_its_student_close_behind()
    {
        var generator = new AnnouncementGenerator(11);
        var rows = Enumerable.Range(0, 9_000).Select(_ => generator.Next()).ToList();
        var teacher = Learn(new TrainingPlan(10, 8, 1, 1), rows[..7_000].Select(row => new TrainingPair(row.Text, row.Label)));
        var student = Learn(
            new TrainingPlan(3, 8, 1, 1),
            rows[7_000..8_500]
                .Select(row => new TrainingPair(AnnouncementPrompts.Prompt(row.Text), teacher.Answer(row.Text, 0, () => Random.Shared)))
        );

        var test = rows[8_500..];
        TrainingData.Accuracy(teacher, [.. test.Select(row => new TrainingPair(row.Text, row.Label))]).ShouldBeInRange(0.93, 0.985);
        TrainingData
            .Accuracy(student, [.. test.Select(row => new TrainingPair(AnnouncementPrompts.Prompt(row.Text), row.Label))])
            .ShouldBeInRange(0.88, 0.96);
    }

    private static LearnedModel Learn(TrainingPlan plan, IEnumerable<TrainingPair> pairs)
    {
        var learner = Learners.Create(new LearnerOptions(), plan, [.. pairs], [], TestContext.Current.CancellationToken);
        learner.Train().Count().ShouldBeGreaterThan(0);
        return learner.Snapshot();
    }

    private static async Task<(string[] Prompts, string[] Teacher)> WriteAsync(DemoDatasetOptions options)
    {
        using var prompts = new MemoryStream();
        using var teacher = new MemoryStream();
        await DemoDataset.WriteAsync(prompts, teacher, options, TestContext.Current.CancellationToken);
        return (Lines(prompts), Lines(teacher));
    }

    private static string[] Lines(MemoryStream stream) =>
        Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static JsonNode? TryParse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal static class StringChecks
{
    public static bool ContainsAny(this string text, params string[] parts) =>
        parts.Any(part => text.Contains(part, StringComparison.Ordinal));
}
