using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Announcements;

/// <summary>Writes the demo's data: prompts as a team would log them, dirt included, and the labelled rows its teacher has learned from.</summary>
public static class DemoDataset
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both files; the same options write the same bytes. The streams stay open.</summary>
    /// <remarks>
    /// A prompt line is <c>{"id","prompt","labels":{"sentiment"}}</c>, a teacher line <c>{"id","text","label"}</c>. A duplicate repeats the prompt of an
    /// earlier line under the id <c>dup-…</c>; a malformed line is a cut line or an object without prompt.
    /// </remarks>
    /// <param name="prompts">Prompt/response JSONL without the response, for <c>distill run</c>.</param>
    /// <param name="teacherTraining">Labelled JSONL for <see cref="TeachingOptions.TrainingFile"/>.</param>
    /// <param name="options">How much of what.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or a share is not within 0 to 1.</exception>
    public static async Task WriteAsync(
        Stream prompts,
        Stream teacherTraining,
        DemoDatasetOptions options,
        CancellationToken cancellationToken = default
    )
    {
        Check(options);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var asked = Distinct(new AnnouncementGenerator(options.Seed, "p"), options.Prompts, seen);
        var taught = Distinct(new AnnouncementGenerator(options.Seed + 1, "t"), options.TeacherRows, seen);
        await WriteLinesAsync(prompts, PromptLines(asked, options), cancellationToken);
        await WriteLinesAsync(teacherTraining, taught.Select(TeacherLine), cancellationToken);
    }

    private static void Check(DemoDatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isValid =
            options is { Prompts: >= 0, TeacherRows: >= 0, MalformedLines: >= 0 }
            && options is { DuplicateShare: >= 0 and <= 1, PersonalDataShare: >= 0 and <= 1 };
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options,
                "Counts must not be negative, and shares must be within 0 to 1."
            );
        }
    }

    private static List<Announcement> Distinct(AnnouncementGenerator generator, int count, HashSet<string> seen)
    {
        var result = new List<Announcement>(count);
        while (result.Count < count)
        {
            var next = generator.Next();
            if (seen.Add(next.Text))
            {
                result.Add(next);
            }
        }

        return result;
    }

    private static List<string> PromptLines(List<Announcement> asked, DemoDatasetOptions options)
    {
        var random = new Random(options.Seed);
        var lines = new List<string>(asked.Count);
        foreach (var announcement in asked)
        {
            var personal = random.NextDouble() < options.PersonalDataShare;
            lines.Add(PromptLine(personal ? announcement with { Text = announcement.Text + Contact(random) } : announcement));
        }

        AddDuplicates(lines, random, options.DuplicateShare);
        AddMalformed(lines, random, options.MalformedLines);
        return lines;
    }

    private static void AddDuplicates(List<string> lines, Random random, double share)
    {
        var originals = lines.Count;
        for (var i = 0; i < (int)(originals * share); i++)
        {
            var copy = JsonNode.Parse(lines[random.Next(originals)])!.AsObject();
            copy["id"] = string.Create(CultureInfo.InvariantCulture, $"dup-{i:000000}");
            lines.Add(copy.ToJsonString(Readable));
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
    }

    private static void AddMalformed(List<string> lines, Random random, int count)
    {
        var whole = lines.ToArray();
        for (var i = 0; i < count; i++)
        {
            var cut = whole.Length > 0 && i % 2 == 0;
            var line = cut ? whole[random.Next(whole.Length)][..40] : $$"""{"id":"bad-{{i:000000}}","text":"没有提示词的记录"}""";
            lines.Insert(random.Next(lines.Count + 1), line);
        }
    }

    private static string Contact(Random random) =>
        random.Next(3) switch
        {
            0 => $"联系人：张伟，电话：138{random.Next(10_000_000, 99_999_999)}。",
            1 => $"如有疑问请发邮件至 zhangwei{random.Next(100, 999)}@example.com。",
            _ =>
                $"经办人李娜，身份证号：11010119{random.Next(60, 99)}0{random.Next(1, 10)}{random.Next(10, 28)}{random.Next(1_000, 9_999)}。",
        };

    private static string PromptLine(Announcement announcement) =>
        new JsonObject
        {
            ["id"] = announcement.Id,
            ["prompt"] = AnnouncementPrompts.Prompt(announcement.Text),
            ["labels"] = new JsonObject { ["sentiment"] = announcement.Label },
        }.ToJsonString(Readable);

    private static string TeacherLine(Announcement announcement) =>
        new JsonObject
        {
            ["id"] = announcement.Id,
            ["text"] = announcement.Text,
            ["label"] = announcement.Label,
        }.ToJsonString(Readable);

    private static async Task WriteLinesAsync(Stream stream, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.NewLine = "\n";
        foreach (var line in lines)
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }
}
