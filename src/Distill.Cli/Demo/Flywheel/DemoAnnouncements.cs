using Distill.ModelEmulator.Announcements;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>The announcements of the demo, the same for the same seed and purpose; those of different purposes are drawn apart.</summary>
internal static class DemoAnnouncements
{
    /// <summary>Purpose: what the teacher has learned from.</summary>
    public const int Teacher = 1;

    /// <summary>Purpose: what the first online model has learned from.</summary>
    public const int FirstModel = 2;

    /// <summary>Purpose: the first stretch of traffic; the next ones are the numbers after it.</summary>
    public const int Traffic = 10;

    /// <summary>Purpose: what is asked during the rollout of the first turn; the next ones are the numbers after it.</summary>
    public const int Rollout = 500;

    // Purposes must not meet when seeds are neighbours.
    private const int Stride = 1_000;

    /// <summary>Announcements with the answers that users want, each text once, without end.</summary>
    public static IEnumerable<DemoMessage> Of(int seed, int purpose)
    {
        var generator = new AnnouncementGenerator((seed * Stride) + purpose);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var next = generator.Next();
            if (seen.Add(next.Text))
            {
                yield return new DemoMessage(next.Text, AnswerOf(next.Label));
            }
        }
    }

    private static string AnswerOf(string label) =>
        label switch
        {
            AnnouncementGenerator.Positive => "good",
            AnnouncementGenerator.Negative => "bad",
            _ => "neutral",
        };
}
