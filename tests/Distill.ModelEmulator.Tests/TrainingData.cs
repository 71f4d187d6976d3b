using Distill.ModelEmulator.Announcements;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests;

/// <summary>Announcements as training pairs.</summary>
internal static class TrainingData
{
    public static List<TrainingPair> Pairs(int count, int seed = 1)
    {
        var generator = new AnnouncementGenerator(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => generator.Next())
                .Select(a => new TrainingPair(AnnouncementPrompts.Prompt(a.Text), a.Label)),
        ];
    }

    public static List<(string Prompt, string Answer)> Chats(int count, int seed = 1) =>
        [.. Pairs(count, seed).Select(pair => (pair.Prompt, AnnouncementPrompts.Answer(pair.Answer)))];

    /// <summary>The same pairs with a share of wrong answers.</summary>
    public static List<TrainingPair> Spoil(IEnumerable<TrainingPair> pairs, double share, int seed)
    {
        var random = new Random(seed);
        var labels = AnnouncementGenerator.Labels;
        return [.. pairs.Select(pair => random.NextDouble() < share ? pair with { Answer = labels[random.Next(labels.Count)] } : pair)];
    }

    public static double Accuracy(LearnedModel model, IReadOnlyCollection<TrainingPair> test) =>
        (double)test.Count(pair => model.Answer(pair.Prompt, 0, () => Random.Shared) == pair.Answer) / test.Count;
}
