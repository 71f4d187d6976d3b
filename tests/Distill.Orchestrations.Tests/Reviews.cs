using System.Text;

namespace Distill.Orchestrations.Tests;

/// <summary>A small label task: short reviews whose words tell their label. The same every time.</summary>
internal static class Reviews
{
    private static readonly string[] Good =
    [
        "a moving story",
        "warm and funny",
        "brilliant acting",
        "a joy to watch",
        "clever and charming",
    ];
    private static readonly string[] Bad = ["a dull mess", "boring and slow", "terrible acting", "a waste of time", "clumsy and noisy"];
    private static readonly string[] Things =
    [
        "film",
        "drama",
        "comedy",
        "thriller",
        "documentary",
        "sequel",
        "debut",
        "remake",
        "musical",
        "western",
        "romance",
        "mystery",
    ];

    /// <summary>A TSV with header <c>sentence, label</c>; labels <c>good</c> and <c>bad</c> take turns.</summary>
    public static string Tsv(int count, int from = 0)
    {
        var text = new StringBuilder("sentence\tlabel\n");
        for (var index = from; index < from + count; index++)
        {
            text.Append(Sentence(index)).Append('\t').Append(index % 2 == 0 ? "good" : "bad").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The review of a number: even ones are good.</summary>
    public static string Sentence(int index)
    {
        var words = index % 2 == 0 ? Good : Bad;
        var pick = index / 2;
        return $"{words[pick % 5]}, this {Things[pick / 5 % 12]} number {index} from director {index * 7919 % 1009}";
    }
}
