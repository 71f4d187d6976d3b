namespace Distill.Core.Feedback.Joining;

/// <summary>Counts what a join meets, and takes each answer once. Not thread-safe.</summary>
internal sealed class JoinTally
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What was met.</summary>
    public JoinFigures Figures { get; private set; } = new();

    /// <summary>Lines that belong to no window that was asked for.</summary>
    public long Elsewhere { get; private set; }

    /// <summary>Counts a line; true for one that goes on: joined for the first time.</summary>
    public bool Take(in JoinedLine line)
    {
        switch (line.Fate)
        {
            case JoinFate.Joined or JoinFate.Late when _seen.Add(line.Asid!):
                CountReply(line);
                return true;
            case JoinFate.Joined or JoinFate.Late:
                Figures = Figures with { Repeated = Figures.Repeated + 1 };
                return false;
            case JoinFate.OtherAlias:
                Figures = Figures with { OtherAliases = Figures.OtherAliases + 1 };
                return false;
            case JoinFate.Shadow:
                Figures = Figures with { Shadows = Figures.Shadows + 1 };
                return false;
            case JoinFate.Failed:
                Figures = Figures with { Failed = Figures.Failed + 1 };
                return false;
            case JoinFate.Malformed:
                CountMalformed();
                return false;
            default:
                Elsewhere++;
                return false;
        }
    }

    /// <summary>Counts a line, of logs or feedback, that cannot be read.</summary>
    public void CountMalformed() => Figures = Figures with { Malformed = Figures.Malformed + 1 };

    /// <summary>Counts calls of other kinds than chat.</summary>
    public void CountOtherKinds(long calls) => Figures = Figures with { OtherKinds = Figures.OtherKinds + calls };

    private void CountReply(in JoinedLine line) =>
        Figures = Figures with
        {
            Replies = Figures.Replies + 1,
            Late = Figures.Late + (line.Fate == JoinFate.Late ? 1 : 0),
            WithFeedback = Figures.WithFeedback + (line.Fold is null ? 0 : 1),
            Liked = Figures.Liked + (line.Fold?.Thumb > 0 ? 1 : 0),
            Disliked = Figures.Disliked + (line.Fold?.Thumb < 0 ? 1 : 0),
        };
}
